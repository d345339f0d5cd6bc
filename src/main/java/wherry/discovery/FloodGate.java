package wherry.discovery;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Decides which datagrams are worth reading when there are more than anybody honest sends: within each second so many in
 * all and from each sender, and beyond that only those of senders that have had none. Peers announce themselves every
 * two seconds, so they get through however loud others are. Costs no memory for senders: they share slots by chance, and
 * every second anew, so that nobody is drowned out for long (McKenney, Stochastic Fairness Queueing, 1990). For one
 * thread.
 */
final class FloodGate {
    static final int MOST_A_SECOND = 500;
    static final int MOST_A_SECOND_FROM_ONE = 32;
    static final int SLOTS = 1024;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int LARGE_PRIME = 0x9E3779B1;

    private final LongSupplier nanoTime;
    private final byte[] taken = new byte[SLOTS];
    private long secondBegan;
    private int salt;
    private int all;

    FloodGate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.secondBegan = nanoTime.getAsLong();
        this.salt = (int) secondBegan;
    }

    /** Whether a datagram from there is to be read. */
    boolean admits(InetSocketAddress sender) {
        long now = nanoTime.getAsLong();
        if (now - secondBegan >= SECOND) {
            secondBegan = now;
            salt = (int) now;
            all = 0;
            Arrays.fill(taken, (byte) 0);
        }
        int slot = slot(sender);
        if (taken[slot] == MOST_A_SECOND_FROM_ONE || (all >= MOST_A_SECOND && taken[slot] > 0)) {
            return false;
        }
        taken[slot]++;
        all++;
        return true;
    }

    /** The upper bits of a product: the lower ones would keep senders together that were together before. */
    private int slot(InetSocketAddress sender) {
        int mixed = ((sender.getAddress().hashCode() * LARGE_PRIME) ^ sender.getPort() ^ salt) * LARGE_PRIME;
        return ((mixed ^ (mixed >>> 15)) * LARGE_PRIME) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
    }
}
