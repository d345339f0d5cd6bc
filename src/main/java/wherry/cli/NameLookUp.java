package wherry.cli;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wherry.transfer.DaemonThreads;

/** Asks the name service for a computer while something else is done: one that does not answer keeps its caller for many seconds. */
final class NameLookUp {
    private static final System.Logger LOG = System.getLogger(NameLookUp.class.getName());

    private final CompletableFuture<Boolean> found = new CompletableFuture<>();

    private NameLookUp() {}

    /** Begins at once; nobody is found by an empty name. */
    static NameLookUp of(String name) {
        NameLookUp begun = new NameLookUp();
        if (name.isEmpty()) {
            begun.found.complete(false);
        } else {
            DaemonThreads.start("name service", () -> begun.run(name));
        }
        return begun;
    }

    /** What was found is remembered by Java for half a minute. */
    private void run(String name) {
        try {
            LOG.log(Level.DEBUG, "{0} is a computer", InetAddress.getByName(name));
            found.complete(true);
        } catch (UnknownHostException nobody) {
            LOG.log(Level.DEBUG, "Looking for a computer", nobody);
            found.complete(false);
        }
    }

    /** Whether there is such a computer, as far as that is known within so much time from now on. */
    boolean hasFound(Duration patience) throws InterruptedException {
        try {
            return found.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            LOG.log(Level.DEBUG, "The name service does not answer", silent);
            return false;
        }
    }
}
