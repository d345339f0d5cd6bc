package wherry.node;

import java.util.concurrent.CompletableFuture;
import wherry.protocol.ReceiveHandler;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** Takes nothing of what is offered: for servers that are open to hear who is there. */
interface DecliningHandler extends ReceiveHandler {
    @Override
    default CompletableFuture<Answer> ask(Offer offer) {
        return CompletableFuture.completedFuture(new Answer.Decline(Sentences.of("declined.policy")));
    }

    @Override
    default CompletableFuture<Answer> show(Offer offer, String text) {
        return ask(offer);
    }

    @Override
    default boolean isStillWelcome(Offer offer) {
        return false;
    }

    @Override
    default boolean takesUploads() {
        return false;
    }

    @Override
    default TransferRecorder begin(Transfer first) {
        return new TransferRecorder(first, event -> {});
    }

    @Override
    default void log(String line) {
        // Nobody asked for what strangers offer.
    }
}
