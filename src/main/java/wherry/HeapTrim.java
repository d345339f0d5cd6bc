package wherry;

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
 * Lets the heap be as large as what is in it asks for, rather than as large as the computer's memory allows: the options
 * that would begin with a small one cannot be given to a jar that is double-clicked. Looks after it at the start and soon
 * after it, each time the last transfer or offer has ended, and when strangers have made it grow: now and then meanwhile,
 * and when they are gone; and after what the C library keeps. Passes the events on.
 */
final class HeapTrim implements Consumer<Event> {
    private static final long STARTED_MILLIS = 20_000;

    /** While nothing is under way: strangers can make it grow by a hundred megabytes within that. */
    private static final long LOOK_EVERY_MILLIS = 1_000;
    /** While something is: one look in so many, so that it is not held up. */
    private static final int RARE_MEANWHILE = 3;
    /** In looks, after the last transfer: another one often follows. */
    private static final int RESTING = 2;
    /** In looks, after the last transfer: by then the JVM has given back what its compilers held. */
    private static final int AT_REST = 8;

    /** One for all, however often the program begins anew: there is but one heap. */
    private static final ScheduledThreadPoolExecutor CLOCK =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("heap-trim"));

    private static final Set<String> UNDER_WAY = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean LOOKING = new AtomicBoolean();
    private static final AtomicBoolean PREPARED = new AtomicBoolean();
    private static final AtomicInteger LOOKS_AFTER_END = new AtomicInteger(AT_REST + 1);
    /** This and the next one for the clock's thread. */
    private static final HeapSize HEAP = new HeapSize();

    private static int looks;

    private final Consumer<Event> events;
    private final Runnable preparation;
    private final Runnable resting;

    HeapTrim(Consumer<Event> events) {
        this(events, () -> {}, () -> {});
    }

    /**
     * @param preparation is run once by the clock, before the first transfer moves or when the program has long started
     * @param resting is run once by the clock when the program has long started
     */
    HeapTrim(Consumer<Event> events, Runnable preparation, Runnable resting) {
        this.events = events;
        this.preparation = preparation;
        this.resting = resting;
        CLOCK.execute(HeapSize::collectIfLarge);
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

    private void prepare() {
        if (!PREPARED.getAndSet(true)) {
            preparation.run();
        }
    }

    private void afterStart() {
        prepare();
        resting.run();
        if (UNDER_WAY.isEmpty()) {
            HEAP.trimAtRest();
        }
    }

    private static void look() {
        if (!UNDER_WAY.isEmpty()) {
            if (++looks % RARE_MEANWHILE == 0) {
                HEAP.lookMeanwhile();
            }
            return;
        }
        int after = LOOKS_AFTER_END.getAndUpdate(passed -> Math.min(passed + 1, AT_REST + 1));
        if (after == RESTING) {
            HEAP.trimAtRest();
        } else {
            HEAP.lookAtRest();
        }
        if (after == RESTING || after == AT_REST) {
            SpareMemory.trimNative();
        }
    }
}
