package wherry.storage;

import java.io.File;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.transfer.DisplayText;
import wherry.transfer.PathText;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/**
 * Counts the files of a reception that bear other names than their sender gave them, because those were taken or would
 * do harm, and keeps the first few of them. Not safe for use by many threads.
 */
public final class OtherNames {
    private static final int NAMED = 3;

    private final List<String> named = new ArrayList<>(NAMED);
    private int count;

    /**
     * Takes note of a file.
     *
     * @param name the sender's
     * @param folder the receiving one
     * @param path where the file is now
     */
    public void add(String name, Path folder, Path path) {
        Optional<String> here = of(name, folder, path);
        if (here.isPresent()) {
            count++;
            if (named.size() < NAMED) {
                named.add(Sentences.of("savedIn.otherName", DisplayText.escape(name), DisplayText.escape(here.get())));
            }
        }
    }

    /** What a file is called in that folder; empty if it is as its sender called it. Not fit to be shown. */
    public static Optional<String> of(String name, Path folder, Path path) {
        String here = PathText.of(path.startsWith(folder) ? folder.relativize(path) : path.getFileName());
        return isSame(name, here) ? Optional.empty() : Optional.of(here);
    }

    /** Which of two ways to write the same letters a disk has is nothing that people see. */
    private static boolean isSame(String name, String here) {
        return Normalizer.normalize(name.replace('\\', '/'), Normalizer.Form.NFC)
                .equals(Normalizer.normalize(here.replace(File.separatorChar, '/'), Normalizer.Form.NFC));
    }

    /** The first few, and how many more there are; empty when there is none. */
    public Optional<String> list() {
        if (count == 0) {
            return Optional.empty();
        }
        String first = String.join(", ", named);
        int more = count - named.size();
        return Optional.of(more == 0 ? first : Sentences.of("send.leftOut.more", first, Sizes.grouped(more)));
    }
}
