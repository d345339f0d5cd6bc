package wherry.discovery;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import wherry.transfer.DisplayText;

/** Tells of datagrams, so many a second and no more: a flood must not become a flood of lines. Safe for many threads. */
final class ThrottledDatagramLog {
    static final int MOST_FIRST_A_SECOND = 20;
    static final int MOST_REPEATED_A_SECOND = 200;
    private static final int LONGEST_TEXT = 120;
    /** So long after the last datagram that was not read, a flood is over. */
    private static final long FLOOD_OVER_AFTER = TimeUnit.MINUTES.toNanos(1);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final DatagramLog log;
    private final LongSupplier nanoTime;
    private long secondBegan;
    private int first;
    private int repeated;
    /** When the last one was not read. Without a box for each: there are many. */
    private long passedOverLast;

    private boolean flooded;

    ThrottledDatagramLog(DatagramLog log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.secondBegan = nanoTime.getAsLong();
    }

    synchronized void heard(
            ByteBuffer datagram, Announcement announcement, InetSocketAddress from, boolean firstOfPeer) {
        flush();
        boolean told = firstOfPeer ? ++first <= MOST_FIRST_A_SECOND : ++repeated <= MOST_REPEATED_A_SECOND;
        if (told) {
            if (announcement.alias().isEmpty()) {
                log.heard(() -> text(datagram), from, firstOfPeer);
            } else {
                log.named(() -> text(datagram), from, firstOfPeer);
            }
        }
    }

    /** A datagram was not read: tells of the first one of a flood. */
    synchronized void passedOver(InetSocketAddress from) {
        long now = nanoTime.getAsLong();
        boolean news = !flooded || now - passedOverLast > FLOOD_OVER_AFTER;
        flooded = true;
        passedOverLast = now;
        if (news) {
            log.flooded(from);
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
