package wherry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import wherry.transfer.PathText;

/**
 * Keeps what engineers want to know, stack traces above all, away from users and in {@code wherry.0.log}, with the part
 * before in {@code wherry.1.log}. Neither is made before there is something to write.
 */
final class LogFile extends Handler {
    private static final int LARGEST = 1 << 20;
    private static final int FILES = 2;

    private final Path folder;
    private Handler file;
    private boolean closed;

    private LogFile(Path folder) {
        this.folder = folder;
    }

    /** From now on everything that is logged goes there and nowhere else, whatever nobody catches included. */
    static void keepIn(Path folder) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(new LogFile(folder));
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                Logger.getLogger("wherry").log(Level.SEVERE, "Uncaught in thread " + thread.getName(), failure));
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        if (closed) {
            return;
        }
        try {
            if (file == null) {
                file = open();
            }
            file.publish(entry);
        } catch (IOException | SecurityException unwritable) {
            // There is no place left to say it.
            closed = true;
        }
    }

    private Handler open() throws IOException {
        Files.createDirectories(folder);
        if (!PathText.isFaithful(folder)) {
            return openByPath();
        }
        // Of the pattern only %g means something; a per cent sign in the folder's name is doubled.
        String pattern = folder.resolve("wherry.").toString().replace("%", "%%") + "%g.log";
        FileHandler handler = new FileHandler(pattern, LARGEST, FILES, true);
        handler.setEncoding("UTF-8");
        handler.setFormatter(new SimpleFormatter());
        return handler;
    }

    /** {@link FileHandler} goes by text, which in this locale does not lead there. The log begins anew each time. */
    private Handler openByPath() throws IOException {
        Path log = folder.resolve("wherry.0.log");
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("wherry.1.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        StreamHandler handler = new StreamHandler(Files.newOutputStream(log), new SimpleFormatter()) {
            private long written;

            @Override
            public synchronized void publish(LogRecord entry) {
                written += getFormatter().format(entry).length();
                if (written <= LARGEST) {
                    super.publish(entry);
                    flush();
                }
            }
        };
        handler.setEncoding("UTF-8");
        return handler;
    }

    @Override
    public synchronized void flush() {
        if (file != null) {
            file.flush();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (file != null) {
            file.close();
        }
    }
}
