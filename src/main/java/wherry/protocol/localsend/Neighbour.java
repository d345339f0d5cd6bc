package wherry.protocol.localsend;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import wherry.discovery.Announcement;
import wherry.discovery.PeerListener;
import wherry.transfer.Security;

/** Holds what is known of somebody at one address and port, and says when to ask there next. {@link Neighbours} guards it. */
final class Neighbour {
    private static final long ASK_AGAIN_AFTER = TimeUnit.SECONDS.toNanos(5);
    /** Several may claim to be at one address, one of them rightly. */
    private static final int CLAIMS_AT_ONCE = 4;

    private static final int FARTHEST_DOUBLING = 16;

    /** In usual pauses of 15 s, as the next ones: who has slept no longer than ten minutes is not to wait for one. */
    private static final double SHORT_SLEEP = 10 * 60 / 15.0;

    private static final double SELDOM = 50 / 15.0;

    /** With the time that one question may take, five minutes. */
    private static final double SELDOMEST = 285 / 15.0;

    final PeerListener neighbourhood;
    Announcement claim;
    long due;
    long doubtedUntil;
    boolean hasAnswered;
    /** Its turn has come and not ended. */
    boolean isChecked;

    int answersInARow;
    int misses;

    private final Set<Security> askedFor = new HashSet<>();
    private long askedSince;
    private long counted;
    private long answered;

    /** @param now of {@link System#nanoTime}, as everywhere here */
    Neighbour(Announcement claim, PeerListener neighbourhood, long now) {
        this.claim = claim;
        this.neighbourhood = neighbourhood;
        this.askedSince = now;
        this.doubtedUntil = now;
        this.answered = now;
        askedFor.add(claim.security());
    }

    /** Whether it is to be asked for that now. */
    boolean mayBeAskedFor(Security claimed, long now) {
        if (now - askedSince > ASK_AGAIN_AFTER) {
            askedFor.clear();
            askedSince = now;
        }
        return askedFor.size() < CLAIMS_AT_ONCE && askedFor.add(claimed);
    }

    /** Announcements bring more of them, of which nobody is more faithful. */
    void countAnswer(long now, long checkEvery) {
        hasAnswered = true;
        answered = now;
        misses = 0;
        if (answersInARow == 0 || now - counted > checkEvery / 2) {
            answersInARow++;
            counted = now;
        }
    }

    /** Who claims something else at an address is a stranger there. */
    PeerChecks.Standing standing(Announcement asked) {
        return claim.equals(asked) ? new PeerChecks.Standing(answersInARow, misses) : PeerChecks.Standing.NEW;
    }

    /**
     * How long to wait after a question that is asked now: ever longer while there is no answer, but one that has answered
     * before and sleeps for up to ten minutes is found within one when it wakes, after a longer sleep within five.
     *
     * @param checkEvery while it answers; {@link Duration#toNanos}, 15 s but for tests, in which all is faster
     */
    long pause(long now, long checkEvery) {
        double doubled = Math.pow(2, Math.min(Math.max(0, misses - (hasAnswered ? 1 : 0)), FARTHEST_DOUBLING));
        boolean isShort = hasAnswered && now - answered < SHORT_SLEEP * checkEvery;
        return (long) (checkEvery * Math.min(doubled, isShort ? SELDOM : SELDOMEST));
    }
}
