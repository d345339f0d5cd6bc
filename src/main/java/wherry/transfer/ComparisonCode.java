package wherry.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Computes what two people read to each other to be sure that nobody sits between their computers: it is the same at both ends
 * only if each end sees the other's own certificate.
 *
 * <p>Thirty digits are more than one likes to read, and needed. Nothing is exchanged before the code is shown that
 * would bind an attacker in the middle, who therefore makes two sets of certificates at leisure, one to show to each
 * end, until one code of the first set is in the second: with n bits that takes 2<sup>n/2</sup> tries for each. Eight
 * digits (27 bits) would fall within seconds, four words out of 2 048 within minutes. Thirty digits (99.7 bits) take
 * some 2<sup>50</sup> certificates, and each try costs 2<sup>16</sup> hashes, 2<sup>66</sup> in all. Two people pay for
 * that once, with some hundredths of a second: not for the event thread.
 */
public final class ComparisonCode {
    private static final String DOMAIN = "wherry comparison code 1";
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
    private static final int ROUNDS = 1 << 16;
    private static final int GROUPS = 6;
    private static final int BYTES_PER_GROUP = 5;
    private static final long GROUP = 100_000;

    private ComparisonCode() {}

    /**
     * The code for two certificates, in whichever order: six groups of five digits with spaces between.
     *
     * <p>The first hash is the SHA-256 of three lines in ASCII, each ended by a line feed: {@code wherry comparison
     * code 1} and the two fingerprints, the lesser first. Each of 65 536 further ones is the SHA-256 of the one before.
     * Of the last, every five bytes are a big-endian number; its last five decimal digits are a group.
     *
     * @param fingerprint SHA-256 of a certificate, in 64 hexadecimal digits of any case
     * @param other likewise
     * @throws IllegalArgumentException it is none
     */
    public static String of(String fingerprint, String other) {
        String one = checked(fingerprint);
        String two = checked(other);
        boolean inOrder = one.compareTo(two) <= 0;
        String lines = DOMAIN + "\n" + (inOrder ? one + "\n" + two : two + "\n" + one) + "\n";
        return digits(stretched(lines.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Whether this could be the SHA-256 of a certificate, in hexadecimal digits of any case. */
    public static boolean isFingerprint(String text) {
        return FINGERPRINT.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    private static String checked(String fingerprint) {
        String lower = fingerprint.toLowerCase(Locale.ROOT);
        if (!FINGERPRINT.matcher(lower).matches()) {
            throw new IllegalArgumentException("not a fingerprint");
        }
        return lower;
    }

    private static byte[] stretched(byte[] lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(lines);
            for (int round = 0; round < ROUNDS; round++) {
                hash = digest.digest(hash);
            }
            return hash;
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static String digits(byte[] hash) {
        StringJoiner groups = new StringJoiner(" ");
        for (int group = 0; group < GROUPS; group++) {
            long number = 0;
            for (int i = 0; i < BYTES_PER_GROUP; i++) {
                number = (number << 8) | (hash[group * BYTES_PER_GROUP + i] & 0xFF);
            }
            groups.add(String.format(Locale.ROOT, "%05d", number % GROUP));
        }
        return groups.toString();
    }
}
