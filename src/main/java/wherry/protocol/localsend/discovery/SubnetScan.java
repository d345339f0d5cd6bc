package wherry.protocol.localsend.discovery;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.discovery.Links;
import wherry.discovery.PeerListener;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Endpoint;
import wherry.transfer.Network;
import wherry.transfer.Watchdog;

/**
 * Knocks at every address near our own and introduces us, for networks that let no multicast through: at most the 254
 * around each, and never outside the network itself (localsend.md, "Looking again"). One at a time.
 */
public final class SubnetScan {
    private static final System.Logger LOG = System.getLogger(SubnetScan.class.getName());
    private static final int AT_ONCE = 50;
    private static final int NETWORKS_AT_MOST = 3;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** Of one address, however slowly it answers. */
    private static final Duration IN_ALL = PATIENCE.multipliedBy(4);

    private static final TransferLimits LIMITS =
            new TransferLimits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, AT_ONCE);

    private final Tls tls;
    private final Watchdog watchdog;
    private final int port;
    private final AtomicBoolean underWay = new AtomicBoolean();

    /**
     * Asks nobody yet.
     *
     * @param port where others are looked for
     */
    public SubnetScan(Tls tls, Watchdog watchdog, int port) {
        this.tls = tls;
        this.watchdog = watchdog;
        this.port = port;
    }

    /** Returns at once; does nothing while another scan is under way. */
    public void start(List<Network> networks, Device self, PeerListener neighbourhood) {
        if (!underWay.compareAndSet(false, true)) {
            return;
        }
        DaemonThreads.start("localsend-scan", () -> run(networks, self, neighbourhood));
    }

    private void run(List<Network> networks, Device self, PeerListener neighbourhood) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, DaemonThreads.named("localsend-knock"));
        List<Runnable> knocks = new ArrayList<>();
        networks.stream()
                .flatMap(network -> network.addresses().stream())
                .limit(NETWORKS_AT_MOST)
                .forEach(own ->
                        Links.near(own).forEach(address -> knocks.add(() -> knock(address, self, neighbourhood))));
        knocks.forEach(threads::execute);
        threads.shutdown();
        try {
            // Each knock has its limits; all of them together have ended long before.
            if (!threads.awaitTermination(5, java.util.concurrent.TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.set(false);
        }
    }

    private void knock(InetAddress address, Device self, PeerListener neighbourhood) {
        Endpoint there = new Endpoint(Spec.NAME, new InetSocketAddress(address, port));
        byte[] json = self.toJson().getBytes(StandardCharsets.UTF_8);
        try (PeerConnection connection = new PeerConnection(there, tls, LIMITS, watchdog);
                Watchdog.Watch deadline = watchdog.watch(IN_ALL, connection)) {
            connection.open();
            PeerConnection.Reply reply = connection.postJson(Spec.REGISTER, json, Timeout.of(PATIENCE));
            if (reply.status() == HttpStatus.SC_OK) {
                Probe.announcement(Device.read(reply.body()), connection, self.fingerprint())
                        .ifPresent(found -> neighbourhood.heard(found, address));
            }
            LOG.log(Level.TRACE, "Answered in time: {0}", !deadline.expired());
        } catch (IOException nobody) {
            LOG.log(Level.DEBUG, "Nobody at " + address, nobody);
        }
    }

    /** The other addresses of the network, of the 256 around our own. */
    public static List<InetAddress> near(Network network) {
        return Links.near(network.address());
    }
}
