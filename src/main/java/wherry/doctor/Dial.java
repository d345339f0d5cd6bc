package wherry.doctor;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Holds what came of connecting to an address.
 *
 * @param answer what showed itself
 * @param took how long that took
 */
record Dial(Answer answer, Duration took) {
    enum Answer {
        /** Somebody listens. */
        OPEN,
        /** The computer is there and says that nobody listens. */
        REFUSED,
        /** Somebody on the way, or the system, says that there is no way. */
        NO_ROUTE,
        /** Nothing came back. */
        SILENT,
        /** It could not be tried, as without descriptors. */
        FAILED
    }

    /** Connects and hangs up at once. Blocks. */
    static Dial to(InetSocketAddress at, Duration patience) {
        long begun = System.nanoTime();
        Answer answer = answer(at, patience);
        return new Dial(answer, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static Answer answer(InetSocketAddress at, Duration patience) {
        try (Socket socket = new Socket()) {
            socket.connect(at, Math.toIntExact(patience.toMillis()));
            return Answer.OPEN;
        } catch (SocketTimeoutException silent) {
            return Answer.SILENT;
        } catch (NoRouteToHostException noRoute) {
            return Answer.NO_ROUTE;
        } catch (ConnectException refused) {
            return Answer.REFUSED;
        } catch (IOException failure) {
            System.getLogger(Dial.class.getName()).log(Level.DEBUG, "Connecting to " + at, failure);
            return Answer.FAILED;
        }
    }
}
