package wherry.node;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import wherry.discovery.Announcement;
import wherry.protocol.ReceiveHandler;
import wherry.storage.ReceiveFolder;

/** Declines whatever is offered to a node that only sends or looks, and passes on who called. */
final class AskingReception implements DecliningHandler {
    private final ReceiveHandler full;

    /** @param full told who is there */
    AskingReception(ReceiveHandler full) {
        this.full = full;
    }

    @Override
    public boolean tellsOfPeers() {
        return full.tellsOfPeers();
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
    public boolean isListed(Announcement shown, InetAddress at) {
        return full.isListed(shown, at);
    }

    @Override
    public Set<String> heardOf(String fingerprint, InetAddress from) {
        return full.heardOf(fingerprint, from);
    }

    @Override
    public void sharesOurIdentity(InetAddress at) {
        full.sharesOurIdentity(at);
    }
}
