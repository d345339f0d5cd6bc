package wherry.discovery;

import java.time.Clock;

/** Counts milliseconds that never run backwards, whatever is done to the computer's clock. For one thread at a time. */
final class ForwardClock {
    private final Clock clock;
    private long clockBefore;
    private long now;

    ForwardClock(Clock clock) {
        this.clock = clock;
        this.clockBefore = clock.millis();
    }

    /** Since it was made, but for the times when the clock was set back. */
    long millis() {
        long clockNow = clock.millis();
        now += Math.max(0, clockNow - clockBefore);
        clockBefore = clockNow;
        return now;
    }
}
