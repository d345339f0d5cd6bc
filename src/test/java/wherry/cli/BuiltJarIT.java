package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wherry.testing.Await;
import wherry.testing.TestFiles;
import wherry.transfer.Version;

/** The built jar, as users get it: on this JDK and on every other one that is found here, with either TLS. */
@Timeout(240)
class BuiltJarIT {
    private static final Path JAR =
            Path.of(System.getProperty("wherry.jar", "target/wherry.jar")).toAbsolutePath();
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of("C:\\Program Files\\Java"),
            Path.of("C:\\Program Files\\Eclipse Adoptium"));

    /** A JVM that starts a window on a busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final String alias = "Otter " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    static Stream<Path> jdks() throws IOException {
        Map<Path, Path> found = new LinkedHashMap<>();
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        for (Path place : PLACES) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> inside = Files.list(place)) {
                    inside.sorted().forEach(home -> {
                        homes.add(home);
                        homes.add(home.resolve("Contents/Home"));
                    });
                }
            }
        }
        for (Path home : homes) {
            if (Files.isExecutable(home.resolve("bin/java")) && release(home) >= 17) {
                found.putIfAbsent(home.toRealPath(), home.resolve("bin/java"));
            }
        }
        return found.values().stream();
    }

    static Stream<Arguments> jdksWithEitherTls() throws IOException {
        return jdks().flatMap(java -> Stream.of("native", "jdk").map(tls -> Arguments.of(java, tls)));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void saysWhichOneItIs(Path java) throws Exception {
        assumeThat(JAR).exists();
        long begun = System.nanoTime();
        try (WherryProcess version =
                WherryProcess.startJar(java, JAR, List.of(), folder.resolve("home"), "--version")) {
            assertThat(version.awaitExit()).as("%s", version).isZero();
            assertThat(version.out()).containsExactly("Wherry " + Version.text());
            assertThat(version.err()).isEmpty();
        }
        System.out.printf(
                "wherry.jar: %,d bytes; --version on %s: %d ms%n",
                Files.size(JAR),
                java,
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    @ParameterizedTest
    @MethodSource("jdksWithEitherTls")
    void sendsToItself(Path java, String tls) throws Exception {
        assumeThat(JAR).exists();
        List<String> options = List.of("-Dwherry.tls=" + tls);
        Path file = TestFiles.random(folder.resolve("photo.jpg"), 3_000_000);
        try (WherryProcess receiver = WherryProcess.startJar(
                java,
                JAR,
                options,
                folder.resolve("receiver"),
                "receive",
                "--interface",
                "lo",
                "--port",
                "0",
                "--once",
                "--alias",
                alias,
                "--into",
                folder.resolve("in").toString())) {
            receiver.port();
            try (WherryProcess sender = WherryProcess.startJar(
                    java,
                    JAR,
                    options,
                    folder.resolve("sender"),
                    "send",
                    alias,
                    file.toString(),
                    "--protocol",
                    "localsend",
                    "--interface",
                    "lo")) {
                assertThat(sender.awaitExit()).as("%s, %s", sender, receiver).isZero();
                assertThat(sender.err()).isEmpty();
            }
            assertThat(receiver.awaitExit()).as("%s", receiver).isZero();
        }
        assertThat(folder.resolve("in/photo.jpg")).satisfies(TestFiles.sameAs(file));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void opensItsWindowAndClosesIt(Path java) throws Exception {
        assumeThat(JAR).exists();
        assumeThat(System.getenv("WHERRY_TEST_DISPLAY"))
                .as("a display that is somebody's")
                .isNull();
        assumeThat(java.resolveSibling("../lib/libawt_xawt.so"))
                .as("the half of this JDK that has windows, on Linux")
                .exists();
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("settings.properties"), "port=0\n");
        Robot robot = new Robot();
        BufferedImage before = screen(robot);
        try (WherryProcess window = WherryProcess.startJar(java, JAR, List.of(), home)) {
            Await.within(PATIENCE, "the window is to be seen", () -> hasChanged(before, screen(robot)));
            // Until it has the keyboard there is nobody to close.
            Await.within(PATIENCE, "it is closed", () -> {
                press(robot, KeyEvent.VK_ALT, KeyEvent.VK_F4);
                return !window.isAlive();
            });
            assertThat(window.awaitExit()).as("%s", window).isZero();
            assertThat(window.err()).isEmpty();
        }
    }

    private static BufferedImage screen(Robot robot) {
        return robot.createScreenCapture(
                new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
    }

    /** A window takes more than a tenth of the screen. */
    private static boolean hasChanged(BufferedImage before, BufferedImage now) {
        int changed = 0;
        int looked = 0;
        for (int x = 0; x < now.getWidth(); x += 10) {
            for (int y = 0; y < now.getHeight(); y += 10) {
                changed += before.getRGB(x, y) == now.getRGB(x, y) ? 0 : 1;
                looked++;
            }
        }
        return changed > looked / 10;
    }

    private static void press(Robot robot, int modifier, int key) {
        robot.keyPress(modifier);
        robot.keyPress(key);
        robot.keyRelease(key);
        robot.keyRelease(modifier);
    }

    /** The number before the first dot; 0 where it does not say. */
    private static int release(Path home) throws IOException {
        Path file = home.resolve("release");
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("^[^0-9]*([0-9]+).*$", "$1"))
                    .findFirst()
                    .map(Integer::valueOf)
                    .orElse(0);
        }
    }
}
