package wherry.transfer;

/** What is known of who is at the other end of a connection, and of who can read along. */
public sealed interface Security {
    /**
     * Encrypted, and the other end holds the key of this certificate.
     *
     * @param fingerprint the SHA-256 of its certificate, in upper-case hexadecimal digits
     */
    record Verified(String fingerprint) implements Security {}

    /** Nothing is known of the other end. Encrypted if it can. */
    record Unverified() implements Security {}

    /** Not encrypted, and anybody could be at the other end. */
    record Plain() implements Security {}
}
