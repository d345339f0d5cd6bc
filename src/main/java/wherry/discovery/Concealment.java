package wherry.discovery;

/** Keeps a peer from being shown while it is asked who it is. Times as in the table, which guards it. */
final class Concealment {
    /** Asking takes a few seconds at most; who was not asked by then, because too many were, is shown as it is. */
    private static final long LASTS = 8_000;

    private long until;

    void begin(long now) {
        until = now + LASTS;
    }

    boolean lasts() {
        return until != 0;
    }

    long until() {
        return until;
    }

    /** Ends it if it has lasted long enough, and tells whether it lasted until now. */
    boolean endInTime(long now) {
        return now >= until && end();
    }

    /** Ends it, and tells whether it lasted until now. */
    boolean end() {
        boolean lasted = lasts();
        until = 0;
        return lasted;
    }
}
