package wherry.protocol.localsend.discovery;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import wherry.discovery.Announcement;
import wherry.discovery.Links;
import wherry.discovery.PeerListener;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** Hears announcements from inside and from outside the networks of the computer it runs on, and counts who is called. */
final class OffLinkHelper {
    private OffLinkHelper() {}

    /**
     * Prints who was called.
     *
     * @param arguments an own address, and one that can be reached but is in no network of ours
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        InetAddress inside = InetAddress.getByName(arguments[0]);
        InetAddress outside = InetAddress.getByName(arguments[1]);
        Identity ours = Identity.make(Instant.now());
        KnownPeers peers = new KnownPeers(
                ours.fingerprint(),
                new PeerChecks(new Tls(ours, new TransferBuffers()), new Watchdog()),
                () -> Optional.of(new Device("Quiet Fox", ours.fingerprint(), 53317, Device.Scheme.HTTPS)),
                Duration.ofMillis(100));
        AtomicInteger outsideCalls = new AtomicInteger();
        Semaphore insideCalls = new Semaphore(0);
        try (ServerSocket there = listen(outside, outsideCalls::incrementAndGet);
                ServerSocket here = listen(inside, insideCalls::release)) {
            peers.heard(Claims.claim("B".repeat(64), there.getLocalPort()), outside, new Unheard());
            // One after another: once this one was called several times, so would have been that one.
            peers.heard(Claims.claim("A".repeat(64), here.getLocalPort()), inside, new Unheard());
            boolean called = insideCalls.tryAcquire(3, 20, TimeUnit.SECONDS);
            System.out.println("inside " + (called ? "called" : "not called"));
            System.out.println("outside " + outsideCalls.get());
            System.out.println("near " + Links.near((Inet4Address) inside).size());
        } finally {
            peers.close();
        }
    }

    private static ServerSocket listen(InetAddress address, Runnable called) throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(address, 0));
        Thread taking = new Thread(() -> {
            try {
                while (true) {
                    server.accept().close();
                    called.run();
                }
            } catch (IOException closed) {
                // That is the end.
            }
        });
        taking.setDaemon(true);
        taking.start();
        return server;
    }

    /** Nobody who is called here shows a certificate. */
    private static final class Unheard implements PeerListener {
        @Override
        public void heard(Announcement announcement, InetAddress from) {
            throw new IllegalStateException();
        }

        @Override
        public boolean isListed(Announcement shown, InetAddress at) {
            return true;
        }
    }
}
