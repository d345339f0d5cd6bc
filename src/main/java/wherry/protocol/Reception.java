package wherry.protocol;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import wherry.discovery.Announcement;
import wherry.storage.ReceiveFolder;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** What a server asks of, and tells to, whoever opened it. Safe for use by many threads. */
public interface Reception {
    /**
     * Asks whether an offer is wanted. The answer may take as long as a person takes. Whoever asked cancels the future
     * when the sender gives up.
     */
    CompletableFuture<Answer> ask(Offer offer);

    /** A reception begins: from now on it is listed and can be cancelled. */
    TransferRecorder begin(Transfer first);

    /** Where received files go, as set at this moment. */
    ReceiveFolder folder();

    /**
     * A text message came. Whoever opened the server decides whether it is wanted.
     *
     * @param text not fit to be shown as it is
     * @return false when there is nobody to show it to: it is then received as the file that it also is
     */
    default boolean show(Offer offer, String text) {
        return false;
    }

    /** A peer made itself known by asking the server rather than by multicast. */
    default void heard(Announcement announcement, InetAddress from) {}

    /** A line for the log that the user sees; names in it must have been made fit to be shown. */
    void log(String line);
}
