package wherry.protocol.localsend.receiving;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.HereAlready;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.protocol.localsend.message.PackedFiles;
import wherry.storage.ReceivedTree;
import wherry.transfer.ProtocolException;

/** Decides which files of those that are wanted are to be uploaded, and what is to be said of those that may be here. */
record UploadPlan(List<ManifestFile> missing, HereAlready here) {
    /** Looks at the folder, and into no file. */
    static UploadPlan of(List<ManifestFile> wanted, ReceivedTree tree, Sender sender) {
        Set<String> skipped = new LinkedHashSet<>();
        Set<String> candidates = new LinkedHashSet<>();
        Set<String> names = new HashSet<>();
        for (ManifestFile file : wanted) {
            if (tree.present(file.name(), file.size()).isPresent()) {
                skipped.add(file.id());
            } else if (sender.can(Extension.SAME) && mayBeHere(file, tree, names)) {
                candidates.add(file.id());
            }
        }
        List<ManifestFile> missing = skipped.isEmpty()
                ? wanted
                : PackedFiles.of(wanted.stream()
                        .filter(file -> !skipped.contains(file.id()))
                        .toList());
        return new UploadPlan(missing, new HereAlready(candidates, skipped));
    }

    /** Once for each name, so that one offer tries one size and time. */
    private static boolean mayBeHere(ManifestFile file, ReceivedTree tree, Set<String> names) {
        Optional<?> likeness = CompareRoute.isWorthwhile(file) && names.add(file.name())
                ? CompareRoute.likeness(file, tree)
                : Optional.empty();
        return likeness.isPresent();
    }

    /** This plan, unless there is no room for what has to come. Where some of it is here, the rest may fail by itself. */
    UploadPlan fittingInto(ReceivedTree tree) throws ProtocolException {
        if (here.candidates().isEmpty() && here.skipped().isEmpty()) {
            tree.requireRoom(bytes());
        }
        return this;
    }

    long bytes() {
        return missing.stream().mapToLong(ManifestFile::size).sum();
    }
}
