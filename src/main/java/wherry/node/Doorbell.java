package wherry.node;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import wherry.discovery.Announcement;
import wherry.protocol.ReceiveHandler;
import wherry.storage.ReceiveFolder;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** Tells who calls, and takes nothing: for a server that is open only to see whether others reach it. */
public final class Doorbell implements ReceiveHandler {
    private final BiConsumer<Announcement, InetAddress> caller;

    /** @param caller told of who made itself known, on the server's threads */
    public Doorbell(BiConsumer<Announcement, InetAddress> caller) {
        this.caller = caller;
    }

    @Override
    public void heard(Announcement announcement, InetAddress from) {
        caller.accept(announcement, from);
    }

    @Override
    public CompletableFuture<Answer> ask(Offer offer) {
        return CompletableFuture.completedFuture(new Answer.Decline(Sentences.of("declined.policy")));
    }

    @Override
    public CompletableFuture<Answer> show(Offer offer, String text) {
        return ask(offer);
    }

    @Override
    public boolean isStillWelcome(Offer offer) {
        return false;
    }

    @Override
    public boolean takesUploads() {
        return false;
    }

    @Override
    public TransferRecorder begin(Transfer first) {
        return new TransferRecorder(first, event -> {});
    }

    @Override
    public ReceiveFolder folder() {
        throw new IllegalStateException("nothing is taken");
    }

    @Override
    public void log(String line) {
        // Nobody asked for what strangers offer.
    }
}
