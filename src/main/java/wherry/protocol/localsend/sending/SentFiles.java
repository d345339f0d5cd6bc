package wherry.protocol.localsend.sending;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import wherry.protocol.OutgoingFile;
import wherry.protocol.localsend.http.SourceException;

/**
 * Files that are offered, and what they are like at that moment.
 *
 * @param all their times have been looked at
 */
record SentFiles(List<OutgoingFile> all) {
    private static final System.Logger LOG = System.getLogger(SentFiles.class.getName());

    SentFiles {
        all = List.copyOf(all);
    }

    /** Those that are there; {@code missing} is told the others. Only what was not looked at before is looked at. */
    static SentFiles of(List<OutgoingFile> files, BiConsumer<OutgoingFile, SourceException> missing) {
        List<OutgoingFile> readable = new ArrayList<>(files.size());
        for (OutgoingFile file : files) {
            if (file.modified().isPresent()) {
                readable.add(file);
            } else {
                look(file, missing).ifPresent(version -> readable.add(as(file, file.size(), version)));
            }
        }
        return new SentFiles(readable);
    }

    /** What they are like now. Those that are gone stay as they were: the receiver waits for them, and is to be told. */
    SentFiles lookAgain() {
        return new SentFiles(all.stream()
                .map(file -> look(file, (gone, failure) -> {})
                        .map(version -> as(file, version.size(), version))
                        .orElse(file))
                .toList());
    }

    private static Optional<FileVersion> look(OutgoingFile file, BiConsumer<OutgoingFile, SourceException> missing) {
        try {
            return Optional.of(FileVersion.of(file.path()));
        } catch (SourceException failure) {
            LOG.log(Level.INFO, "A file to send", failure);
            missing.accept(file, failure);
            return Optional.empty();
        }
    }

    private static OutgoingFile as(OutgoingFile file, long size, FileVersion version) {
        return new OutgoingFile(
                file.path(), file.name(), size, Optional.of(version.modified().toInstant()));
    }

    long bytes() {
        return all.stream().mapToLong(OutgoingFile::size).sum();
    }

    /** Those of these that are left. */
    SentFiles only(List<OutgoingFile> left) {
        Set<OutgoingFile> wanted = new HashSet<>(left);
        return new SentFiles(all.stream().filter(wanted::contains).toList());
    }

    /** Whether none of these has changed since then. */
    boolean isAsIn(SentFiles before) {
        return new HashSet<>(before.all).containsAll(all);
    }
}
