package wherry.settings;

import java.util.Locale;
import java.util.regex.Pattern;
import wherry.transfer.DisplayText;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;

/**
 * Marks the owner of a certificate as one whom the user often sends to. Impossible fingerprints are refused with an
 * {@link IllegalArgumentException}.
 *
 * @param fingerprint SHA-256 of the certificate, in upper-case hexadecimal digits
 * @param name what the user calls it, at most {@link Peer#LONGEST_ALIAS} UTF-16 units, fit to be shown, never blank
 * @param address where it was last, as {@code host:port}
 */
public record Star(String fingerprint, String name, String address) {
    /** More are not kept. */
    public static final int MOST = 256;

    private static final int LONGEST_ADDRESS = 260;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-F]{64}");

    public Star {
        fingerprint = fingerprint.toUpperCase(Locale.ROOT);
        name = DisplayText.escape(DisplayText.shorten(name.strip(), Peer.LONGEST_ALIAS));
        if (!FINGERPRINT.matcher(fingerprint).matches() || name.isEmpty() || !isAddress(address)) {
            throw new IllegalArgumentException("star");
        }
    }

    private static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS
                && text.chars().noneMatch(Character::isWhitespace)
                && text.codePoints().noneMatch(DisplayText::deceives)
                && PeerAddress.isOne(text);
    }

    public Star called(String own) {
        return new Star(fingerprint, own, address);
    }

    public Star at(String latest) {
        return new Star(fingerprint, name, latest);
    }
}
