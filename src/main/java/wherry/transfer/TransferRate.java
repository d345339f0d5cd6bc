package wherry.transfer;

import java.util.concurrent.TimeUnit;

/**
 * Bytes a second, smoothed over about three seconds so that the figure can be read. Times are nanoseconds; guarded by
 * whoever owns it.
 */
final class TransferRate {
    private static final double WINDOW_SECONDS = 3;
    private static final long SAMPLE = TimeUnit.MILLISECONDS.toNanos(250);

    private final long begun;
    private long sampleBegun;
    private long sampleBytes;
    private double smoothed;

    TransferRate(long now) {
        begun = now;
        sampleBegun = now;
    }

    void add(long bytes, long now) {
        sampleBytes += bytes;
        long span = now - sampleBegun;
        if (span < SAMPLE) {
            return;
        }
        double seconds = span / 1e9;
        // A plain mean at first: there is nothing yet to smooth with.
        double age = Math.min(WINDOW_SECONDS, (now - begun) / 1e9);
        double weight = Math.min(1, seconds / age);
        smoothed += weight * (sampleBytes / seconds - smoothed);
        sampleBytes = 0;
        sampleBegun = now;
    }

    double perSecond() {
        return smoothed;
    }
}
