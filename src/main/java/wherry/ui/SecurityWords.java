package wherry.ui;

import java.util.Optional;
import wherry.settings.Trust;
import wherry.settings.Trust.Decision;
import wherry.transfer.Security;

/** How protocols, and what they prove, are spoken of. */
final class SecurityWords {
    /** Whoever only ever said hello speaks this one. It knows files and nothing else. */
    static final String PLAINEST = "homebrew";

    private SecurityWords() {}

    static String protocol(String name) {
        return name.equals("localsend") ? Texts.of("protocol.localsend") : name;
    }

    /** How much is known of who is at the other end: checked, known, encrypted, not proven or not encrypted. */
    static String of(Security security, TrustKeeper trust) {
        Optional<Trust> decided = fingerprint(security).flatMap(trust::of);
        if (decided.filter(Trust::checked).isPresent()) {
            return Texts.of("security.checked");
        }
        boolean known =
                decided.map(Trust::decision).filter(Decision.ACCEPT::equals).isPresent();
        return known ? Texts.of("security.known") : of(security);
    }

    /** How it goes over the network: encrypted, not proven or not encrypted. */
    static String of(Security security) {
        if (security instanceof Security.Verified) {
            return Texts.of("security.verified");
        }
        return Texts.of(security instanceof Security.Plain ? "security.plain" : "security.unverified");
    }

    static Optional<String> fingerprint(Security security) {
        return security instanceof Security.Verified verified ? Optional.of(verified.fingerprint()) : Optional.empty();
    }
}
