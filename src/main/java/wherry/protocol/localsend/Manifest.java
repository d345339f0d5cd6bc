package wherry.protocol.localsend;

import java.util.List;
import java.util.Optional;
import wherry.transfer.OfferedFile;

/** What {@code prepare-upload} brings: who sends, and which files. */
record Manifest(Device sender, List<ManifestFile> files) {
    Manifest {
        files = List.copyOf(files);
    }

    /** The text, when this is a text message: a single file of a text type that carries its contents along. */
    Optional<String> message() {
        return files.size() == 1 && files.get(0).type().startsWith("text/")
                ? files.get(0).preview()
                : Optional.empty();
    }

    List<OfferedFile> offered() {
        return files.stream()
                .map(file -> new OfferedFile(file.name(), file.size()))
                .toList();
    }
}
