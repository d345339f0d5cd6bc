package wherry.ui;

import java.awt.Component;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import wherry.ui.desktop.FileChooser;

/** A user who always chooses the same. */
final class RecordingChooser implements FileChooser {
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** What the button says that takes the choice. */
    final List<String> approved = new CopyOnWriteArrayList<>();

    volatile List<Path> files = List.of();
    volatile List<Path> folders = List.of();

    @Override
    public List<Path> chooseFiles(Component parent, Request request) {
        asked.add(request.title());
        approved.add(request.approve());
        return files;
    }

    @Override
    public List<Path> chooseFolders(Component parent, Request request) {
        asked.add(request.title());
        approved.add(request.approve());
        return folders;
    }

    @Override
    public Optional<Path> chooseFileToSave(Component parent, String title, String name) {
        asked.add(title);
        return folders.stream().findFirst().map(folder -> folder.resolve(name));
    }

    @Override
    public Optional<Path> chooseReceivingFolder(Component parent, String title) {
        asked.add(title);
        return folders.stream().findFirst();
    }
}
