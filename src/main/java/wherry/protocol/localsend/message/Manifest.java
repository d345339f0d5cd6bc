package wherry.protocol.localsend.message;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.transfer.Event;
import wherry.transfer.OfferedFile;
import wherry.transfer.Preview;

/**
 * Holds what {@code prepare-upload} brings: who sends, and what.
 *
 * @param files held in as little memory as they take
 * @param emptyFolders their names: never paths to write to, and not fit to be shown
 * @param previews of some of the files; from whoever has not shown its certificate they are not to be taken
 * @param continues the id of the session that broke off, if this offers again what is left of its files
 */
public record Manifest(
        Device sender,
        List<ManifestFile> files,
        List<String> emptyFolders,
        List<Preview> previews,
        Optional<String> continues) {
    public Manifest {
        files = PackedFiles.of(files);
        emptyFolders = List.copyOf(emptyFolders);
        previews = List.copyOf(previews);
    }

    public Manifest withoutFolders() {
        return new Manifest(sender, files, List.of(), previews, continues);
    }

    public Manifest withoutPreviews() {
        return new Manifest(sender, files, emptyFolders, List.of(), continues);
    }

    /**
     * The text, when this is a text message: a single file of a text type that carries its contents along. One that is
     * too long to be shown is taken for the file that it is as well.
     */
    public Optional<String> message() {
        return files.size() == 1
                        && emptyFolders.isEmpty()
                        && files.get(0).type().startsWith("text/")
                ? files.get(0).preview().filter(Manifest::canBeShown)
                : Optional.empty();
    }

    private static boolean canBeShown(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= Event.TextReceived.LONGEST;
    }

    public List<OfferedFile> offered() {
        return offered(files);
    }

    /** The same list for the same one. */
    public static List<OfferedFile> offered(List<ManifestFile> files) {
        return PackedFiles.of(files).offered();
    }

    /** Those of its files that were accepted. */
    public List<ManifestFile> only(List<OfferedFile> accepted) {
        if (accepted.equals(offered(files))) {
            return files;
        }
        Map<OfferedFile, Integer> counts = new HashMap<>();
        accepted.forEach(file -> counts.merge(file, 1, Integer::sum));
        return files.stream()
                .filter(file -> counts.merge(new OfferedFile(file.name(), file.size()), -1, Integer::sum) >= 0)
                .toList();
    }
}
