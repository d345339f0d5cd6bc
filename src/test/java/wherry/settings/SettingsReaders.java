package wherry.settings;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import wherry.testing.FuzzTarget;
import wherry.transfer.Direction;
import wherry.transfer.TransferState;

/** What is read from files that somebody may have edited, and disks damaged. */
public final class SettingsReaders {
    private static final Path FOLDER = Path.of("folder").toAbsolutePath();
    private static final int MOST = 100;

    private SettingsReaders() {}

    public static List<FuzzTarget> targets() {
        String settings = new SettingsFormat("")
                .with(Settings.defaults("Quiet Fox", FOLDER))
                .replace("port =", "port = 53317")
                .replace("peers =", "peers = fox:54321, 10.0.0.1")
                .replace("window =", "window = 1, -2, 300, 400")
                .replace("pin =", "pin = 4711");
        String one = "ab".repeat(32);
        String two = "cd".repeat(32);
        String trust = one + ".alias = Fox\n" + one + ".decision = accept\n" + one + ".folder = "
                + FOLDER.toString().replace("\\", "\\\\") + "\n" + one + ".until = 2027-01-31T18:00:00Z\n" + two
                + ".decision = block\n";
        return List.of(
                FuzzTarget.of(
                        "settings file",
                        List.of(
                                settings,
                                "# nothing\n",
                                "folder = " + FOLDER.toString().replace("\\", "\\\\") + " \n"),
                        SettingsReaders::readSettings,
                        List.of(BrokenEscape.class)),
                FuzzTarget.of("trust file", List.of(trust), SettingsReaders::readTrust, List.of(BrokenEscape.class)),
                FuzzTarget.of("history file", List.of(history()), SettingsReaders::readHistory, List.of()));
    }

    private static String history() {
        Instant begun = Instant.parse("2026-11-23T10:02:11.123Z");
        HistoryEntry.Place place = new HistoryEntry.Place(FOLDER.resolve("a\tb"), 5, begun);
        return HistoryFormat.text(List.of(new HistoryEntry(
                "id",
                begun,
                Direction.RECEIVING,
                TransferState.DONE,
                "a\\b and 1 more",
                "Quiet Fox",
                Optional.of("AB".repeat(32)),
                2,
                10,
                Optional.of(FOLDER),
                List.of(place, place))));
    }

    /** What is documented to be thrown before anything has been understood. */
    private static final class BrokenEscape extends Exception {
        private static final long serialVersionUID = 1;

        BrokenEscape(IllegalArgumentException cause) {
            super(cause);
        }
    }

    private static void readSettings(byte[] input) throws BrokenEscape {
        SettingsFormat format;
        try {
            format = new SettingsFormat(FuzzTarget.text(input));
        } catch (IllegalArgumentException broken) {
            throw new BrokenEscape(broken);
        }
        Settings read = format.read(() -> "usual", () -> FOLDER).settings();
        // Whatever could be read can be written, and says the same then.
        SettingsFormat again = new SettingsFormat(format.with(read));
        SettingsFormat.Reading reading = again.read(() -> "other", () -> FOLDER.resolve("other"));
        FuzzTarget.require(reading.settings().equals(read));
    }

    private static void readHistory(byte[] input) {
        List<HistoryEntry> read = HistoryFormat.read(FuzzTarget.text(input));
        // Escaped, a long text may have become longer than what is shown, and is cut; but once.
        List<HistoryEntry> again = HistoryFormat.read(HistoryFormat.text(read));
        FuzzTarget.require(again.size() == read.size());
        FuzzTarget.require(HistoryFormat.read(HistoryFormat.text(again)).equals(again));
        for (HistoryEntry entry : read) {
            FuzzTarget.requireBetween(
                    1970, entry.startedAt().atZone(ZoneOffset.MAX).getYear(), 10_000);
        }
    }

    private static void readTrust(byte[] input) throws BrokenEscape {
        TrustFormat.Reading reading;
        try {
            reading = TrustFormat.read(FuzzTarget.text(input), MOST);
        } catch (IllegalArgumentException broken) {
            throw new BrokenEscape(broken);
        }
        FuzzTarget.require(reading.known().size() <= MOST);
        TrustFormat.Reading again =
                TrustFormat.read(TrustFormat.write(reading.known().values()), MOST);
        FuzzTarget.require(again.known().equals(reading.known()));
    }
}
