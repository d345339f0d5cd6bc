package wherry.protocol.localsend;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import wherry.protocol.OutgoingFile;

/** Files that are offered, and what they are like at that moment. */
final class SentFiles {
    private static final System.Logger LOG = System.getLogger(SentFiles.class.getName());

    private final List<OutgoingFile> files;
    private final Map<OutgoingFile, FileVersion> versions;

    /** Those that are there; {@code missing} is told the others. */
    static SentFiles of(List<OutgoingFile> files, BiConsumer<OutgoingFile, SourceException> missing) {
        List<OutgoingFile> readable = new ArrayList<>(files.size());
        Map<OutgoingFile, FileVersion> versions = new HashMap<>();
        for (OutgoingFile file : files) {
            try {
                versions.put(file, FileVersion.of(file.path()));
                readable.add(file);
            } catch (SourceException failure) {
                LOG.log(Level.INFO, "A file to send", failure);
                missing.accept(file, failure);
            }
        }
        return new SentFiles(readable, versions);
    }

    private SentFiles(List<OutgoingFile> files, Map<OutgoingFile, FileVersion> versions) {
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
