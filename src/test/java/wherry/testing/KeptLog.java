package wherry.testing;

import java.io.Closeable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what Wherry writes into the engineers' log from now on. */
public final class KeptLog extends Handler implements Closeable {
    private final Logger logger = Logger.getLogger("wherry");
    private final List<String> entries = new CopyOnWriteArrayList<>();

    private KeptLog(Level least) {
        setLevel(least);
        logger.addHandler(this);
    }

    /** Of that level and above. */
    public static KeptLog from(Level least) {
        return new KeptLog(least);
    }

    /** Each as the logger's name, what was said and what was thrown. */
    public List<String> entries() {
        return entries;
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            entries.add(entry.getLoggerName() + ": " + entry.getMessage() + " " + entry.getThrown());
        }
    }

    @Override
    public void flush() {
        // Nothing waits.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
