package wherry.protocol.localsend.receiving;

import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.localsend.message.Manifest;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.storage.ReceiveFolder;

/** Finds out where the files of a continued offer belong, and which of them are there already. */
final class ContinuedFiles {
    private ContinuedFiles() {}

    /** What this program was told to use when it was started anew, rather than one that is in use no longer. */
    static ReceiveFolder folder(AcceptedOffer continued, Optional<ReceiveProgress> taken, ReceiveHandler reception) {
        boolean moved = continued.place() == AcceptedOffer.Place.USUAL
                && (taken.isEmpty() || !Files.isDirectory(continued.folder()));
        return moved ? reception.folder() : reception.folder().at(continued.folder());
    }

    /** Those of the offered files that are on the disk, whatever was said of them. */
    static List<ManifestFile> there(
            Manifest manifest, AcceptedOffer continued, Optional<Session> earlier, ReceiveFolder folder) {
        List<ManifestFile> offered = manifest.files();
        Set<ManifestFile> there = new HashSet<>(ArrivedFiles.arrived(offered, continued.sender(), folder));
        if (!folder.path().equals(continued.folder())) {
            there.addAll(ArrivedFiles.arrived(offered, continued.sender(), folder.at(continued.folder())));
        }
        earlier.ifPresent(session -> there.addAll(ArrivedFiles.among(offered, session.saved())));
        return offered.stream()
                .filter(file -> there.contains(file)
                        || folder.tree().present(file.name(), file.size()).isPresent())
                .toList();
    }
}
