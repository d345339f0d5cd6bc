package wherry.ui.desktop;

import java.awt.GraphicsEnvironment;
import java.awt.Toolkit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.transfer.DaemonThreads;

/**
 * Asks the X server's resources for the resolution of letters, {@code Xft.dpi}. Java knows it only where a program of the
 * desktop hands out settings (XSETTINGS); under a bare window manager people set it with {@code xrdb}, and nothing would
 * be drawn larger. Asks another program and waits: never on the event thread.
 */
public final class LetterResolution {
    /** A property of FlatLaf: so much everything is drawn larger. */
    static final String SCALE = "flatlaf.uiScale";

    /** Resources are seldom more than a few kilobytes. */
    private static final int LONGEST_ANSWER = 65_536;

    private static final long PATIENCE_MILLIS = 300;
    private static final int USUAL = 96;
    /** In pixels: ten points. */
    private static final int USUAL_SIZE = 13;

    private static final int LARGEST = 3 * USUAL;
    private static final Pattern LINE = Pattern.compile("(?m)^Xft[.*]dpi:\\s*(\\d{1,4})(?:\\.\\d*)?\\s*$");

    private final CompletableFuture<String> answer;

    private LetterResolution(CompletableFuture<String> answer) {
        this.answer = answer;
    }

    /** Asks in the background; what comes of it is for {@link #apply}. */
    public static LetterResolution ask() {
        boolean canBe = System.getProperty("os.name").contains("Linux")
                && System.getenv("DISPLAY") != null
                && System.getenv("GDK_SCALE") == null
                && System.getProperty("sun.java2d.uiScale") == null
                && System.getProperty(SCALE) == null;
        return canBe ? ask(List.of("xrdb", "-query")) : new LetterResolution(CompletableFuture.completedFuture(""));
    }

    static LetterResolution ask(List<String> command) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        DaemonThreads.start("window-resolution", () -> answer.complete(answerOf(command)));
        return new LetterResolution(answer);
    }

    /** Has everything drawn as large as it says, unless the desktop says something itself. Before the look is put on. */
    public void apply() {
        scale().filter(scale -> !isKnownToJava()).ifPresent(scale -> System.setProperty(SCALE, scale));
    }

    /**
     * How large letters are at 100 % where everything is scaled by a number and the desktop has no letters of its own; empty
     * elsewhere. FlatLaf would draw them in the size of GNOME's then, a seventh larger than unscaled ones.
     */
    public static OptionalInt usualSize() {
        boolean unknown = System.getProperty("os.name").contains("Linux")
                && Toolkit.getDefaultToolkit().getDesktopProperty("gnome.Xft/DPI") == null;
        return unknown && System.getProperty(SCALE) != null ? OptionalInt.of(USUAL_SIZE) : OptionalInt.empty();
    }

    /** As a property of FlatLaf; empty for the usual size and where nobody knows. Waits for a moment at most. */
    Optional<String> scale() {
        return scale(answer.completeOnTimeout("", PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join());
    }

    static Optional<String> scale(String resources) {
        Matcher line = LINE.matcher(resources);
        if (!line.find()) {
            return Optional.empty();
        }
        int dpi = Math.min(LARGEST, Integer.parseInt(line.group(1)));
        return dpi > USUAL ? Optional.of(dpi + "dpi") : Optional.empty();
    }

    private static boolean isKnownToJava() {
        return Toolkit.getDefaultToolkit().getDesktopProperty("gnome.Xft/DPI") != null
                || GraphicsEnvironment.getLocalGraphicsEnvironment()
                                .getDefaultScreenDevice()
                                .getDefaultConfiguration()
                                .getDefaultTransform()
                                .getScaleX()
                        != 1;
    }

    private static String answerOf(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Nobody waits any longer, and a read of what never comes would be one thread for good.
            var unused = process.onExit()
                    .completeOnTimeout(process, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .thenAccept(LetterResolution::end);
            try {
                process.getOutputStream().close();
                return new String(process.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            } finally {
                end(process);
            }
        } catch (IOException noSuchProgram) {
            return "";
        }
    }

    /** With whatever it has started, which has its output open too: it may be a script. */
    private static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
