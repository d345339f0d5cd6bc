package wherry.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Makes and compares the secrets that open a link: the part of its address that cannot be guessed. */
public final class LinkToken {
    /** Digits and small letters but for those that are taken for each other: 0 and o, 1, i and l. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    /** Of 31 letters each: 64 bits. */
    private static final int LENGTH = 13;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private LinkToken() {}

    /** 64 random bits in letters that are read without confusion. */
    public static String random() {
        StringBuilder token = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            token.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return token.toString();
    }

    /** Whether it can be a token: 8 to 64 letters, digits, hyphens and underscores. */
    public static boolean isToken(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** Whether the right secret is shown: in the same time whatever is shown. */
    static boolean same(String secret, String shown) {
        return MessageDigest.isEqual(digest(secret), digest(shown));
    }

    private static byte[] digest(String text) {
        return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
