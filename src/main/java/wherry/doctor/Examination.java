package wherry.doctor;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import wherry.protocol.Protocol;
import wherry.transfer.Network;

/** One examination of this computer and of who is heard. For one thread; closing it closes what it opened. */
final class Examination implements Closeable {
    private static final System.Logger LOG = System.getLogger(Examination.class.getName());
    private static final int MOST_NETWORKS = 8;
    private static final int SHORTEST_FINGERPRINT = 8;
    private static final int ROUNDS = 3;
    private static final long BETWEEN_ROUNDS_MILLIS = 100;
    private static final long TURN_MILLIS = 50;
    /** Whoever announces itself every two seconds has done so. */
    private static final long LISTENING = TimeUnit.MILLISECONDS.toNanos(2_200);
    /** Whoever answers an announcement has done so, or is known to be there. */
    private static final long ANSWERS = TimeUnit.MILLISECONDS.toNanos(1_500);

    private final List<Protocol> protocols;
    private final List<Network> networks;
    private final Chart chart;
    private final Deadline deadline;
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
            Deadline deadline) {
        this.protocols = protocols;
        this.networks = networks.stream().limit(MOST_NETWORKS).toList();
        this.chart = chart;
        this.deadline = deadline;
        String fingerprint = protocols.stream()
                .flatMap(protocol -> protocol.fingerprint().stream())
                .findFirst()
                .orElse("");
        this.hearing = new Hearing(protocols, fingerprint, subnets, answers);
        this.ports = new PortCheck(protocols, fingerprint, this.networks, deadline);
        this.own = new OwnServers(protocols, alias, fingerprint, hearing, ports);
    }

    /** Only what can be told without anybody else. */
    void examineThisComputer() throws InterruptedException {
        listen();
        CompletableFuture<Void> holders = deadline.begin(ports::identify);
        callIntoGroups();
        routes();
        deadline.await(List.of(holders));
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
        networks.forEach(network -> chart.prepare(network.name()));
        listen();
        CompletableFuture<Void> holders = deadline.begin(ports::identify);
        callIntoGroups();
        routes();
        // No more have the time, one after another for the sake of the counters.
        List<Subnet> connected = examined().stream().limit(2).toList();
        OutgoingCheck out = outgoingCheck();
        CompletableFuture<Void> outgoing = deadline.begin(() -> connected.forEach(out::examine));
        deadline.await(List.of(holders));
        taken.addAll(ports.taken());
        own.settle(taken);
        own.announce(ears);
        while (isWorthwhileToWait()) {
            TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
            own.look(ears);
        }
        deadline.await(List.of(outgoing));
        out.conclude(connected);
        conclude();
        OptionalLong thrownAway = KernelCounters.now().since(before, KernelCounters.REVERSE_PATH);
        networks.forEach(network -> concludeOn(network, network.hasIpv4() ? thrownAway : OptionalLong.empty()));
    }

    /** Whether somebody who goes by that name, or whose fingerprint begins so, answers here. */
    boolean isHere(String nameOrFingerprint) {
        return hearing.contacts().stream()
                .flatMap(contact -> contact.known().stream())
                .anyMatch(known -> known.alias().equalsIgnoreCase(nameOrFingerprint)
                        || known.fingerprint()
                                .filter(digits -> nameOrFingerprint.length() >= SHORTEST_FINGERPRINT)
                                .filter(digits ->
                                        digits.regionMatches(true, 0, nameOrFingerprint, 0, nameOrFingerprint.length()))
                                .isPresent());
    }

    /** Whether somebody at that address is heard at this moment. */
    boolean isHeard(InetAddress address) {
        return hearing.contacts().stream()
                .anyMatch(contact ->
                        contact.address().equals(address) && !contact.heardIn().isEmpty());
    }

    private void listen() {
        for (Network network : networks) {
            List<MulticastCheck> groups = new ArrayList<>();
            for (Protocol protocol : protocols) {
                // Those of IPv6 only where there is nothing else: what keeps both from being heard is one cause.
                protocol.announcements().groups(network).stream()
                        .limit(1)
                        .flatMap(group -> listen(network, protocol, group).stream())
                        .forEach(ear -> groups.add(new MulticastCheck(ear)));
            }
            calls.put(network, groups);
        }
    }

    private Optional<Ear> listen(Network network, Protocol protocol, InetSocketAddress group) {
        try {
            Ear ear = Ear.open(network, protocol.announcements(), group, hearing);
            ears.add(ear);
            return Optional.of(ear);
        } catch (BindException held) {
            taken.add(group.getPort());
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Listening on " + network.name(), failure);
        }
        return Optional.empty();
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
                                && isExamined(network, subnet)
                                && network.kind() != Network.Kind.VPN
                                && network.kind() != Network.Kind.LOOPBACK))
                .toList();
    }

    private static boolean isExamined(Network network, Subnet subnet) {
        return network.hasIpv4()
                ? network.addresses().contains(subnet.own())
                : subnet.own().isLinkLocalAddress();
    }

    private OutgoingCheck outgoingCheck() {
        return new OutgoingCheck(protocols.get(0).defaultPort(), chart, this::holdsDatagramsBack);
    }

    private boolean holdsDatagramsBack() {
        return calls.values().stream().flatMap(List::stream).anyMatch(group -> group.sends() == Check.Result.NO);
    }

    private boolean isWorthwhileToWait() {
        if (deadline.isOver()) {
            return false;
        }
        long now = System.nanoTime();
        return now - begun < LISTENING
                || own.announcedNanosAgo() < ANSWERS
                || hearing.contacts().stream()
                        .anyMatch(contact -> ContactCheck.isOpen(
                                contact, protocols, own.station(), own.announcedNanosAgo(), now - begun));
    }

    private void conclude() throws InterruptedException {
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
