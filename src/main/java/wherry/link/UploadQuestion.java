package wherry.link;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import wherry.protocol.ReceiveHandler;
import wherry.transfer.Answer;
import wherry.transfer.Offer;

/** Asks once whether an offer is wanted, until it is answered or withdrawn. Safe for use by many threads. */
final class UploadQuestion {
    private final ReceiveHandler reception;
    private Optional<CompletableFuture<Answer>> asked = Optional.empty();

    UploadQuestion(ReceiveHandler reception) {
        this.reception = reception;
    }

    /** @param answered is told, unless the question was withdrawn */
    void ask(Offer offer, Consumer<Answer> answered) {
        CompletableFuture<Answer> answer = reception.ask(offer);
        synchronized (this) {
            asked = Optional.of(answer);
        }
        var unused = answer.thenAccept(answered);
    }

    /** Nobody need answer it any more. */
    void withdraw() {
        Optional<CompletableFuture<Answer>> open;
        synchronized (this) {
            open = asked;
        }
        open.ifPresent(answer -> answer.cancel(false));
    }
}
