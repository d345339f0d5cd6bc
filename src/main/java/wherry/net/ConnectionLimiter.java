package wherry.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Counts the connections that are pending or served, in all and per address, against their limits. Safe for use by many threads. */
final class ConnectionLimiter {
    /** How long it is remembered that the process cannot have as many connections as are allowed. */
    private static final long SHORTAGE = TimeUnit.SECONDS.toNanos(10);

    private final int most;
    private final int mostPerAddress;
    private final Set<PendingConnection> present = new HashSet<>();
    /** By {@link AddressBlock}. */
    private final Map<InetAddress, AddressCrowd> perAddress = new HashMap<>();

    private long shortageUntil = System.nanoTime();
    private int mostInShortage;

    ConnectionLimiter(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    synchronized void came(PendingConnection pending) {
        if (present.add(pending)) {
            AddressCrowd crowd = perAddress.computeIfAbsent(pending.block(), block -> new AddressCrowd());
            crowd.grow();
            pending.joins(crowd);
        }
    }

    synchronized void left(PendingConnection pending) {
        if (present.remove(pending)) {
            pending.crowd().shrink();
            if (pending.crowd().size() == 0) {
                perAddress.remove(pending.block());
            }
        }
    }

    /** Whether there is no room for one more. */
    synchronized boolean isFull() {
        return present.size() >= (isShort() ? mostInShortage : most);
    }

    /** Whether there is no room for one more from there. */
    synchronized boolean isFull(InetAddress block) {
        AddressCrowd there = perAddress.get(block);
        return there != null && there.size() >= mostPerAddress;
    }

    /**
     * The process has no descriptors left: for a while a quarter of those who are here is too many. What that frees is
     * there for files, too.
     *
     * @return whether that is news
     */
    synchronized boolean beginShortage() {
        boolean news = !isShort();
        mostInShortage = Math.max(1, present.size() * 3 / 4);
        shortageUntil = System.nanoTime() + SHORTAGE;
        return news;
    }

    private boolean isShort() {
        return System.nanoTime() - shortageUntil < 0;
    }
}
