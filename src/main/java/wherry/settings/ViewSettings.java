package wherry.settings;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * Holds what the user has set about what the window shows; nobody else needs to know.
 *
 * @param entries so many transfers the history holds at most, {@link #FEWEST_ENTRIES} to {@link TransferHistory#MOST}
 * @param linkLife chosen in the panel of a link; the next one begins with it, and so with the next
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
public record ViewSettings(
        History history,
        int entries,
        LogPane log,
        Datagrams datagrams,
        Previews previews,
        TextSize textSize,
        LinkLife linkLife,
        LinkEncryption linkEncryption)
        implements ViewSettingsBuilder.With {
    public static final int FEWEST_ENTRIES = 10;

    public static final ViewSettings DEFAULT = new ViewSettings(
            History.ON,
            TransferHistory.MOST,
            LogPane.OPEN,
            Datagrams.HIDDEN,
            Previews.ON,
            TextSize.NORMAL,
            LinkLife.MINUTES10,
            LinkEncryption.OFF);

    public ViewSettings {
        entries = Math.max(FEWEST_ENTRIES, Math.min(entries, TransferHistory.MOST));
    }

    /** Whether it is remembered over the runs of the program what was sent and received. */
    public enum History {
        ON,
        OFF
    }

    public enum LogPane {
        OPEN,
        FOLDED
    }

    /** Whether the log shows announcements as they came. */
    public enum Datagrams {
        HIDDEN,
        SHOWN
    }

    /** How long a link for browsers lives when nobody asks for anything. */
    public enum LinkLife {
        MINUTES10(Duration.ofMinutes(10)),
        HOUR(Duration.ofHours(1)),
        HOURS8(Duration.ofHours(8)),
        DAY(Duration.ofDays(1));

        private final Duration time;

        LinkLife(Duration time) {
            this.time = time;
        }

        public Duration time() {
            return time;
        }
    }

    public enum LinkEncryption {
        OFF,
        ON
    }

    /** Whether small pictures go along with offers, and those of others are shown. */
    public enum Previews {
        ON,
        OFF
    }

    /** How large everything is drawn, beside what the desktop says. */
    public enum TextSize {
        SMALL(90),
        NORMAL(100),
        LARGE(125),
        LARGER(150),
        LARGEST(200);

        private final int percent;

        TextSize(int percent) {
            this.percent = percent;
        }

        public int percent() {
            return percent;
        }
    }

    public ViewSettings with(History now) {
        return withHistory(now);
    }

    public ViewSettings with(LogPane now) {
        return withLog(now);
    }

    public ViewSettings with(Datagrams now) {
        return withDatagrams(now);
    }

    public ViewSettings with(LinkLife now) {
        return withLinkLife(now);
    }

    public ViewSettings with(LinkEncryption now) {
        return withLinkEncryption(now);
    }
}
