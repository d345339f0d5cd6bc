package wherry.settings;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import wherry.transfer.DisplayText;

/**
 * Records what the user decided about the owner of a certificate. Impossible fingerprints are refused with an
 * {@link IllegalArgumentException}.
 *
 * @param fingerprint SHA-256 of the certificate, in 64 hexadecimal digits; kept in lower case
 * @param lastAlias what the peer called itself last; cut to 64 UTF-16 units. A stranger's text: to be escaped before it
 *     is shown
 * @param folder where what is accepted goes; empty for the usual one; made absolute
 * @param until when the decision ends and the user is asked again; empty for never
 * @param checked two people have compared the codes of their certificates: it is theirs
 */
public record Trust(
        String fingerprint,
        String lastAlias,
        Decision decision,
        Optional<Path> folder,
        Optional<Instant> until,
        boolean checked) {
    private static final int LONGEST_ALIAS = 64;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    /** What happens when this peer wants to send. */
    public enum Decision {
        ASK,
        ACCEPT,
        BLOCK
    }

    public Trust {
        fingerprint = lowerCase(fingerprint);
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException("fingerprint");
        }
        lastAlias = DisplayText.shorten(lastAlias, LONGEST_ALIAS);
        folder = folder.map(path -> path.toAbsolutePath().normalize());
    }

    /** A decision about a certificate that was not compared. */
    public Trust(
            String fingerprint, String lastAlias, Decision decision, Optional<Path> folder, Optional<Instant> until) {
        this(fingerprint, lastAlias, decision, folder, until, false);
    }

    static String lowerCase(String fingerprint) {
        return fingerprint.toLowerCase(Locale.ROOT);
    }

    /** The same of one who calls itself otherwise now. */
    Trust called(String alias) {
        return new Trust(fingerprint, alias, decision, folder, until, checked);
    }

    /** The same of one whose code was compared. */
    Trust asChecked() {
        return new Trust(fingerprint, lastAlias, decision, folder, until, true);
    }

    /** What is left of it at that time: a decision that has ended leaves a peer that is known, but asked about. */
    Trust at(Instant now) {
        boolean ended = until.isPresent() && !now.isBefore(until.get());
        return ended
                ? new Trust(fingerprint, lastAlias, Decision.ASK, Optional.empty(), Optional.empty(), checked)
                : this;
    }
}
