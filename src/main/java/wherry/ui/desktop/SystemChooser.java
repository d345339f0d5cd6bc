package wherry.ui.desktop;

import com.formdev.flatlaf.util.SystemFileChooser;
import java.awt.Component;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.ui.widgets.Messages;

/** Opens the system's own dialogs where there are any, else Swing's. Opens where it was left. */
public final class SystemChooser implements FileChooser {
    private File lastFolder;

    @Override
    public List<Path> chooseFiles(Component parent, Request request) {
        return choose(parent, request, SystemFileChooser.FILES_ONLY);
    }

    @Override
    public List<Path> chooseFolders(Component parent, Request request) {
        return choose(parent, request, SystemFileChooser.DIRECTORIES_ONLY);
    }

    @Override
    public Optional<Path> chooseReceivingFolder(Component parent, String title) {
        Request request = new Request(title, Messages.of("choose.approveFolder"));
        return choose(parent, request, SystemFileChooser.DIRECTORIES_ONLY).stream()
                .findFirst();
    }

    @Override
    public Optional<Path> chooseFileToSave(Component parent, String title, String name) {
        SystemFileChooser chooser = new SystemFileChooser(lastFolder);
        chooser.setDialogTitle(title);
        chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), name));
        if (chooser.showSaveDialog(parent) != SystemFileChooser.APPROVE_OPTION) {
            return Optional.empty();
        }
        lastFolder = chooser.getCurrentDirectory();
        return Optional.of(chooser.getSelectedFile().toPath());
    }

    private List<Path> choose(Component parent, Request request, int mode) {
        SystemFileChooser chooser = new SystemFileChooser(lastFolder);
        chooser.setDialogTitle(request.title());
        chooser.setFileSelectionMode(mode);
        chooser.setMultiSelectionEnabled(true);
        chooser.setApproveButtonText(request.approve());
        if (chooser.showOpenDialog(parent) != SystemFileChooser.APPROVE_OPTION) {
            return List.of();
        }
        lastFolder = chooser.getCurrentDirectory();
        List<Path> chosen = new ArrayList<>();
        for (File file : chooser.getSelectedFiles()) {
            try {
                chosen.add(file.toPath());
            } catch (InvalidPathException notInThisLocale) {
                // The dialog shows such a file under a name that leads nowhere; the others are still meant.
                System.getLogger(SystemChooser.class.getName())
                        .log(System.Logger.Level.DEBUG, "Left out", notInThisLocale);
            }
        }
        return chosen;
    }
}
