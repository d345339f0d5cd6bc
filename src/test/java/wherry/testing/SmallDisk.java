package wherry.testing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A disk of its own, in memory. Only root may make one: other users' tests are skipped, aloud. */
public final class SmallDisk implements Closeable {
    private final Path mountPoint;

    private SmallDisk(Path mountPoint) {
        this.mountPoint = mountPoint;
    }

    /** Mounts it over an empty folder. */
    public static SmallDisk mount(Path mountPoint, int bytes) {
        SmallDisk disk = new SmallDisk(mountPoint);
        if (!succeeds("mount", "-t", "tmpfs", "-o", "size=" + bytes, "wherry-test", mountPoint.toString())) {
            String skipped = "SKIPPED: a small disk cannot be mounted here (it takes root and Linux)";
            System.out.println(skipped);
            Assumptions.abort(skipped);
        }
        return disk;
    }

    /** Mounts what is mounted elsewhere already over another empty folder as well. */
    public static SmallDisk again(Path mounted, Path mountPoint) {
        if (!succeeds("mount", "--bind", mounted.toString(), mountPoint.toString())) {
            throw new AssertionError("cannot be mounted twice");
        }
        return new SmallDisk(mountPoint);
    }

    public void makeReadOnly() {
        if (!succeeds("mount", "-o", "remount,ro", mountPoint.toString())) {
            throw new AssertionError("cannot be made read-only");
        }
    }

    @Override
    public void close() {
        // Lazily: a failed test may have left a file open, and the mount must not outlive it.
        if (!succeeds("umount", "-l", mountPoint.toString())) {
            throw new AssertionError("cannot be unmounted: " + mountPoint);
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
