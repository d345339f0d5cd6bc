package wherry.protocol.localsend.discovery;

import java.io.Closeable;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import wherry.discovery.Announcement;
import wherry.discovery.Links;
import wherry.discovery.Networks;
import wherry.discovery.PeerListener;
import wherry.transfer.DaemonThreads;
import wherry.transfer.ProtocolException;

/**
 * Asks at addresses of which nothing is known but that somebody is alive there, each once, until the user looks for peers:
 * whoever is heard from there meanwhile is asked because of that ({@link KnownPeers#heard}). Bounded in number and in
 * time; safe for use by many threads.
 */
public final class HostProbes implements Closeable {
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(HostProbes.class.getName());
    private static final int AT_ONCE = 16;
    private static final int MOST_WAITING = 512;
    private static final int MOST_REMEMBERED = 2_048;

    private final Probe probe;
    private final KnownPeers neighbours;
    private final ThreadPoolExecutor threads;
    private final Set<InetAddress> asked = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    /** @param neighbours who answers becomes one of them, and is told of us */
    public HostProbes(Probe probe, KnownPeers neighbours) {
        this.probe = probe;
        this.neighbours = neighbours;
        this.threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                DaemonThreads.named("localsend-knock"));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Asks there unless that was done before. Returns at once. */
    public void ask(InetSocketAddress at, PeerListener neighbourhood) {
        InetAddress address = at.getAddress();
        if (!Links.isOnLink(address) || Networks.isOfThisComputer(address)) {
            return;
        }
        synchronized (asked) {
            if (!asked.add(address)) {
                return;
            }
        }
        try {
            threads.execute(() -> knock(at, neighbourhood));
        } catch (RejectedExecutionException tooMany) {
            LOG.log(Level.DEBUG, "Too many to ask", tooMany);
            synchronized (asked) {
                asked.remove(address);
            }
        }
    }

    /** All may be asked again. */
    public void forget() {
        synchronized (asked) {
            asked.clear();
        }
    }

    private void knock(InetSocketAddress at, PeerListener neighbourhood) {
        try {
            Optional<Announcement> found = probe.ask(at);
            found.ifPresent(announcement -> {
                neighbourhood.heard(announcement, at.getAddress());
                neighbours.hinted(announcement, at.getAddress(), neighbourhood);
            });
        } catch (ProtocolException noTls) {
            LOG.log(Level.DEBUG, "Asking " + at, noTls);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
