package wherry.ui;

import java.awt.Component;
import java.util.concurrent.Executor;
import wherry.transfer.Peer;

/** What the user does with a peer beside sending files. Event thread only. */
final class PeerCommands {
    private final NodeControls node;
    private final SendCommands send;
    private final TrustKeeper trust;
    private final Executor background;
    private final Component window;

    PeerCommands(NodeControls node, SendCommands send, TrustKeeper trust, Executor background, Component window) {
        this.node = node;
        this.send = send;
        this.trust = trust;
        this.background = background;
        this.window = window;
    }

    TrustKeeper trust() {
        return trust;
    }

    void sendText(Peer peer) {
        SendTextDialog.ask(window, PeerWords.name(peer)).ifPresent(text -> send.sendText(peer, text));
    }

    /** Shows the code that both ends see alike, if nobody sits between them, and keeps in mind that they do. */
    void compareCodes(Peer peer) {
        String name = PeerWords.name(peer);
        PeerWords.verified(peer)
                .ifPresent(fingerprint -> CompareDialog.show(
                        window,
                        name,
                        () -> node.comparisonCode(fingerprint),
                        background,
                        () -> trust.check(fingerprint, name)));
    }
}
