package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.util.concurrent.CompletableFuture;
import wherry.transfer.Answer;

/** An offer that somebody is to decide about. Closing it withdraws it. Safe for use by many threads. */
final class OpenOffer implements Closeable {
    private final Sender sender;
    private final OfferMemory.Share memory;
    private CompletableFuture<Answer> answer = new CompletableFuture<>();
    private boolean withdrawn;

    OpenOffer(Sender sender, OfferMemory.Share memory) {
        this.sender = sender;
        this.memory = memory;
    }

    Sender sender() {
        return sender;
    }

    /** What its list of files takes. */
    OfferMemory.Share memory() {
        return memory;
    }

    /** What to cancel when the offer is withdrawn. */
    synchronized void asked(CompletableFuture<Answer> question) {
        answer = question;
        if (withdrawn) {
            answer.cancel(false);
        }
    }

    @Override
    public void close() {
        CompletableFuture<Answer> question;
        synchronized (this) {
            withdrawn = true;
            question = answer;
        }
        question.cancel(false);
    }
}
