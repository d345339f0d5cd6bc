package wherry.discovery;

import java.net.InetSocketAddress;
import java.util.Optional;
import wherry.transfer.Security;

/**
 * A place at which somebody may be, whoever said so: a reason to ask there, and nothing else. Only the certificate that is
 * shown then tells who it is.
 *
 * @param expected the certificate whose holder is said to be there, and nobody else is taken for; {@link
 *     Security.Unverified} where nothing is known but that the address has somebody
 */
public record Hint(InetSocketAddress at, Security expected) {
    /** Somebody is alive there. */
    public static Hint somebody(InetSocketAddress at) {
        return new Hint(at, new Security.Unverified());
    }

    /** The holder of that certificate was there, or is said to be. */
    public static Hint holder(String fingerprint, InetSocketAddress at) {
        return new Hint(at, new Security.Claimed(fingerprint));
    }

    /** The fingerprint of the certificate that must be shown; empty where anybody may be there. */
    public Optional<String> fingerprint() {
        return expected.required();
    }
}
