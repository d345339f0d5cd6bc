package wherry.doctor;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wherry.protocol.Protocol;
import wherry.transfer.Network;

/** One examination of this computer and of who is heard. For one thread; closing it closes what it opened. */
final class Examination implements Closeable {
    private static final System.Logger LOG = System.getLogger(Examination.class.getName());
    private static final int MOST_NETWORKS = 8;
    private static final int ROUNDS = 3;
    private static final long BETWEEN_ROUNDS_MILLIS = 100;
    private static final long TURN_MILLIS = 50;
    /** Whoever announces itself every two seconds has done so. */
    private static final long LISTENING = TimeUnit.MILLISECONDS.toNanos(2_200);
    /** Whoever answers an announcement has done so, or is known to be there. */
    private static final long ANSWERS = TimeUnit.MILLISECONDS.toNanos(1_500);
    /** Nothing is waited for beyond that. */
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(4_500);

    private final List<Protocol> protocols;
    private final List<Network> networks;
    private final Chart chart;
    private final Executor background;
    private final List<Subnet> subnets = Subnet.all();
    private final RouteCheck routes = new RouteCheck(subnets);
    private final Hearing hearing;
    private final PortCheck ports;
    private final OwnServers own;
    private final Map<Network, List<MulticastCheck>> calls = new LinkedHashMap<>();
    private final List<Ear> ears = new ArrayList<>();
    private final Set<Integer> taken = new HashSet<>();
    private final long begun = System.nanoTime();

    Examination(
            List<Protocol> protocols,
            String alias,
            List<Network> networks,
            ReachAnswers answers,
            Chart chart,
            Executor background) {
        this.protocols = protocols;
        this.networks = networks.stream().limit(MOST_NETWORKS).toList();
        this.chart = chart;
        this.background = background;
        String fingerprint = protocols.stream()
                .flatMap(protocol -> protocol.fingerprint().stream())
                .findFirst()
                .orElse("");
        this.hearing = new Hearing(protocols, fingerprint, subnets, answers);
        this.ports = new PortCheck(protocols, fingerprint, this.networks);
        this.own = new OwnServers(protocols, alias, fingerprint, hearing, ports);
    }

    /** Only what can be told without anybody else. */
    void examineThisComputer() throws InterruptedException {
        listen();
        CompletableFuture<Void> holders = CompletableFuture.runAsync(ports::identify, background);
        callIntoGroups();
        routes();
        awaitAll(List.of(holders));
        taken.addAll(ports.taken());
        if (!allHearThemselves()) {
            TimeUnit.MILLISECONDS.sleep(ROUNDS * BETWEEN_ROUNDS_MILLIS);
        }
        if (!taken.isEmpty()) {
            // The Wherry that runs already may be elsewhere; it says so within two seconds.
            TimeUnit.NANOSECONDS.sleep(LISTENING);
        }
        conclude();
    }

    /** All of it. */
    void examine() throws InterruptedException {
        KernelCounters before = KernelCounters.now();
        listen();
        CompletableFuture<Void> holders = CompletableFuture.runAsync(ports::identify, background);
        callIntoGroups();
        routes();
        List<CompletableFuture<Void>> outgoing = connectOut();
        awaitAll(List.of(holders));
        taken.addAll(ports.taken());
        own.settle(taken);
        own.announce(ears);
        while (isWorthwhileToWait()) {
            TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
            own.look(ears);
        }
        awaitAll(outgoing);
        conclude();
        OptionalLong thrownAway = KernelCounters.now().since(before, KernelCounters.REVERSE_PATH);
        ipv4().forEach(network -> concludeOn(network, thrownAway));
    }

    /** Whether somebody at that address is heard at this moment. */
    boolean isHeard(InetAddress address) {
        return hearing.contacts().stream()
                .anyMatch(contact ->
                        contact.address().equals(address) && !contact.heardIn().isEmpty());
    }

    /** Nothing is known of what is in the way of the other groups. */
    private List<Network> ipv4() {
        return networks.stream().filter(Network::hasIpv4).toList();
    }

    private void listen() {
        for (Network network : ipv4()) {
            List<MulticastCheck> groups = new ArrayList<>();
            for (Protocol protocol : protocols) {
                try {
                    Ear ear = Ear.open(network, protocol.announcements(), hearing);
                    ears.add(ear);
                    groups.add(new MulticastCheck(ear));
                } catch (BindException held) {
                    taken.add(protocol.announcements().group().getPort());
                } catch (IOException failure) {
                    LOG.log(Level.DEBUG, "Listening on " + network.name(), failure);
                }
            }
            calls.put(network, groups);
        }
    }

    /** One network after another: the counters are the whole computer's. */
    private void callIntoGroups() throws InterruptedException {
        for (int i = 0; i < ROUNDS && !allHearThemselves(); i++) {
            calls.values().forEach(groups -> groups.forEach(MulticastCheck::round));
            TimeUnit.MILLISECONDS.sleep(BETWEEN_ROUNDS_MILLIS);
        }
    }

    private boolean allHearThemselves() {
        return calls.values().stream().flatMap(List::stream).allMatch(group -> group.hears() == Check.Result.YES);
    }

    private void routes() {
        for (Subnet subnet : examined()) {
            Check.Result direct = subnet.neighbour()
                    .map(neighbour -> routes.examine(subnet, neighbour, "", chart))
                    .orElse(Check.Result.UNKNOWN);
            chart.check("route-direct", subnet.network(), direct);
        }
    }

    /** A tunnel is one end's network only, and its firewall is its own. */
    private List<Subnet> examined() {
        return subnets.stream()
                .filter(subnet -> networks.stream()
                        .anyMatch(network -> network.name().equals(subnet.network())
                                && network.addresses().contains(subnet.own())
                                && network.kind() != Network.Kind.VPN
                                && network.kind() != Network.Kind.LOOPBACK))
                .toList();
    }

    private List<CompletableFuture<Void>> connectOut() {
        OutgoingCheck check = new OutgoingCheck(
                chart,
                () -> calls.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(group -> group.sends() == Check.Result.NO));
        int port = protocols.get(0).defaultPort();
        // One after another, again for the sake of the counters.
        return List.of(CompletableFuture.runAsync(
                () -> examined().stream().limit(2).forEach(subnet -> check.examine(subnet, port)), background));
    }

    /** Those that take too long stay unknown. */
    private void awaitAll(List<CompletableFuture<Void>> others) throws InterruptedException {
        for (CompletableFuture<Void> other : others) {
            try {
                other.get(Math.max(1, begun + LONGEST - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                LOG.log(Level.DEBUG, "A check takes too long", late);
            } catch (ExecutionException defect) {
                throw new IllegalStateException(defect);
            }
        }
    }

    private boolean isWorthwhileToWait() {
        long now = System.nanoTime();
        if (now - begun > LONGEST) {
            return false;
        }
        return now - begun < LISTENING
                || own.announcedNanosAgo() < ANSWERS
                || hearing.contacts().stream()
                        .anyMatch(contact -> ContactCheck.isOpen(
                                contact, protocols, own.station(), own.announcedNanosAgo(), now - begun));
    }

    private void conclude() {
        calls.forEach((network, groups) -> {
            if (network.kind() != Network.Kind.VPN) {
                MulticastCheck.conclude(network, groups, chart);
            }
        });
        own.lookOnceMore();
        // Once more: a Wherry may just have been starting or ending.
        Set<Integer> still = ports.taken();
        still.retainAll(taken);
        still.removeAll(own.opened());
        ports.conclude(still, chart);
    }

    private void concludeOn(Network network, OptionalLong thrownAway) {
        List<Contact> there = hearing.contacts().stream()
                .filter(contact -> contact.network().equals(network.name()))
                .toList();
        ContactCheck check = new ContactCheck(network, there, protocols, chart);
        check.reversePath(thrownAway, ReversePath.ofThisComputer());
        check.incoming(own.station(), own.announcedNanosAgo());
        check.heardByOthers();
        check.forwarding(System.nanoTime() - begun);
        check.isolation();
    }

    @Override
    public void close() {
        hearing.close();
        ears.forEach(Ear::close);
        own.close();
    }
}
