package wherry.protocol.localsend;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids and tokens that cannot be guessed. */
final class Secrets {
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 128 random bits, fit for a URL. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
