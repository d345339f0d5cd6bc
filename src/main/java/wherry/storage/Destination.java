package wherry.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Says where a file goes when it is complete. */
interface Destination {
    Path folder();

    /**
     * The file that makes it needless to store this one.
     *
     * @param goOn asked now and then
     */
    default Optional<Path> twin(Path file, long size, BooleanSupplier goOn) throws IOException {
        return Optional.empty();
    }

    /**
     * Gives the file its final name, never that of anything that is there. Where there are hard links, it keeps the name
     * that it has as well.
     *
     * @return its path from now on
     */
    Path take(Path file) throws IOException;

    /** It is there, and that is to last. */
    default void named(Path file, Durability durability) {
        durability.named(file.getParent());
    }
}
