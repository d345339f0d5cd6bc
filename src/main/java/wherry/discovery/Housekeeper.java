package wherry.discovery;

import java.util.Optional;
import java.util.concurrent.ScheduledFuture;

/** Has the table of peers looked through when something is due there, and no more often. Safe for use by many threads. */
final class Housekeeper {
    private final PeerTable table;
    private final PeriodicTasks tasks;
    private Optional<ScheduledFuture<?>> next = Optional.empty();
    private long due;

    Housekeeper(PeerTable table, PeriodicTasks tasks) {
        this.table = table;
        this.tasks = tasks;
        table.whenDue(this::within);
    }

    /** Looks, and then again when the next thing is due. */
    void look() {
        within(table.sweep());
    }

    private synchronized void within(long millis) {
        long then = System.nanoTime() + millis * 1_000_000;
        if (next.filter(turn -> !turn.isDone() && due - then <= 0).isPresent()) {
            return;
        }
        next.ifPresent(turn -> turn.cancel(false));
        due = then;
        next = tasks.after(millis, this::turn);
    }

    private void turn() {
        synchronized (this) {
            next = Optional.empty();
        }
        look();
    }
}
