package wherry.testing;

import java.security.Provider;
import org.conscrypt.Conscrypt;

/**
 * Computes SHA-256 in native code, and nothing else; named in {@code src/test/security.properties}. The test JVMs compile
 * in haste (C1 alone): the JDK's own digest runs in them at a tenth of its speed, and took most of what tests with large
 * files worked. Where there is no native code it leaves the JDK's in place.
 */
public final class NativeDigests extends Provider {
    private static final long serialVersionUID = 1;

    public NativeDigests() {
        super("NativeDigests", "1", "SHA-256 in native code");
        if (Conscrypt.isAvailable()) {
            put("MessageDigest.SHA-256", "org.conscrypt.OpenSSLMessageDigestJDK$SHA256");
        }
    }
}
