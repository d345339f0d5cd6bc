package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wherry.protocol.localsend.message.Manifest;
import wherry.storage.ReceivedTree;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/** Folders that are offered with nothing in them (localsend.md, "folders"). */
final class EmptyFolders {
    private EmptyFolders() {}

    /** Makes those of an accepted offer. Each is there afterwards, under its own name or nearly so. */
    static List<Path> make(Manifest manifest, ReceivedTree tree) throws IOException {
        List<Path> made = new ArrayList<>();
        for (String name : manifest.emptyFolders()) {
            made.add(tree.makeFolder(name));
        }
        return made;
    }

    /** What is said where nothing else came. */
    static String saved(Path where) {
        Path parent = where.getParent() == null ? where : where.getParent();
        return Sentences.of("savedIn", DisplayText.escape(parent));
    }

    /** The title of an offer of nothing else. */
    static String title(List<String> untrustedNames) {
        return untrustedNames.size() == 1
                ? DisplayText.escape(untrustedNames.get(0))
                : Sentences.of("localsend.folders", Sizes.grouped(untrustedNames.size()));
    }
}
