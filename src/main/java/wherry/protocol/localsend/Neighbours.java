package wherry.protocol.localsend;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import wherry.discovery.Announcement;
import wherry.discovery.Neighbourhood;
import wherry.transfer.Endpoint;

/**
 * The peers that were heard of. Each is told of us once it announces itself, and asked every 15 s whether it is still
 * there: peers do not repeat their announcements. Every datagram would make us connect to an address of a stranger's
 * choice, so only addresses on our own links are called, and each seldom. Safe for use by many threads.
 */
final class Neighbours {
    static final Duration CHECK_EVERY = Duration.ofSeconds(15);

    private static final long ANSWER_AGAIN_AFTER = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST = 512;
    private static final int MISSES = 4;

    private final BackgroundCalls calls;
    private final Supplier<Optional<Device>> self;
    private final Map<InetSocketAddress, Neighbour> known = new LinkedHashMap<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "localsend-neighbours");
        thread.setDaemon(true);
        return thread;
    });

    private static final class Neighbour {
        final Announcement announcement;
        final Neighbourhood neighbourhood;
        long answered;
        int misses;

        Neighbour(Announcement announcement, Neighbourhood neighbourhood, long answered) {
            this.announcement = announcement;
            this.neighbourhood = neighbourhood;
            this.answered = answered;
        }
    }

    /**
     * Knows nobody yet.
     *
     * @param self how we present ourselves at the moment; empty while we are not to be seen
     */
    Neighbours(BackgroundCalls calls, Supplier<Optional<Device>> self) {
        this(calls, self, CHECK_EVERY);
    }

    Neighbours(BackgroundCalls calls, Supplier<Optional<Device>> self, Duration checkEvery) {
        this.calls = calls;
        this.self = self;
        long nanos = checkEvery.toNanos();
        var unused = clock.scheduleWithFixedDelay(this::check, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** A peer announced itself. */
    void heard(Announcement announcement, InetAddress from, Neighbourhood neighbourhood) {
        if (isOnLink(from)) {
            watch(announcement, from, neighbourhood);
        }
    }

    /** A peer is there whose address the user typed, wherever that is. */
    void watch(Announcement announcement, InetAddress from, Neighbourhood neighbourhood) {
        InetSocketAddress at = new InetSocketAddress(from, announcement.port());
        boolean answer;
        synchronized (this) {
            Neighbour before = known.remove(at);
            long now = System.nanoTime();
            answer = before == null || now - before.answered > ANSWER_AGAIN_AFTER;
            known.put(at, new Neighbour(announcement, neighbourhood, answer ? now : before.answered));
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        if (answer) {
            self.get().ifPresent(device -> calls.register(endpoint(at, announcement), device));
        }
    }

    private void check() {
        List<Map.Entry<InetSocketAddress, Neighbour>> all;
        synchronized (this) {
            all = new ArrayList<>(known.entrySet());
        }
        all.forEach(entry -> check(entry.getKey(), entry.getValue()));
    }

    private void check(InetSocketAddress at, Neighbour neighbour) {
        synchronized (this) {
            if (++neighbour.misses > MISSES) {
                known.remove(at, neighbour);
                return;
            }
        }
        calls.info(endpoint(at, neighbour.announcement), alias -> {
            synchronized (this) {
                neighbour.misses = 0;
            }
            Announcement known = neighbour.announcement;
            neighbour.neighbourhood.heard(
                    new Announcement(
                            known.protocol(),
                            alias,
                            known.fingerprint(),
                            known.port(),
                            known.security(),
                            known.lasts()),
                    at.getAddress());
        });
    }

    private static Endpoint endpoint(InetSocketAddress at, Announcement announcement) {
        return new Endpoint(LocalSend.NAME, at, announcement.security());
    }

    /** Whether an address belongs to a network that we are on. */
    static boolean isOnLink(InetAddress address) {
        if (address.isLoopbackAddress() || address.isLinkLocalAddress()) {
            return true;
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(network -> network.getInterfaceAddresses().stream())
                    .anyMatch(own -> isInside(address.getAddress(), own));
        } catch (SocketException noInterfaces) {
            return false;
        }
    }

    private static boolean isInside(byte[] address, InterfaceAddress own) {
        byte[] network = own.getAddress().getAddress();
        if (network.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < own.getNetworkPrefixLength(); bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((network[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Asks nobody any more. */
    void close() {
        clock.shutdown();
    }
}
