package wherry.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Finds out whether this computer's firewall lets connections out: what it holds back is counted as wanted and not as
 * sent. Whoever is at the other end, or nobody, does not matter.
 */
final class OutgoingCheck {
    /** The first segment and one or two more. */
    private static final Duration PATIENCE = Duration.ofMillis(1_400);

    /** Segments within that time, at least. */
    private static final int ATTEMPTS = 2;

    /** Some that were only refused, one after another. */
    private static final int REFUSALS = 3;

    private final int port;
    private final Chart chart;
    private final BooleanSupplier holdsDatagramsBack;
    private final Map<Subnet, Check.Result> results = new ConcurrentHashMap<>();

    /**
     * @param port of whoever is connected to
     * @param holdsDatagramsBack whether the firewall is known to do that, which the counters show as well
     */
    OutgoingCheck(int port, Chart chart, BooleanSupplier holdsDatagramsBack) {
        this.port = port;
        this.chart = chart;
        this.holdsDatagramsBack = holdsDatagramsBack;
    }

    /** Connects to somebody on that network: its router, else an address that somebody may have. */
    void examine(Subnet subnet) {
        Optional<InetAddress> somebody =
                Neighbours.gateway(subnet.network()).filter(subnet::contains).or(subnet::neighbour);
        if (somebody.isEmpty()) {
            return;
        }
        InetSocketAddress at = new InetSocketAddress(somebody.get(), port);
        KernelCounters before = KernelCounters.now();
        Dial dial = Dial.to(at, PATIENCE);
        KernelCounters after = KernelCounters.now();
        Check.Result result = switch (dial.answer()) {
            case OPEN -> Check.Result.YES;
            case REFUSED -> refused(before, after, at, subnet);
            case SILENT, NO_ROUTE -> silent(before, after, at, subnet);
            case FAILED -> Check.Result.UNKNOWN;
        };
        results.put(subnet, result);
    }

    /** What has not come out in time is unknown. */
    void conclude(List<Subnet> examined) {
        for (Subnet subnet : examined) {
            Check.Result result = results.getOrDefault(subnet, Check.Result.UNKNOWN);
            chart.check("connects-out", subnet.network(), result);
            if (result == Check.Result.NO) {
                chart.firewall(Cause.TCP_OUT_BLOCKED, Certainty.CERTAIN, subnet.network(), Firewall.Way.OUT);
            }
        }
    }

    /** Nothing at all left: that is us. Where something else did, it has to be seen twice. */
    private Check.Result silent(KernelCounters before, KernelCounters after, InetSocketAddress at, Subnet subnet) {
        KernelCounters.Family family = KernelCounters.Family.of(subnet.own());
        OptionalLong heldBack = after.heldBackSince(before, family);
        if (heldBack.isEmpty()) {
            return Check.Result.UNKNOWN;
        }
        if (heldBack.getAsLong() < ATTEMPTS) {
            return Check.Result.YES;
        }
        if (after.sentSince(before, family).orElse(0) > 0) {
            if (holdsDatagramsBack.getAsBoolean()) {
                // What is held back may be somebody's datagrams.
                return Check.Result.UNKNOWN;
            }
            KernelCounters earlier = KernelCounters.now();
            Dial again = Dial.to(at, PATIENCE);
            boolean same = KernelCounters.now().heldBackSince(earlier, family).orElse(0) >= ATTEMPTS;
            if (again.answer() == Dial.Answer.OPEN || !same) {
                return Check.Result.UNKNOWN;
            }
        }
        return Check.Result.NO;
    }

    private Check.Result refused(KernelCounters before, KernelCounters after, InetSocketAddress at, Subnet subnet) {
        KernelCounters.Family family = KernelCounters.Family.of(subnet.own());
        OptionalLong heldBack = after.heldBackSince(before, family);
        if (heldBack.isEmpty()) {
            return Check.Result.UNKNOWN;
        }
        if (heldBack.getAsLong() < 1) {
            return Check.Result.YES;
        }
        for (int i = 0; i < REFUSALS; i++) {
            KernelCounters earlier = KernelCounters.now();
            Dial again = Dial.to(at, PATIENCE);
            OptionalLong held = KernelCounters.now().heldBackSince(earlier, family);
            if (again.answer() != Dial.Answer.REFUSED || held.orElse(0) < 1) {
                return Check.Result.YES;
            }
        }
        return Check.Result.NO;
    }
}
