package wherry.settings;

/** Holds what the user has set about what the window shows; nobody else needs to know. */
public record ViewSettings(History history, LogPane log, Datagrams datagrams) {
    public static final ViewSettings DEFAULT = new ViewSettings(History.ON, LogPane.OPEN, Datagrams.HIDDEN);

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

    public ViewSettings with(History now) {
        return new ViewSettings(now, log, datagrams);
    }

    public ViewSettings with(LogPane now) {
        return new ViewSettings(history, now, datagrams);
    }

    public ViewSettings with(Datagrams now) {
        return new ViewSettings(history, log, now);
    }
}
