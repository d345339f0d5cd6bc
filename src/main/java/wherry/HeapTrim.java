package wherry;

import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Event;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/**
 * Lets the heap be as large as what is in it asks for, rather than as large as the computer's memory allows: a collection
 * of everything is the only time at which the JVM makes it smaller, and the options that would begin with a small one
 * cannot be given to a jar that is double-clicked. Done at the start and soon after it, each time the last transfer or offer has
 * ended, and when strangers have made it grow: now and then meanwhile, and when they are gone. So does what the C library keeps, while something is under way as well. Passes the events on.
 */
final class HeapTrim implements Consumer<Event> {
    /** In bytes. A heap that has not grown beyond that is left alone: the collection stops all threads for a moment. */
    private static final long LARGE = 80 << 20;
    /** In bytes: while nothing happens, which takes less than what it took to get there. */
    private static final long LARGE_AT_REST = 24 << 20;

    private static final long STARTED_MILLIS = 20_000;
    /** While something is under way it may be larger. */
    private static final long LARGE_MEANWHILE = 192 << 20;
    /** In bytes: less than that is not worth a collection. */
    private static final long GROWN = 32 << 20;

    /** While nothing is under way: strangers can make it grow by a hundred megabytes within that. */
    private static final long LOOK_EVERY_MILLIS = 1_000;
    /** While something is: one look in so many, so that it is not held up. */
    private static final int RARE_MEANWHILE = 3;
    /** In looks, after the last transfer: another one often follows. */
    private static final int RESTING = 2;
    /** In looks, after the last transfer: by then the JVM has given back what its compilers held. */
    private static final int AT_REST = 8;
    /** What was alive at one look may be gone at the next, or much later: one look in so many, in the end. */
    private static final int RAREST = 64;
    /**
     * In looks without a collection: whoever made the heap grow is gone, and so is what the program held for them for as
     * long as its deadlines allowed, of which no collection tells.
     */
    private static final Set<Integer> CALM = Set.of(12, 48);

    private static final int CALMEST = 49;
    /** In bytes: what has come since it was small and is no more than that may be in use. */
    private static final long GROWN_IN_USE = 8 << 20;
    /** In bytes: no more than about that is left uncollected in a small heap while something is under way. */
    private static final long GROWN_MEANWHILE = 5 << 20;

    /** One for all, however often the program begins anew: there is but one heap. */
    private static final ScheduledThreadPoolExecutor CLOCK =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("heap-trim"));

    private static final Set<String> UNDER_WAY = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean LOOKING = new AtomicBoolean();
    private static final AtomicInteger LOOKS_AFTER_END = new AtomicInteger(AT_REST + 1);
    /** The heap's size after the last collection. This and the next four for the clock's thread. */
    private static long trimmed;

    private static long usedAfter;
    private static int looks;
    private static int looksLeft;
    private static int nextLooks = 1;
    /** The heap's size when it was last made small with nothing going on; this and the next three for the clock's thread, too. */
    private static long atRest;

    private static int calm;
    private static boolean grownSince;
    /** Is cleared by any collection: an object that nobody has. */
    private static WeakReference<Object> collected = new WeakReference<>(new Object());

    private static final AtomicBoolean PREPARED = new AtomicBoolean();

    private final Consumer<Event> events;
    private final Runnable preparation;

    HeapTrim(Consumer<Event> events) {
        this(events, () -> {});
    }

    /** @param preparation is run once by the clock, before the first transfer moves or when the program has long started */
    HeapTrim(Consumer<Event> events, Runnable preparation) {
        this.events = events;
        this.preparation = preparation;
        CLOCK.execute(HeapTrim::collectIfLarge);
        if (!LOOKING.getAndSet(true)) {
            var unused = CLOCK.scheduleWithFixedDelay(
                    HeapTrim::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            var unusedToo = CLOCK.schedule(this::afterStart, STARTED_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void accept(Event event) {
        events.accept(event);
        if (event instanceof Event.TransferChanged changed) {
            follow(changed.transfer());
        }
    }

    private void follow(Transfer transfer) {
        if (transfer.state() == TransferState.MOVING) {
            if (UNDER_WAY.add(transfer.id()) && !PREPARED.get()) {
                CLOCK.execute(this::prepare);
            }
            return;
        }
        UNDER_WAY.remove(transfer.id());
        if (transfer.state().isFinal()) {
            LOOKS_AFTER_END.set(0);
        }
    }

    /** Of what the start has left, at once; what gives memory back takes some memory itself, and comes later. */
    private static void collectIfLarge() {
        if (Runtime.getRuntime().totalMemory() > LARGE) {
            System.gc();
        }
    }

    private void prepare() {
        if (!PREPARED.getAndSet(true)) {
            preparation.run();
        }
    }

    private void afterStart() {
        prepare();
        if (UNDER_WAY.isEmpty()) {
            trimAtRest();
        }
    }

    private static void look() {
        if (!UNDER_WAY.isEmpty()) {
            if (++looks % RARE_MEANWHILE == 0) {
                trimMeanwhile();
            }
            return;
        }
        int after = LOOKS_AFTER_END.getAndUpdate(passed -> Math.min(passed + 1, AT_REST + 1));
        if (after == RESTING) {
            trimAtRest();
        } else if (isCalmAgain()) {
            trimAtRest();
            atRest = Runtime.getRuntime().totalMemory();
        } else {
            // Once it has been small, it need not become large: what has grown is looked at.
            trimIfLarge(trimmed == 0 ? LARGE : Math.min(LARGE, trimmed + GROWN));
        }
        if (after == RESTING || after == AT_REST) {
            SpareMemory.trimNative();
        }
    }

    /** A small heap is collected in no time, and one that fills only slowly would not be otherwise. */
    private static void trimMeanwhile() {
        long now = Runtime.getRuntime().totalMemory();
        if (now > LARGE) {
            trimIfLarge(LARGE_MEANWHILE);
            SpareMemory.trimNative();
        } else if (used() < usedAfter + GROWN_MEANWHILE || !trim(0)) {
            SpareMemory.trimNative();
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Some times after each time at which there was something to collect, once it has been small. */
    private static boolean isCalmAgain() {
        if (collected.get() == null) {
            renew();
            calm = 0;
            grownSince = false;
        }
        calm = Math.min(calm + 1, CALMEST);
        grownSince |= atRest != 0 && Runtime.getRuntime().totalMemory() > atRest + GROWN_IN_USE;
        return grownSince && CALM.contains(calm);
    }

    private static void renew() {
        collected = new WeakReference<>(new Object());
    }

    private static void trimAtRest() {
        // Strangers may be there at that moment.
        if (trim(LARGE_AT_REST) && (atRest == 0 || trimmed < atRest)) {
            atRest = trimmed;
        }
    }

    /** When it has grown, and ever more seldom when it has not become smaller. */
    private static void trimIfLarge(long beyond) {
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
    private static boolean trim(long beyond) {
        if (Runtime.getRuntime().totalMemory() <= beyond) {
            return false;
        }
        if (trimmed == 0) {
            SpareMemory.keepLittle();
        }
        System.gc();
        SpareMemory.trimNative();
        renew();
        trimmed = Runtime.getRuntime().totalMemory();
        usedAfter = used();
        return true;
    }
}
