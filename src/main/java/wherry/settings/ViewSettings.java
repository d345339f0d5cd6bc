package wherry.settings;

import java.time.Duration;

/**
 * Holds what the user has set about what the window shows; nobody else needs to know.
 *
 * @param linkLife chosen in the panel of a link; the next one begins with it, and so with the next
 */
public record ViewSettings(
        History history, LogPane log, Datagrams datagrams, LinkLife linkLife, LinkEncryption linkEncryption) {
    public static final ViewSettings DEFAULT =
            new ViewSettings(History.ON, LogPane.OPEN, Datagrams.HIDDEN, LinkLife.MINUTES10, LinkEncryption.OFF);

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

    public ViewSettings with(History now) {
        return new ViewSettings(now, log, datagrams, linkLife, linkEncryption);
    }

    public ViewSettings with(LogPane now) {
        return new ViewSettings(history, now, datagrams, linkLife, linkEncryption);
    }

    public ViewSettings with(Datagrams now) {
        return new ViewSettings(history, log, now, linkLife, linkEncryption);
    }

    public ViewSettings with(LinkLife now) {
        return new ViewSettings(history, log, datagrams, now, linkEncryption);
    }

    public ViewSettings with(LinkEncryption now) {
        return new ViewSettings(history, log, datagrams, linkLife, now);
    }
}
