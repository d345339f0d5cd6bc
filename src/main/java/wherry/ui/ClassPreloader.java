package wherry.ui;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import wherry.transfer.DaemonThreads;

/**
 * Loads the classes that the first picture needs, of Swing, of the look and our own, on a thread of its own and ahead of the event
 * thread, which would load one after another just when it needs it: a fifth of the time until the window stands. Only
 * loads them; what they do at first stays with whoever uses them first. {@code src/bench/classes} writes the list.
 */
final class ClassPreloader {
    static final String LIST = "first-classes.txt";

    private ClassPreloader() {}

    static void start() {
        DaemonThreads.start("class-preloader", ClassPreloader::load);
    }

    /** Loads what there is: other Java versions and other systems have other classes. */
    private static void load() {
        ClassLoader loader = ClassPreloader.class.getClassLoader();
        try (BufferedReader names = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ClassPreloader.class.getResourceAsStream(LIST)), StandardCharsets.UTF_8))) {
            for (String name = names.readLine(); name != null; name = names.readLine()) {
                load(name, loader);
            }
        } catch (IOException damaged) {
            System.getLogger(ClassPreloader.class.getName())
                    .log(System.Logger.Level.DEBUG, "The list of classes cannot be read", damaged);
        }
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError elsewhere) {
            // Whoever needs it will say so.
        }
    }
}
