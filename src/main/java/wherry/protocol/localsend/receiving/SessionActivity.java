package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import wherry.http.HttpExchange;

/** Follows what goes on in a session, so that it is known who lets whom wait, and who could make room for others. */
final class SessionActivity {
    private final Sender sender;
    private final ReceiveProgress row;
    private final SessionState state;
    private final SessionTerms terms;
    private volatile long progressed = System.nanoTime();

    SessionActivity(Sender sender, ReceiveProgress row, SessionState state, SessionTerms terms) {
        this.sender = sender;
        this.row = row;
        this.state = state;
        this.terms = terms;
    }

    /** Our disk is at work until that is closed, which takes as long as it needs. */
    Closeable atDisk() {
        return state.atDisk();
    }

    /** The same, and the sender that waits for our answer is told that we live. */
    Closeable atDisk(HttpExchange exchange) {
        Closeable held = state.atDisk();
        Closeable signs = SignsOfLife.during(exchange, sender, terms.times().signs(), terms.watchdog());
        return () -> {
            try (held) {
                signs.close();
            }
        };
    }

    /** Something of it goes on at this end, and it is not the sender that lets us wait. */
    void alive() {
        state.touch();
    }

    /** Bytes of a file are coming, however slowly: many make one step of {@link #moved}. */
    void coming() {
        alive();
        progressed = System.nanoTime();
    }

    /** Bytes of a file have arrived. */
    void moved(long bytes) {
        coming();
        row.moved(bytes);
    }

    /** Bytes of a file are there from an earlier try. */
    void skipped(long bytes) {
        row.skipped(bytes);
    }

    /** The uploads of a session say so as their bytes come. */
    UploadContents.Progress progress() {
        return new UploadContents.Progress(this::coming, this::atDisk, this::moved);
    }

    /** Whether nothing of its files has come for so long that it is rather for others to go on. */
    boolean isStalled() {
        return nanosWithoutProgress() > terms.times().stalled().toNanos() && !state.isAtDisk();
    }

    /** Requests that only ask do not count. */
    long nanosWithoutProgress() {
        return System.nanoTime() - progressed;
    }
}
