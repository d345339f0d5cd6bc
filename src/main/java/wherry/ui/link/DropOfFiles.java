package wherry.ui.link;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.TransferHandler;
import wherry.ui.peers.DroppedPaths;

/** Takes files that are dropped on a link's panel. */
final class DropOfFiles extends TransferHandler {
    private final Consumer<List<Path>> files;
    private final Consumer<String> problem;

    /** @param problem gets a sentence when some of what was dropped is no file */
    DropOfFiles(Consumer<List<Path>> files, Consumer<String> problem) {
        this.files = files;
        this.problem = problem;
    }

    @Override
    public boolean canImport(TransferSupport support) {
        return DroppedPaths.isCopied(support);
    }

    @Override
    public boolean importData(TransferSupport support) {
        if (!canImport(support)) {
            return false;
        }
        DroppedPaths dropped = DroppedPaths.read(support.getTransferable());
        dropped.problem().ifPresent(problem);
        files.accept(dropped.paths());
        return !dropped.paths().isEmpty();
    }
}
