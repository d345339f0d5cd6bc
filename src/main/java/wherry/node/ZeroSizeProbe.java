package wherry.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import wherry.transfer.Watchdog;

/**
 * Finds out whether a file whose size says 0 has contents all the same, as those that a system makes up when they are
 * read (proc(5)) and some of disks that are far away. A peer is told sizes before the contents, so such a file would arrive
 * empty.
 */
final class ZeroSizeProbe {
    /** Some never end, and say nothing for hours. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Watchdog WATCHDOG = new Watchdog();

    private ZeroSizeProbe() {}

    /** Whether there is something in it, or may be; what cannot be opened is left to whoever sends it. */
    static boolean hasContents(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Watchdog.Watch watch = WATCHDOG.watch(PATIENCE, channel)) {
            watch.touch();
            return channel.read(ByteBuffer.allocate(1)) > 0;
        } catch (ClosedChannelException silent) {
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
