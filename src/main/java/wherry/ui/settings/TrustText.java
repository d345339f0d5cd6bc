package wherry.ui.settings;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import wherry.settings.Trust;
import wherry.transfer.DisplayText;
import wherry.ui.widgets.Messages;

/** Words the decisions about peers. */
final class TrustText {
    private static final int SHOWN_DIGITS = 16;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private TrustText() {}

    static String alias(Trust trust) {
        return DisplayText.escape(trust.lastAlias());
    }

    /** The beginning of the fingerprint, in groups: {@code 01AB 23CD 45EF 6789}. */
    static String key(Trust trust) {
        String digits = trust.fingerprint().substring(0, SHOWN_DIGITS).toUpperCase(Locale.ROOT);
        return String.join(" ", digits.split("(?<=\\G.{4})"));
    }

    static String decision(Trust trust) {
        String decided = Messages.of("trust.decision." + trust.decision().name());
        return trust.checked() ? Messages.of("trust.checked", decided) : decided;
    }

    /** When it ends, in local time; empty where nothing is to end. */
    static String until(Trust trust) {
        if (trust.decision() == Trust.Decision.ASK) {
            return "";
        }
        return trust.until()
                .map(end -> TIME.format(end.atZone(ZoneId.systemDefault())))
                .orElseGet(() -> Messages.of("trust.forEver"));
    }

    /** What the decision does, and what it does to remove it. */
    static String meaning(Trust trust) {
        String folder = trust.folder()
                .map(path -> Messages.of("trust.meaning.folder", DisplayText.escape(path)))
                .orElse("");
        String meaning = Messages.of("trust.meaning." + trust.decision().name(), alias(trust), folder);
        return trust.checked() ? meaning + " " + Messages.of("trust.meaning.checked") : meaning;
    }

    /** All of it in one line. */
    static String spoken(Trust trust) {
        String decided = String.join(", ", alias(trust), key(trust), decision(trust));
        return until(trust).isEmpty() ? decided : Messages.of("trust.until", decided, until(trust));
    }
}
