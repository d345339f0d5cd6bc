package wherry.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import wherry.transfer.DaemonThreads;

/**
 * Reads what all groups bring, on one thread. While in the groups in which everybody repeats itself all the time nothing is
 * said but what was heard before, those are read only now and then, many datagrams at a time: what costs a computer at rest
 * is to be woken, once for each of them. The groups in which newcomers announce themselves wake it at once, always.
 */
final class GroupReader implements Closeable {
    /** Far less than what the kernel keeps for us is filled in, by as many peers as are shown. */
    static final Duration REST = Duration.ofMillis(400);

    private static final Logger LOGGER = System.getLogger(GroupReader.class.getName());

    private final Selector selector;
    private final Duration rest;
    /** IPv4 first: who says the same over both is asked over that. */
    private final List<SelectionKey> keys = new CopyOnWriteArrayList<>();

    private final AtomicLong rounds = new AtomicLong();
    // One byte more than is taken, so that what is too long can be told from what just fits.
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(GroupSocket.LONGEST_DATAGRAM + 1);
    private volatile boolean isResting;

    /**
     * Begins to read.
     *
     * @param rest how long groups are left alone that only repeat what was heard
     */
    GroupReader(Duration rest) throws IOException {
        this.selector = Selector.open();
        this.rest = rest;
        DaemonThreads.start("listener", this::run);
    }

    /** Reads it, too, until it is closed. */
    synchronized void add(GroupListener listener) throws IOException {
        SelectionKey key = listener.socket().register(selector, listener);
        keys.add(listener.socket().isIpv4() ? 0 : keys.size(), key);
        selector.wakeup();
    }

    /** Lets go of what was closed. */
    synchronized void release() {
        keys.removeIf(key -> !key.isValid());
        selector.wakeup();
    }

    /** How often something was read, or looked for. */
    long rounds() {
        return rounds.get();
    }

    /** Whether the groups that repeat themselves are left alone at the moment. */
    boolean isResting() {
        return isResting;
    }

    /** What was closed before is let go of when this returns. */
    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException failure) {
            LOGGER.log(Level.DEBUG, "Closing the selector", failure);
        }
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                if (isResting) {
                    selector.select(rest.toMillis());
                } else {
                    selector.select();
                }
                rounds.incrementAndGet();
                readAll();
            }
        } catch (ClosedSelectorException closed) {
            LOGGER.log(Level.TRACE, "Nothing is read any more", closed);
        } catch (IOException failure) {
            LOGGER.log(Level.WARNING, "Nothing can be read any more", failure);
            close();
        }
    }

    /** Those that rest, too: it costs nothing more once we are awake. */
    private void readAll() {
        GroupListener.Brought repeating = GroupListener.Brought.NOTHING;
        for (SelectionKey key : keys) {
            GroupListener listener = (GroupListener) key.attachment();
            if ((isResting && listener.announcesWithoutEnd())
                    || selector.selectedKeys().contains(key)) {
                GroupListener.Brought brought = listener.read(buffer);
                if (listener.announcesWithoutEnd()) {
                    repeating = repeating.and(brought);
                }
            }
        }
        selector.selectedKeys().clear();
        rest(repeating == GroupListener.Brought.REPETITIONS);
    }

    private void rest(boolean now) {
        if (isResting == now) {
            return;
        }
        isResting = now;
        for (SelectionKey key : keys) {
            if (((GroupListener) key.attachment()).announcesWithoutEnd()) {
                try {
                    key.interestOps(now ? 0 : SelectionKey.OP_READ);
                } catch (CancelledKeyException closed) {
                    LOGGER.log(Level.TRACE, "Closed meanwhile", closed);
                }
            }
        }
    }
}
