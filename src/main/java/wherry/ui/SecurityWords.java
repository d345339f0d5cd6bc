package wherry.ui;

import java.util.Optional;
import wherry.transfer.Security;

/** How protocols, and what they prove, are spoken of. */
final class SecurityWords {
    /** Whoever only ever said hello speaks this one. It knows files and nothing else. */
    static final String PLAINEST = "homebrew";

    private SecurityWords() {}

    static String protocol(String name) {
        return name.equals("localsend") ? Texts.of("protocol.localsend") : name;
    }

    /** Verified, unverified or unencrypted. */
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
