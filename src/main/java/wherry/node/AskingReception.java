package wherry.node;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import wherry.discovery.Announcement;
import wherry.protocol.ReceiveHandler;
import wherry.storage.ReceiveFolder;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** Declines whatever is offered to a node that only sends or looks, and passes on who called. */
final class AskingReception implements ReceiveHandler {
    private final ReceiveHandler full;

    /** @param full told who is there */
    AskingReception(ReceiveHandler full) {
        this.full = full;
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
    public boolean tellsOfPeers() {
        return full.tellsOfPeers();
    }

    @Override
    public TransferRecorder begin(Transfer first) {
        return new TransferRecorder(first, event -> {});
    }

    @Override
    public ReceiveFolder folder() {
        return full.folder();
    }

    @Override
    public Optional<String> pin() {
        return Optional.empty();
    }

    @Override
    public void heard(Announcement announcement, InetAddress from) {
        full.heard(announcement, from);
    }

    @Override
    public void unanswered(Announcement asked, InetAddress at) {
        full.unanswered(asked, at);
    }

    @Override
    public Set<String> heardOf(String fingerprint, InetAddress from) {
        return full.heardOf(fingerprint, from);
    }

    @Override
    public boolean isListed(Announcement shown, InetAddress at) {
        return full.isListed(shown, at);
    }

    @Override
    public void sharesOurIdentity(InetAddress at) {
        full.sharesOurIdentity(at);
    }

    @Override
    public void log(String line) {
        // Nobody asked for what strangers offer.
    }
}
