package wherry.discovery;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import wherry.transfer.DisplayText;

/** Tells of datagrams, so many a second and no more: a flood must not become a flood of lines. Safe for many threads. */
final class ReceivedLog {
    static final int MOST_FIRST_A_SECOND = 20;
    static final int MOST_REPEATED_A_SECOND = 200;
    private static final int LONGEST_TEXT = 120;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final DatagramLog log;
    private final LongSupplier nanoTime;
    private long secondBegan;
    private int first;
    private int repeated;

    ReceivedLog(DatagramLog log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.secondBegan = nanoTime.getAsLong();
    }

    synchronized void heard(ByteBuffer datagram, InetSocketAddress from, boolean firstOfPeer) {
        flush();
        boolean told = firstOfPeer ? ++first <= MOST_FIRST_A_SECOND : ++repeated <= MOST_REPEATED_A_SECOND;
        if (told) {
            log.heard(text(datagram), from, firstOfPeer);
        }
    }

    /** Sums up what was left out, once its second is over. */
    synchronized void flush() {
        long now = nanoTime.getAsLong();
        if (now - secondBegan < SECOND) {
            return;
        }
        int untoldFirst = Math.max(0, first - MOST_FIRST_A_SECOND);
        int untoldRepeated = Math.max(0, repeated - MOST_REPEATED_A_SECOND);
        secondBegan = now;
        first = 0;
        repeated = 0;
        if (untoldFirst + untoldRepeated > 0) {
            log.unlogged(untoldFirst, untoldRepeated);
        }
    }

    private static String text(ByteBuffer datagram) {
        String text = StandardCharsets.UTF_8.decode(datagram.duplicate()).toString();
        return DisplayText.shorten(DisplayText.escape(text), LONGEST_TEXT);
    }
}
