package wherry.node;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import wherry.discovery.Hint;
import wherry.discovery.Links;
import wherry.discovery.Neighbour;
import wherry.discovery.Neighbour.State;
import wherry.discovery.NeighbourTable;
import wherry.discovery.PeerListener;
import wherry.discovery.PeerTable;
import wherry.discovery.Sweep;
import wherry.protocol.Protocol;
import wherry.settings.LastAddresses;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Network;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

/**
 * Looks for peers where announcements bring none (discovery.md, "The ladder"): where they were before, then by calling out
 * to everybody, among the living neighbours that the system knows, with a sweep, and by connecting only where nothing else
 * is possible. Everything it comes by is a hint to ask there. Safe for use by many threads; works on a thread of its own.
 */
final class Search implements Closeable {
    /** After start, and after every change of network. */
    private static final List<Duration> ROUNDS =
            List.of(Duration.ofMillis(1_500), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

    private static final Duration KEEP_EVERY = Duration.ofMinutes(10);
    private static final int MOST_NEIGHBOURS = 256;
    private static final int MOST_SWEEPS = 3;
    /** As long as two sweeps of others may take. */
    private static final long TURN_WITHIN = TimeUnit.SECONDS.toNanos(15);

    private static final long LOOK_EVERY_MILLIS = 500;
    private static final System.Logger LOG = System.getLogger(Search.class.getName());

    private final List<Protocol> protocols;
    private final PeerListener neighbourhood;
    private final PeerTable peers;
    private final LastAddresses last;
    private final NeighbourTable table = NeighbourTable.ofThisComputer();
    private final Sweep sweep = new Sweep(NeighbourTable.ofIpv4());
    private final List<Future<?>> rounds = new ArrayList<>();
    private final AtomicBoolean isWaiting = new AtomicBoolean();
    private List<Network> networks = List.of();
    private volatile Runnable callOut = () -> {};
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("search"));

    /**
     * Looks for nobody yet.
     *
     * @param neighbourhood where to tell who answered
     * @param peers who is known
     * @param last where they were
     */
    Search(List<Protocol> protocols, PeerListener neighbourhood, PeerTable peers, LastAddresses last) {
        this.protocols = List.copyOf(protocols);
        this.neighbourhood = neighbourhood;
        this.peers = peers;
        this.last = last;
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        var unused = thread.scheduleWithFixedDelay(
                guarded(this::keep), KEEP_EVERY.toMillis(), KEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** In use from now on, with what calls out to all there: asks where peers were, and looks for others when none is heard. */
    synchronized void on(List<Network> inUse, Runnable callingOut) {
        if (inUse.equals(networks) || thread.isShutdown()) {
            return;
        }
        networks = List.copyOf(inUse);
        callOut = callingOut;
        rounds.forEach(round -> round.cancel(false));
        rounds.clear();
        if (networks.isEmpty()) {
            return;
        }
        execute(this::askLast);
        for (Duration later : ROUNDS) {
            rounds.add(thread.schedule(
                    guarded(() -> {
                        if (isNobodyHeard()) {
                            look();
                        }
                    }),
                    later.toMillis(),
                    TimeUnit.MILLISECONDS));
        }
    }

    /** Looks at once, whoever was heard. Does nothing more while that is waiting to be done. */
    void now() {
        if (isWaiting.compareAndSet(false, true)) {
            execute(() -> {
                isWaiting.set(false);
                protocols.forEach(Protocol::askAnew);
                askLast();
                look();
                // Whoever is at home there is found by connecting, if somebody wants it.
                lookElsewhere(networks().stream()
                        .filter(network -> network.kind() == Network.Kind.LOOPBACK)
                        .toList());
            });
        }
    }

    /** Somebody was found, or has gone: whoever has proven who it is will be asked there first. Returns at once. */
    void found(List<Peer> now) {
        execute(() -> last.proven(places(now)));
    }

    @Override
    public void close() {
        sweep.close();
        thread.shutdown();
    }

    private boolean isNobodyHeard() {
        return peers.peers().stream().noneMatch(peer -> peer.presence() == Presence.HERE);
    }

    private void keep() {
        last.proven(places(peers.peers()));
    }

    private static List<LastAddresses.Place> places(List<Peer> now) {
        return now.stream()
                .filter(peer -> peer.presence() == Presence.HERE)
                .flatMap(peer -> peer.endpoints().stream())
                .filter(endpoint -> endpoint.security() instanceof Security.Verified)
                .map(endpoint ->
                        new LastAddresses.Place(endpoint.security().required().orElseThrow(), endpoint.address()))
                .toList();
    }

    private void askLast() {
        last.all().forEach(place -> ask(Hint.holder(place.fingerprint(), place.at())));
    }

    private void ask(Hint hint) {
        protocols.forEach(protocol -> protocol.ask(hint, neighbourhood));
    }

    private void look() {
        callOut.run();
        List<Network> real = networks().stream()
                .filter(network -> network.kind() != Network.Kind.LOOPBACK)
                .toList();
        try {
            askLiving(real);
            for (Inet4Address own : own(real)) {
                sweepAround(own, real);
            }
        } catch (IOException noTable) {
            LOG.log(Level.DEBUG, "The living cannot be told from the rest", noTable);
            lookElsewhere(real);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** While another one sweeps, on this computer, the system comes to know the living all the same. */
    private void sweepAround(Inet4Address own, List<Network> real) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (!sweep.around(own, this::askSomebody)
                && !thread.isShutdown()
                && System.nanoTime() - begun < TURN_WITHIN) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            askLiving(real);
        }
    }

    /** Where nobody tells who is alive. */
    private void lookElsewhere(List<Network> there) {
        if (!there.isEmpty()) {
            protocols.forEach(protocol -> protocol.lookAgain(there, neighbourhood));
        }
    }

    private void askLiving(List<Network> real) throws IOException {
        table.read().stream()
                .filter(neighbour -> neighbour.state() == State.ALIVE)
                .filter(neighbour -> isIn(real, neighbour))
                .limit(MOST_NEIGHBOURS)
                .forEach(neighbour -> askSomebody(neighbour.address()));
    }

    private static boolean isIn(List<Network> real, Neighbour neighbour) {
        List<Network> behind = real.stream()
                .filter(network ->
                        neighbour.networkInterface().isEmpty() || network.name().equals(neighbour.networkInterface()))
                .toList();
        return Links.isIn(behind, neighbour.address());
    }

    private void askSomebody(InetAddress address) {
        for (Protocol protocol : protocols) {
            protocol.ask(Hint.somebody(new InetSocketAddress(address, protocol.defaultPort())), neighbourhood);
        }
    }

    private static List<Inet4Address> own(List<Network> real) {
        return real.stream()
                .flatMap(network -> network.addresses().stream())
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .limit(MOST_SWEEPS)
                .toList();
    }

    private synchronized List<Network> networks() {
        return networks;
    }

    private void execute(Runnable task) {
        try {
            thread.execute(guarded(task));
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.TRACE, "Looking for nobody any more", closed);
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException defect) {
                LOG.log(Level.WARNING, "Looking for peers", defect);
            }
        };
    }
}
