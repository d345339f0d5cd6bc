package wherry.node;

import java.time.Duration;

/**
 * Says how long to wait before a transfer that broke off is tried again: ever longer, whatever the peer did with the
 * last try, unless that brought the transfer on.
 */
final class RetryPauses {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /**
     * So many bytes more than ever before are progress. Systems at both ends take some megabytes before anybody reads
     * them, so that a peer which reads nothing is taken for one that gets on, but a few times only.
     */
    private static final long PROGRESS = 1 << 20;

    private long leastMissing = Long.MAX_VALUE;
    private long bytesReached;
    private Duration next = FIRST;

    /**
     * The pause after a try.
     *
     * @param bytesDone how far it came
     * @param bytesMissing of the files that have not arrived for certain
     */
    Duration after(long bytesDone, long bytesMissing) {
        if (bytesMissing < leastMissing || bytesDone > bytesReached + PROGRESS) {
            next = FIRST;
        }
        leastMissing = Math.min(leastMissing, bytesMissing);
        bytesReached = Math.max(bytesReached, bytesDone);
        Duration pause = next;
        next = LONGEST.compareTo(pause.multipliedBy(2)) < 0 ? LONGEST : pause.multipliedBy(2);
        return pause;
    }
}
