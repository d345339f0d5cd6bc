package wherry.ui.peers;

import java.awt.Component;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import wherry.settings.Star;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.ui.model.NodeControls;
import wherry.ui.model.SettingsController;
import wherry.ui.model.TrustController;

/** Performs what the user does with a peer beside sending to it. Event thread only. */
public final class PeerCommands {
    private final NodeControls node;
    private final SettingsController settings;
    private final TrustController trust;
    private final Executor background;
    private final Component window;

    public PeerCommands(
            NodeControls node,
            SettingsController settings,
            TrustController trust,
            Executor background,
            Component window) {
        this.node = node;
        this.settings = settings;
        this.trust = trust;
        this.background = background;
        this.window = window;
    }

    TrustController trust() {
        return trust;
    }

    void addPeer() {
        AddPeerDialog.ask(window).ifPresent(address -> {
            settings.rememberPeer(address);
            node.addPeer(address);
        });
    }

    public void lookAgain() {
        node.lookAgain();
    }

    /** A starred one is listed as long as it is starred. */
    void removePeer(Peer peer) {
        settings.forgetPeer(peer);
        starOf(peer).ifPresent(star -> settings.unstar(star.fingerprint()));
        if (!Stars.isAbsent(peer)) {
            node.removePeer(peer.id());
        }
    }

    /** Only whoever has shown a certificate will be known again; who is starred can always be taken off. */
    boolean canBeStarred(Peer peer) {
        return PeerText.verified(peer).isPresent() || starOf(peer).isPresent();
    }

    Optional<Star> starOf(Peer peer) {
        return new Stars(settings.now().stars()).of(peer);
    }

    /** Takes note of where the starred are now: there they are looked for when they are away. */
    void noteAddresses(List<Peer> present) {
        for (Peer peer : settings.now().stars().isEmpty() ? List.<Peer>of() : present) {
            if (peer.presence() == Presence.HERE && PeerText.verified(peer).isPresent()) {
                starOf(peer).map(star -> star.at(PeerText.address(peer))).ifPresent(settings::star);
            }
        }
    }

    void toggleStar(Peer peer) {
        starOf(peer)
                .ifPresentOrElse(
                        star -> settings.unstar(star.fingerprint()),
                        () -> PeerText.verified(peer)
                                .ifPresent(key ->
                                        settings.star(new Star(key, PeerText.name(peer), PeerText.address(peer)))));
    }

    /** Asks what a starred one is to be called here. */
    void rename(Peer peer) {
        starOf(peer)
                .ifPresent(star -> NameDialog.ask(window, star.name())
                        .ifPresent(name -> settings.star(star.called(name.isBlank() ? PeerText.name(peer) : name))));
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
