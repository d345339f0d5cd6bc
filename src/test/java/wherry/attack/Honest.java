package wherry.attack;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Wants nothing but to have a file go from one computer to another, while strangers attack. */
interface Honest extends Closeable {
    /**
     * Has it go once.
     *
     * @param pin given when somebody wants one
     * @return how long it took
     * @throws IOException it did not arrive, or not as it was
     */
    Duration send(int port, String pin) throws IOException;

    @Override
    void close();
}
