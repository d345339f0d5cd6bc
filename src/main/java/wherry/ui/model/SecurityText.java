package wherry.ui.model;

import java.util.List;
import java.util.Optional;
import wherry.settings.Trust;
import wherry.settings.Trust.Decision;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Security;
import wherry.ui.widgets.Messages;

/** Words what protocols prove. */
public final class SecurityText {
    /** Whoever only ever said hello speaks this one. It knows files and nothing else. */
    public static final String PLAINEST = "homebrew";

    private SecurityText() {}

    public static String protocol(String name) {
        return name.equals("localsend") ? Messages.of("protocol.localsend") : name;
    }

    /** What runs there that gives itself a name: whoever speaks several protocols is one of us, and so is who speaks ours. */
    public static String program(Peer peer) {
        List<String> spoken =
                peer.endpoints().stream().map(Endpoint::protocol).distinct().toList();
        return spoken.size() > 1 || spoken.contains(PLAINEST) ? "Wherry" : protocol(spoken.get(0));
    }

    /** How much is known of who is at the other end: checked, known, encrypted, not proven or not encrypted. */
    public static String of(Security security, TrustController trust) {
        Optional<Trust> decided = security.proven().flatMap(trust::of);
        if (decided.filter(Trust::checked).isPresent()) {
            return Messages.of("security.checked");
        }
        boolean known =
                decided.map(Trust::decision).filter(Decision.ACCEPT::equals).isPresent();
        return known ? Messages.of("security.known") : of(security);
    }

    /** How it goes over the network: encrypted, not proven or not encrypted. */
    public static String of(Security security) {
        if (security.proven().isPresent()) {
            return Messages.of("security.verified");
        }
        return Messages.of(security instanceof Security.Plain ? "security.plain" : "security.unverified");
    }
}
