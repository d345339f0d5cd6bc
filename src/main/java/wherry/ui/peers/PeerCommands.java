package wherry.ui.peers;

import java.awt.Component;
import java.util.concurrent.Executor;
import wherry.transfer.Peer;
import wherry.ui.model.NodeControls;
import wherry.ui.model.TrustController;

/** Performs what the user does with a peer beside sending files. Event thread only. */
public final class PeerCommands {
    private final NodeControls node;
    private final SendCommands send;
    private final TrustController trust;
    private final Executor background;
    private final Component window;

    public PeerCommands(
            NodeControls node, SendCommands send, TrustController trust, Executor background, Component window) {
        this.node = node;
        this.send = send;
        this.trust = trust;
        this.background = background;
        this.window = window;
    }

    TrustController trust() {
        return trust;
    }

    void sendText(Peer peer) {
        SendTextDialog.ask(window, PeerText.name(peer)).ifPresent(text -> send.sendText(peer, text));
    }

    /** Shows the code that both ends see alike, if nobody sits between them, and keeps in mind that they do. */
    void compareCodes(Peer peer) {
        String name = PeerText.name(peer);
        PeerText.verified(peer)
                .ifPresent(fingerprint -> CompareDialog.show(
                        window,
                        name,
                        () -> node.comparisonCode(fingerprint),
                        background,
                        () -> trust.check(fingerprint, name)));
    }
}
