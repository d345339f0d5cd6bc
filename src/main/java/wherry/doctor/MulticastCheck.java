package wherry.doctor;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import wherry.transfer.Network;

/**
 * Finds out whether this computer's firewall lets our multicast out to one group and in again: the copy that comes back
 * passes the rules for what comes in by the real interface. For one thread.
 */
final class MulticastCheck {
    private static final System.Logger LOG = System.getLogger(MulticastCheck.class.getName());
    private static final int CALLS = 3;
    /** Rounds that have to show the same before it is certain. */
    private static final int ENOUGH = 2;

    private final Ear ear;
    private int sent;
    private int cameBack;
    private int refused;
    private int heldBack;
    private int noRoute;

    MulticastCheck(Ear ear) {
        this.ear = ear;
    }

    /**
     * Calls once more into the group. At once; nothing else of ours may be sent meanwhile, as the kernel's counters are
     * those of the whole computer.
     */
    void round() {
        KernelCounters before = KernelCounters.now();
        try {
            for (int i = 0; i < CALLS; i++) {
                ear.call();
            }
            sent++;
            OptionalLong came = KernelCounters.now().multicastSince(before, family(ear.network()));
            cameBack += came.orElse(0) >= CALLS ? 1 : 0;
        } catch (NoRouteToHostException none) {
            LOG.log(Level.DEBUG, "Calling into a group", none);
            noRoute++;
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Calling into a group", failure);
            // A firewall's refusal is counted as wanted and not as sent; what an interface refuses is neither.
            OptionalLong held = KernelCounters.now().heldBackSince(before, family(ear.network()));
            heldBack += held.orElse(0) > 0 ? 1 : 0;
            refused++;
        }
    }

    Check.Result sends() {
        if (sent > 0) {
            return Check.Result.YES;
        }
        boolean byFirewall = heldBack >= ENOUGH || (refused >= ENOUGH && !isCounted(ear.network()));
        return byFirewall || lacksPermission() ? Check.Result.NO : Check.Result.UNKNOWN;
    }

    /** To be asked some tenths of a second after the last round. */
    Check.Result hears() {
        if (ear.echoes() > 0) {
            return Check.Result.YES;
        }
        boolean dropped =
                cameBack >= ENOUGH || (sent >= ENOUGH && !isCounted(ear.network()) && isOrdinary(ear.network()));
        return dropped ? Check.Result.NO : Check.Result.UNKNOWN;
    }

    private boolean lacksPermission() {
        return noRoute >= ENOUGH && isMacOs();
    }

    /** Takes down what the groups of one network have in common. */
    static void conclude(Network network, List<MulticastCheck> groups, Chart chart) {
        Check.Result sends = worst(groups.stream().map(MulticastCheck::sends).toList());
        Check.Result hears = worst(groups.stream().map(MulticastCheck::hears).toList());
        chart.check("sends-multicast", network.name(), sends);
        chart.check("hears-own-multicast", network.name(), hears);
        Certainty certainty = isCounted(network) ? Certainty.CERTAIN : Certainty.LIKELY;
        if (groups.stream().anyMatch(MulticastCheck::lacksPermission)) {
            chart.finding(Cause.LOCAL_NETWORK_PERMISSION, Certainty.LIKELY, network.name(), "");
        } else if (sends == Check.Result.NO) {
            chart.firewall(Cause.UDP_OUT_BLOCKED, certainty, network.name(), Firewall.Way.OUT);
        }
        if (hears == Check.Result.NO) {
            chart.firewall(Cause.UDP_IN_BLOCKED, certainty, network.name(), Firewall.Way.IN);
        }
    }

    /** What one group suffers counts, however well the other does. */
    private static Check.Result worst(List<Check.Result> results) {
        if (results.contains(Check.Result.NO)) {
            return Check.Result.NO;
        }
        return results.isEmpty() || results.contains(Check.Result.UNKNOWN) ? Check.Result.UNKNOWN : Check.Result.YES;
    }

    private static boolean isCounted(Network network) {
        KernelCounters now = KernelCounters.now();
        return now.multicastSince(now, family(network)).isPresent();
    }

    private static KernelCounters.Family family(Network network) {
        return KernelCounters.Family.of(network.address());
    }

    /** Whether multicast is sure to come back to its sender. */
    private static boolean isOrdinary(Network network) {
        try {
            NetworkInterface itself = NetworkInterface.getByName(network.name());
            return network.kind() == Network.Kind.PHYSICAL
                    && itself != null
                    && itself.supportsMulticast()
                    && !itself.isPointToPoint();
        } catch (SocketException gone) {
            return false;
        }
    }

    private static boolean isMacOs() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    }
}
