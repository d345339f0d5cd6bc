package wherry.protocol.localsend.receiving;

import java.time.Duration;

/**
 * Limits how long a sender may stay away.
 *
 * @param idle between two requests
 * @param afterBreak after its connection broke: whoever cancels breaks it first and then says so
 * @param comeback after the session ended for that, if it can be continued
 * @param signs how often a sender that waits is told that we live
 * @param stalled after so long without a byte of a file it makes room for a new offer, when there is none
 */
public record SessionTimes(Duration idle, Duration afterBreak, Duration comeback, Duration signs, Duration stalled) {
    /** Whose connection broke has most likely gone. */
    public static final SessionTimes DEFAULT = new SessionTimes(Duration.ofSeconds(60), Duration.ofSeconds(5));

    public SessionTimes(Duration idle, Duration afterBreak) {
        this(idle, afterBreak, Duration.ofMinutes(10));
    }

    public SessionTimes(Duration idle, Duration afterBreak, Duration comeback) {
        this(idle, afterBreak, comeback, Duration.ofSeconds(5));
    }

    public SessionTimes(Duration idle, Duration afterBreak, Duration comeback, Duration signs) {
        this(idle, afterBreak, comeback, signs, Duration.ofSeconds(10));
    }
}
