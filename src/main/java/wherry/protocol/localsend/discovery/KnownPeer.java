package wherry.protocol.localsend.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import wherry.discovery.Announcement;
import wherry.discovery.PeerListener;
import wherry.protocol.localsend.message.PeerList;
import wherry.transfer.Security;

/** Holds what is known of somebody at one address and port, and says when to ask there next. {@link KnownPeers} guards it. */
final class KnownPeer {
    private static final long ASK_AGAIN_AFTER = TimeUnit.SECONDS.toNanos(5);
    /** Several may claim to be at one address, one of them rightly. */
    private static final int CLAIMS_AT_ONCE = 4;

    /** How long whoever begins over IPv4 and IPv6 is asked over IPv4 alone. */
    static final Duration ELSEWHERE_AFTER = Duration.ofSeconds(1);

    private static final int FARTHEST_DOUBLING = 16;

    /** In usual pauses of 15 s, as the next ones: who has slept no longer than ten minutes is not to wait for one. */
    private static final double SHORT_SLEEP = 10 * 60 / 15.0;

    private static final double SELDOM = 50 / 15.0;

    /** With the time that one question may take, five minutes. */
    private static final double SELDOMEST = 285 / 15.0;

    /** Announcements at the beginning are two seconds apart, and later half a minute. */
    private static final long BEGINNING = TimeUnit.SECONDS.toNanos(10);

    /** It comes every two seconds. */
    private static final long HELLO_LASTS = TimeUnit.SECONDS.toNanos(7);

    /** A quarter of an hour: its hello, which anybody could repeat, is not believed for longer. */
    private static final long QUIET = 60;

    final PeerListener neighbourhood;
    Announcement claim;
    long due;
    long doubtedUntil;
    boolean hasAnswered;
    /** Its turn has come and not ended. */
    boolean isChecked;

    /** Somebody else said that it is there, or it was there once: it is asked once, and on only if it answers. */
    boolean isHint;

    /** It says on request whom it hears. */
    boolean tellsOfPeers;

    int answersInARow;
    int misses;

    /** What it said and showed when it answered last, if it is a Wherry: those repeat their hello. */
    private Optional<Announcement> shown = Optional.empty();

    private OptionalLong lastAnnounced = OptionalLong.empty();
    private OptionalLong lastRepeated = OptionalLong.empty();
    private final Set<Security> askedFor = new HashSet<>();
    private final long begun;
    private long askedSince;
    private long counted;
    private long answered;

    /** @param now of {@link System#nanoTime}, as everywhere here */
    KnownPeer(Announcement claim, PeerListener neighbourhood, long now) {
        this.claim = claim;
        this.neighbourhood = neighbourhood;
        this.askedSince = now;
        this.begun = now;
        this.doubtedUntil = now;
        this.answered = now;
        askedFor.add(question(claim.security()));
    }

    /** Whether it is to be asked for that now. */
    boolean mayBeAskedFor(Security claimed, long now) {
        if (now - askedSince > ASK_AGAIN_AFTER) {
            askedFor.clear();
            askedSince = now;
        }
        return askedFor.size() < CLAIMS_AT_ONCE && askedFor.add(question(claimed));
    }

    /** Whoever has called us with its certificate is asked for no other one than it announces. */
    private static Security question(Security claimed) {
        return claimed.required().<Security>map(Security.Claimed::new).orElse(claimed);
    }

    /** Whether it was heard of for the first time a moment ago, and is the same as that. */
    boolean isNewAnd(Announcement other, long now) {
        return now - begun < ELSEWHERE_AFTER.toNanos()
                && claim.security().required().isPresent()
                && claim.security().required().equals(other.security().required());
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

    /** @param now what it repeats from now on; empty for one that repeats nothing */
    void showed(Optional<Announcement> now) {
        shown = now;
    }

    /**
     * Somebody repeats what it said before, at its address: it goes on counting as being there, without a question.
     *
     * @return what it showed; empty if it is to be asked, since anything is new or it did not answer the last time
     */
    Optional<Announcement> repeated(Announcement heard, long now) {
        Optional<Announcement> same = shown.filter(known -> answersInARow > 0
                && known.alias().equals(heard.alias())
                && known.security().required().equals(heard.security().required()));
        lastRepeated = same.isPresent() ? OptionalLong.of(now) : OptionalLong.empty();
        return same;
    }

    /** Whether it announces itself as one does that has just begun: for the second time within some seconds. */
    boolean isBeginning(long now) {
        boolean again = lastAnnounced.isPresent() && now - lastAnnounced.getAsLong() < BEGINNING;
        lastAnnounced = OptionalLong.of(now);
        return again;
    }

    /** Whether it is time for a question: seldom while it repeats its hello, at once when it stops. */
    boolean isDue(long now, long checkEvery) {
        boolean repeats = lastRepeated.isPresent() && now - lastRepeated.getAsLong() < HELLO_LASTS;
        return due - now <= 0 && (!repeats || now - answered >= QUIET * checkEvery);
    }

    /** In how many nanoseconds {@link #isDue} may be so, if it is not: when its time has come, or what it repeats counts no more. */
    long dueIn(long now, long checkEvery) {
        if (due - now > 0) {
            return due - now;
        }
        long silent = lastRepeated.orElse(now - HELLO_LASTS) + HELLO_LASTS - now;
        return Math.min(silent, answered + QUIET * checkEvery - now);
    }

    /** What to tell others of it; empty unless it answered the last time, with its certificate. */
    Optional<PeerList.Heard> heard(InetSocketAddress at) {
        return claim.security()
                .required()
                .filter(fingerprint -> answersInARow > 0)
                .map(fingerprint -> new PeerList.Heard(
                        fingerprint, shown.map(Announcement::alias).orElse(claim.alias()), at));
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
