package wherry.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes digests of SHA-256 (FIPS 180-4), which every JDK has. */
public final class Sha256 {
    private Sha256() {}

    /** A digest of nothing yet. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
