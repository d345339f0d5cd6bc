package wherry.ui.settings;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import wherry.settings.Trust;
import wherry.transfer.DisplayText;
import wherry.ui.widgets.Messages;

/** Words the decisions about peers. */
final class TrustText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private TrustText() {}

    private static String alias(Trust trust) {
        return DisplayText.escape(trust.lastAlias());
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
}
