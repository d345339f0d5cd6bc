package wherry.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.settings.Settings;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;

/**
 * Lists what is behind something that the user picked, by the rules by which it is sent.
 *
 * @param files under the names that others get to see, folders separated by {@code /}
 * @param emptyFolders those in which there is nothing that can be offered
 * @param hasFolders whether a folder was picked
 * @param complaints a sentence for each thing that cannot be offered
 */
public record PickedFiles(
        List<OutgoingFile> files, List<OutgoingFolder> emptyFolders, boolean hasFolders, List<String> complaints) {
    public PickedFiles {
        files = List.copyOf(files);
        emptyFolders = List.copyOf(emptyFolders);
        complaints = List.copyOf(complaints);
    }

    /**
     * Reads the disk, which may take long: never on the event thread.
     *
     * @param links what is done about those inside folders
     * @param cancelled ends the walk early
     */
    public static PickedFiles walk(Path picked, Settings.Links links, BooleanSupplier cancelled) {
        FolderWalk walk = FolderWalk.of(List.of(picked), Map.of(), links, cancelled);
        List<String> complaints = new ArrayList<>();
        walk.unreadable()
                .forEach((path, why) -> complaints.add(Sentences.of("link.notOffered", DisplayText.escape(path), why)));
        walk.leftOut().list().ifPresent(list -> complaints.add(Sentences.of("send.leftOut", list)));
        return new PickedFiles(walk.files(), walk.emptyFolders(), walk.hasFolders(), complaints);
    }
}
