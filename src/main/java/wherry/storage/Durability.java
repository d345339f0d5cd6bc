package wherry.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Decides what becomes of a received file when the power or the system fails. When only this process ends, however it does,
 * the system still has all that was written.
 */
enum Durability {
    /** Contents reach the disk before the file gets its final name, so that the name is never on less. */
    FLUSHED {
        @Override
        void contents(FileChannel channel) throws IOException {
            channel.force(true);
        }

        /** Best effort: Windows opens no folders, and the contents are safe already. */
        @Override
        void named(Path folder) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            } catch (IOException unsupported) {
                System.getLogger(Durability.class.getName())
                        .log(System.Logger.Level.DEBUG, "Flushing a folder", unsupported);
            }
        }
    },

    /** The system writes to the disk in its own time, which is within half a minute or so. */
    LEFT_TO_SYSTEM {
        @Override
        void contents(FileChannel channel) {
            // Nothing is waited for.
        }

        @Override
        void named(Path folder) {
            // Nothing is waited for.
        }
    };

    /** All contents are written; the file gets its final name next. */
    abstract void contents(FileChannel channel) throws IOException;

    /** A file has its final name, in that folder. */
    abstract void named(Path folder);
}
