package wherry.settings;

import java.nio.file.Path;
import java.util.List;
import wherry.testing.FuzzTarget;

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
                FuzzTarget.of("trust file", List.of(trust), SettingsReaders::readTrust, List.of(BrokenEscape.class)));
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
