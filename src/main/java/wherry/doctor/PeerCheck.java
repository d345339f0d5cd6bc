package wherry.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wherry.transfer.AddressText;

/** Finds out why one computer cannot be reached: first {@link #dial}, then {@link #conclude}. For one thread. */
final class PeerCheck {
    /** The check whether somebody takes connections. */
    static final String ANSWERS = "peer-answers";

    /** An address that nobody has shows itself after three seconds. */
    private static final Duration PATIENCE = Duration.ofMillis(3_300);
    /** What says at once that there is no way is somebody there; the system itself takes three seconds. */
    private static final Duration AT_ONCE = Duration.ofMillis(1_500);

    private static final long FIRST_ALONE_MILLIS = 300;

    private final String name;
    private final InetAddress address;
    private final List<Integer> ports;
    private final RouteCheck routes;
    private final Executor background;
    private final List<Dial> dials = new ArrayList<>();
    private Neighbours before = Neighbours.now();
    private Neighbours after = before;

    /**
     * Does nothing yet.
     *
     * @param name as the user asked for it
     * @param ports to try, the best first
     */
    PeerCheck(String name, InetAddress address, List<Integer> ports, RouteCheck routes, Executor background) {
        this.name = name;
        this.address = address;
        this.ports = ports;
        this.routes = routes;
        this.background = background;
    }

    /** Connects to one port after another, until one answers. Takes as long as the slowest. */
    void dial() throws InterruptedException {
        before = Neighbours.now();
        List<CompletableFuture<Dial>> started = new ArrayList<>();
        for (int port : ports) {
            CompletableFuture<Dial> dial = CompletableFuture.supplyAsync(
                    () -> Dial.to(new InetSocketAddress(address, port), PATIENCE), background);
            started.add(dial);
            if (isOpenSoon(dial)) {
                break;
            }
        }
        for (CompletableFuture<Dial> dial : started) {
            dials.add(dial.join());
        }
        after = Neighbours.now();
    }

    private static boolean isOpenSoon(CompletableFuture<Dial> dial) throws InterruptedException {
        try {
            return dial.get(FIRST_ALONE_MILLIS, TimeUnit.MILLISECONDS).answer() == Dial.Answer.OPEN;
        } catch (TimeoutException later) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    InetAddress address() {
        return address;
    }

    boolean answers() {
        return any(Dial.Answer.OPEN);
    }

    /**
     * Takes down what that means.
     *
     * @param isHeard whether it is heard at this moment
     */
    void conclude(boolean isHeard, Chart chart) {
        Optional<Subnet> home = routes.home(address);
        Optional<String> network = home.map(Subnet::network);
        chart.check("peer-in-own-network", network, name, Check.Result.of(home.isPresent()));
        Check.Result direct = home.isEmpty() ? Check.Result.UNKNOWN : routes.examine(home.get(), address, name, chart);
        chart.check("peer-route-direct", network, name, direct);
        chart.check("peer-alive", network, name, alive());
        chart.check(ANSWERS, network, name, Check.Result.of(answers()));
        if (home.isEmpty()) {
            String key = answers() ? "doctor.other-subnet.answers" : "doctor.other-subnet.silent";
            chart.keyed(Cause.OTHER_SUBNET, Certainty.CERTAIN, "", name, key, name, AddressText.of(address));
        } else if (!answers()
                && direct != Check.Result.NO
                && !chart.has(home.get().network(), Cause.TCP_OUT_BLOCKED, Cause.LOCAL_NETWORK_PERMISSION)) {
            explain(home.get(), isHeard, chart);
        }
    }

    private Check.Result alive() {
        if (any(Dial.Answer.OPEN) || any(Dial.Answer.REFUSED)) {
            return Check.Result.YES;
        }
        return switch (after.state(address)) {
            case ALIVE -> Check.Result.YES;
            case SILENT -> Check.Result.NO;
            case UNKNOWN -> Check.Result.UNKNOWN;
        };
    }

    private void explain(Subnet home, boolean isHeard, Chart chart) {
        boolean isAlive = after.state(address) == Neighbours.State.ALIVE;
        boolean prohibited = dials.stream()
                .anyMatch(dial ->
                        dial.answer() == Dial.Answer.NO_ROUTE && dial.took().compareTo(AT_ONCE) < 0);
        if (prohibited && after.state(address) != Neighbours.State.SILENT) {
            add(chart, Cause.PEER_REFUSES, isAlive ? Certainty.CERTAIN : Certainty.LIKELY, home);
        } else if (any(Dial.Answer.SILENT) && isAlive) {
            boolean isFresh = before.state(address) != Neighbours.State.ALIVE || isHeard || Neighbours.isFresh(address);
            add(chart, Cause.PEER_BLOCKS_TCP, isFresh ? Certainty.CERTAIN : Certainty.LIKELY, home);
        } else if (any(Dial.Answer.REFUSED)) {
            add(chart, Cause.PEER_NOT_RUNNING, Certainty.CERTAIN, home);
        } else if (home.isEverybodys(address)) {
            add(chart, Cause.PEER_ABSENT, Certainty.CERTAIN, home);
        } else if (any(Dial.Answer.SILENT) || any(Dial.Answer.NO_ROUTE)) {
            absent(home, isHeard, chart);
        }
    }

    /** Nobody answers for the address, as far as the table of neighbours tells. */
    private void absent(Subnet home, boolean isHeard, Chart chart) {
        Optional<InetAddress> gateway = Neighbours.gateway(home.network()).filter(at -> !at.equals(address));
        boolean gatewayAlive =
                gateway.filter(at -> after.state(at) == Neighbours.State.ALIVE).isPresent();
        boolean unresolved = after.state(address) == Neighbours.State.SILENT;
        if (unresolved && gatewayAlive && isHeard) {
            add(chart, Cause.CLIENT_ISOLATION, Certainty.CERTAIN, home);
        } else if (unresolved && gatewayAlive && after.alive(home).equals(List.of(gateway.get()))) {
            add(chart, Cause.CLIENT_ISOLATION, Certainty.LIKELY, home);
        } else {
            add(chart, Cause.PEER_ABSENT, unresolved ? Certainty.CERTAIN : Certainty.LIKELY, home);
        }
    }

    private void add(Chart chart, Cause cause, Certainty certainty, Subnet home) {
        chart.finding(cause, certainty, home.network(), name, name, chart.portsText());
    }

    private boolean any(Dial.Answer answer) {
        return dials.stream().anyMatch(dial -> dial.answer() == answer);
    }
}
