package wherry.ui.peers;

import java.util.Optional;
import wherry.settings.Trust;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Security;
import wherry.ui.model.SecurityText;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.Messages;

/** Rates how far a peer is known, in a sign, a word and a colour. What warns comes before what calms. */
enum PeerBadge {
    BLOCKED("blocked", "Wherry.red"),
    /** Bears the name of somebody known, and has another key. */
    NEW_KEY("newkey", "Wherry.red"),
    /** Two people have compared their codes. */
    CHECKED("checked", "Wherry.green"),
    /** The user trusted it. */
    KNOWN("known", "Wherry.green"),
    ENCRYPTED("lock", "Label.disabledForeground"),
    /** Says who it is, and has not shown it. */
    UNPROVEN("unproven", "Label.disabledForeground"),
    NOT_ENCRYPTED("unlocked", "Wherry.amber");

    private final String picture;
    private final String colorKey;

    PeerBadge(String picture, String colorKey) {
        this.colorKey = colorKey;
        this.picture = picture;
    }

    static PeerBadge of(Peer peer, TrustController trust) {
        Optional<String> proven = PeerText.verified(peer);
        Optional<Trust> decided = proven.flatMap(trust::of);
        if (decided.filter(known -> known.decision() == Trust.Decision.BLOCK).isPresent()) {
            return BLOCKED;
        }
        if (proven.isEmpty()) {
            return isPlain(peer) ? NOT_ENCRYPTED : UNPROVEN;
        }
        if (trust.impersonated(peer.alias(), proven.get()).isPresent()) {
            return NEW_KEY;
        }
        if (decided.filter(Trust::checked).isPresent()) {
            return CHECKED;
        }
        boolean accepted = decided.filter(known -> known.decision() == Trust.Decision.ACCEPT)
                .isPresent();
        return accepted ? KNOWN : ENCRYPTED;
    }

    /** Whether nothing that goes there is encrypted, whatever way is taken. */
    private static boolean isPlain(Peer peer) {
        return peer.endpoints().stream().allMatch(PeerBadge::isPlain);
    }

    private static boolean isPlain(Endpoint endpoint) {
        return endpoint.security() instanceof Security.Plain
                || endpoint.protocol().equals(SecurityText.PLAINEST);
    }

    String words() {
        return Messages.of("badge." + name());
    }

    String colorKey() {
        return colorKey;
    }

    /** The name of its drawing. */
    String picture() {
        return picture;
    }
}
