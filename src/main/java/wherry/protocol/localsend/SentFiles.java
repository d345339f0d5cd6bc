package wherry.protocol.localsend;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wherry.protocol.OutgoingFile;

/** Files that are offered, and what they are like at that moment. */
final class SentFiles {
    private final List<OutgoingFile> files;
    private final Map<OutgoingFile, FileVersion> versions;

    SentFiles(List<OutgoingFile> files, Map<OutgoingFile, FileVersion> versions) {
        this.files = List.copyOf(files);
        this.versions = Map.copyOf(versions);
    }

    List<OutgoingFile> all() {
        return files;
    }

    long bytes() {
        return files.stream().mapToLong(OutgoingFile::size).sum();
    }

    /** Those of these that are left. */
    SentFiles only(List<OutgoingFile> left) {
        Set<OutgoingFile> wanted = new HashSet<>(left);
        return new SentFiles(files.stream().filter(wanted::contains).toList(), versions);
    }

    /** Whether none of these has changed since then. */
    boolean isAsIn(SentFiles before) {
        return files.stream().allMatch(file -> versions.get(file).equals(before.versions.get(file)));
    }

    /** The files with the sizes that they had at that moment. */
    List<OutgoingFile> withTheirSizes() {
        return files.stream()
                .map(file -> new OutgoingFile(
                        file.path(), file.name(), versions.get(file).size()))
                .toList();
    }
}
