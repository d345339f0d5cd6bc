package wherry.protocol;

import java.util.concurrent.CompletableFuture;
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

    /** A line for the log that the user sees; names in it must have been made fit to be shown. */
    void log(String line);
}
