package wherry.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import wherry.Main;

/** Receives and sends a file in one process, so that the JVM learns which classes that takes ({@link ChildJvm}). */
final class ChildTraining {
    private static final String ALIAS = "Training of the tests";

    private ChildTraining() {}

    /** Argument: a folder for both. Ends when it was sent, well or not. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path file = Files.write(folder.resolve("file.txt"), ALIAS.repeat(10_000).getBytes(StandardCharsets.UTF_8));
        Thread receiver = new Thread(() -> Main.main(new String[] {
            "receive",
            "--interface",
            "lo",
            "--port",
            "0",
            "--alias",
            ALIAS,
            "--into",
            folder.resolve("in").toString(),
            "--home",
            folder.resolve("receiver").toString()
        }));
        receiver.setDaemon(true);
        receiver.start();
        Main.main(new String[] {
            "send",
            ALIAS,
            file.toString(),
            "--interface",
            "lo",
            "--home",
            folder.resolve("sender").toString()
        });
        System.exit(0);
    }
}
