package wherry;

import java.lang.ref.WeakReference;
import java.util.Set;

/**
 * Decides when a collection of everything is worth it, which is the only time at which the JVM makes its heap smaller,
 * and has it done. For one thread, which looks every second.
 */
final class HeapSize {
    /** In bytes. A heap that has not grown beyond that is left alone: the collection stops all threads for a moment. */
    private static final long LARGE = 80 << 20;
    /** In bytes: while nothing happens, which takes less than what it took to get there. */
    private static final long LARGE_AT_REST = 24 << 20;

    /** While something is under way it may be larger. */
    private static final long LARGE_MEANWHILE = 192 << 20;
    /** In bytes: less than that is not worth a collection. */
    private static final long GROWN = 32 << 20;
    /** In bytes: what has come since it was small and is no more than that may be in use. */
    private static final long GROWN_IN_USE = 8 << 20;
    /** In bytes: no more than about that is left uncollected in a small heap while something is under way. */
    private static final long GROWN_MEANWHILE = 5 << 20;

    /** What was alive at one look may be gone at the next, or much later: one look in so many, in the end. */
    private static final int RAREST = 64;
    /**
     * In looks without a collection: whoever made the heap grow is gone, and so is what the program held for them for as
     * long as its deadlines allowed, of which no collection tells.
     */
    private static final Set<Integer> CALM = Set.of(12, 48);

    private static final int CALMEST = 49;

    /** Bytes of heap after the last collection of ours, and those of them that were in use. */
    private long trimmed;

    private long usedAfter;
    private int looksLeft;
    private int nextLooks = 1;
    /** Bytes of heap when it was last made small with nothing going on. */
    private long atRest;

    private int calm;
    private boolean grownSince;
    /** Is cleared by any collection: an object that nobody has. */
    private WeakReference<Object> collected = new WeakReference<>(new Object());

    /** Of what the start has left, at once; what gives memory back takes some memory itself, and comes later. */
    static void collectIfLarge() {
        if (Runtime.getRuntime().totalMemory() > LARGE) {
            System.gc();
        }
    }

    /** Makes it as small as it can be: nothing is under way, as far as is known. */
    void trimAtRest() {
        // Strangers may be there at that moment.
        if (trim(LARGE_AT_REST) && (atRest == 0 || trimmed < atRest)) {
            atRest = trimmed;
        }
    }

    /** Looks after it while nothing is under way; strangers may come and go. */
    void lookAtRest() {
        if (isCalmAgain()) {
            trim(LARGE_AT_REST);
            atRest = Runtime.getRuntime().totalMemory();
        } else {
            // Once it has been small, it need not become large: what has grown is looked at.
            trimIfLarge(trimmed == 0 ? LARGE : Math.min(LARGE, trimmed + GROWN));
        }
    }

    /**
     * Looks after it while something is under way: a small heap is collected in no time, and one that fills only slowly
     * would not be otherwise.
     */
    void lookMeanwhile() {
        if (Runtime.getRuntime().totalMemory() > LARGE) {
            trimIfLarge(LARGE_MEANWHILE);
        } else if (used() > usedAfter + GROWN_MEANWHILE) {
            trim(0);
        }
        SpareMemory.trimNative();
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Some times after each time at which there was something to collect, once it has been small. */
    private boolean isCalmAgain() {
        if (collected.get() == null) {
            collected = new WeakReference<>(new Object());
            calm = 0;
            grownSince = false;
        }
        calm = Math.min(calm + 1, CALMEST);
        grownSince |= atRest != 0 && Runtime.getRuntime().totalMemory() > atRest + GROWN_IN_USE;
        return grownSince && CALM.contains(calm);
    }

    /** When it has grown, and ever more seldom when it has not become smaller. */
    private void trimIfLarge(long beyond) {
        long now = Runtime.getRuntime().totalMemory();
        boolean hasGrown = now > trimmed + GROWN;
        if (hasGrown || --looksLeft <= 0) {
            trim(beyond);
            boolean helped = hasGrown || trimmed < now - GROWN;
            nextLooks = helped ? 1 : Math.min(RAREST, 2 * nextLooks);
            looksLeft = nextLooks;
        }
    }

    /** Takes some hundredths of a second when little is alive, as it is between transfers. */
    private boolean trim(long beyond) {
        if (Runtime.getRuntime().totalMemory() <= beyond) {
            return false;
        }
        if (trimmed == 0) {
            SpareMemory.keepLittle();
        }
        System.gc();
        SpareMemory.trimNative();
        collected = new WeakReference<>(new Object());
        trimmed = Runtime.getRuntime().totalMemory();
        usedAfter = used();
        return true;
    }
}
