package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import wherry.http.HttpExchange;
import wherry.protocol.localsend.message.Extension;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Watchdog;

/**
 * Tells a waiting sender, by interim answers (102, RFC 2518), that its receiver lives while a disk takes its time, until
 * it is closed. The last word may then take as long as it needs.
 */
final class SignsOfLife implements Closeable {
    private static final System.Logger LOG = System.getLogger(SignsOfLife.class.getName());

    private final HttpExchange exchange;
    private final Duration every;
    private final Watchdog.Watch first;
    private boolean ended;

    private SignsOfLife(HttpExchange exchange, Duration every, Watchdog watchdog) {
        this.exchange = exchange;
        this.every = every;
        this.first = watchdog.watch(every, this::begin);
    }

    /**
     * Begins as soon as it has taken {@code every}, which most never do.
     *
     * @param sender gets none unless it knows what they are
     */
    static Closeable during(HttpExchange exchange, Sender sender, Duration every, Watchdog watchdog) {
        return sender.can(Extension.ALIVE) ? new SignsOfLife(exchange, every, watchdog) : () -> {};
    }

    /** On a thread of its own: the watchdog's serves all, and the other end may take nothing. */
    private void begin() {
        DaemonThreads.start("signs-of-life", this::tell);
    }

    private synchronized void tell() {
        try {
            while (!ended) {
                exchange.answerProcessing();
                wait(every.toMillis());
            }
        } catch (IOException | InterruptedException gone) {
            // What is being put in place is put in place all the same.
            LOG.log(Level.DEBUG, "Telling a sender to wait", gone);
        }
    }

    /** Afterwards the answer itself can be written. */
    @Override
    public void close() {
        first.close();
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }
}
