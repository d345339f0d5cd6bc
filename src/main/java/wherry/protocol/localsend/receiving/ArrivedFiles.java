package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.protocol.localsend.message.ReceivedBlocks;
import wherry.storage.ReceiveFolder;
import wherry.storage.ResumeSource;

/** Finds what is on the disk of an offer that is continued. */
final class ArrivedFiles {
    /** What a file is recognised by: its id is another one in each offer. */
    private record Key(String name, long size, Optional<Instant> modified) {
        static Key of(ManifestFile file) {
            return new Key(file.name(), file.size(), file.modified());
        }
    }

    private ArrivedFiles() {}

    /** Those of the offered files that are in place already, and only the word of that was lost. */
    static List<ManifestFile> among(List<ManifestFile> offered, List<ManifestFile> saved) {
        Set<Key> keys = new HashSet<>();
        saved.forEach(file -> keys.add(Key.of(file)));
        return offered.stream().filter(file -> keys.contains(Key.of(file))).toList();
    }

    /** The same when nobody remembers, since this program was started anew. */
    static List<ManifestFile> arrived(List<ManifestFile> offered, String sender, ReceiveFolder folder) {
        return offered.stream()
                .filter(file -> source(file, sender).flatMap(folder::arrived).isPresent())
                .toList();
    }

    /** Keeps nothing of these files beside what is in place. */
    static void drop(List<ManifestFile> files, String sender, ReceiveFolder folder) {
        for (ManifestFile file : files) {
            Optional<ResumeSource> source =
                    source(file, sender).filter(kept -> ReceivedBlocks.isWorthwhile(kept.size()));
            try {
                if (source.isPresent()) {
                    folder.forget(source.get());
                }
            } catch (IOException failure) {
                System.getLogger(ArrivedFiles.class.getName())
                        .log(Level.WARNING, "Dropping what was cancelled", failure);
            }
        }
    }

    private static Optional<ResumeSource> source(ManifestFile file, String sender) {
        return file.modified().map(modified -> new ResumeSource(sender, file.name(), file.size(), modified));
    }
}
