package wherry.protocol;

import java.io.IOException;
import wherry.transfer.Endpoint;
import wherry.transfer.TransferRecorder;

/** Continues a sent transfer that broke off. Safe for use by many threads, one at a time. */
public interface ResumableSend {
    /** How many bytes its files have in all. */
    long bytes();

    /**
     * Sends what the peer does not have, as {@link Protocol#send} does. The recorder enters
     * {@link wherry.transfer.TransferState#MOVING} once the peer has taken the continuation up.
     *
     * @param to where the same peer is by now
     * @throws ConnectionLostException the peer is not there yet, or the connection was lost again; the exception knows what
     *     is left then
     */
    void goOn(Endpoint to, TransferRecorder recorder) throws IOException;

    /** It will not be continued: lets the peer know, if it can be reached. Returns at once. */
    void giveUp(Endpoint to);
}
