package wherry.transfer;

import java.util.Optional;

/** Says what is known of who is at the other end of a connection, and of who can read along. */
public sealed interface Security {
    /**
     * Encrypted, and the other end has shown in a TLS handshake that it holds the key of this certificate.
     *
     * @param fingerprint the SHA-256 of its certificate, in upper-case hexadecimal digits
     */
    record Verified(String fingerprint) implements Security {}

    /**
     * Somebody says that the holder of this certificate is there. It gets nothing before it has shown the certificate;
     * until then nobody is identified.
     *
     * @param fingerprint as in {@link Verified}
     */
    record Claimed(String fingerprint) implements Security {}

    /** Nothing is known of the other end. Encrypted if it can. */
    record Unverified() implements Security {}

    /** Not encrypted, and anybody could be at the other end. */
    record Plain() implements Security {}

    /** The certificate that was shown; empty when nobody is identified. Only this identifies. */
    default Optional<String> proven() {
        return this instanceof Verified verified ? Optional.of(verified.fingerprint()) : Optional.empty();
    }

    /** The certificate that must be shown before anything is sent; empty when anybody gets it. */
    default Optional<String> required() {
        if (this instanceof Verified verified) {
            return Optional.of(verified.fingerprint());
        }
        return this instanceof Claimed claimed ? Optional.of(claimed.fingerprint()) : Optional.empty();
    }
}
