package wherry.protocol;

import java.nio.file.Path;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/**
 * A folder to send that holds nothing which is sent by itself; the others come to be with what is in them.
 *
 * @param path where it is
 * @param name the name that the receiver gets to see, folders separated by {@code /}
 */
public record OutgoingFolder(Path path, String name) {
    /** What to say where so many of them, and nothing else, could not be sent. */
    public static String leftOut(int count) {
        return count == 1
                ? Sentences.of("send.foldersLeftOut.one")
                : Sentences.of("send.foldersLeftOut", Sizes.grouped(count));
    }
}
