package wherry.ui.desktop;

import java.awt.Desktop;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wherry.transfer.PathText;
import wherry.transfer.ProtocolException;
import wherry.ui.widgets.Messages;

/** Asks the desktop, and where that knows no way (a bare Linux window manager) {@code xdg-open}. */
public final class DesktopOpener implements FileOpener {
    private static final long PATIENCE_SECONDS = 10;

    @Override
    public void open(Path file) throws IOException {
        requirePresent(file);
        if (isSupported(Desktop.Action.OPEN) && PathText.isFaithful(file)) {
            try {
                Desktop.getDesktop().open(file.toFile());
                return;
            } catch (IOException | UnsupportedOperationException noProgram) {
                System.getLogger(DesktopOpener.class.getName())
                        .log(System.Logger.Level.DEBUG, "The desktop does not open it", noProgram);
            }
        }
        // By its address, which is the same in every locale.
        xdgOpen(PathText.isFaithful(file) ? file.toString() : file.toUri().toASCIIString());
    }

    @Override
    public void show(Path file) throws IOException {
        requirePresent(file);
        if (Files.isDirectory(file)) {
            open(file);
        } else if (isSupported(Desktop.Action.BROWSE_FILE_DIR)
                && PathText.isFaithful(file)
                && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE_FILE_DIR)) {
            Desktop.getDesktop().browseFileDirectory(file.toFile());
        } else if (!showByFileManager(file)) {
            open(file.toAbsolutePath().getParent());
        }
    }

    @Override
    public void moveToTrash(Path file) throws IOException {
        requirePresent(file);
        boolean able = isSupported(Desktop.Action.MOVE_TO_TRASH) && PathText.isFaithful(file);
        if (!able || !Desktop.getDesktop().moveToTrash(file.toFile())) {
            new FreedesktopTrash(System.getenv()).move(file);
        }
    }

    @Override
    public void browse(URI page) throws IOException {
        if (isSupported(Desktop.Action.BROWSE)) {
            try {
                Desktop.getDesktop().browse(page);
                return;
            } catch (IOException | UnsupportedOperationException noBrowser) {
                System.getLogger(DesktopOpener.class.getName())
                        .log(System.Logger.Level.DEBUG, "The desktop does not open it", noBrowser);
            }
        }
        xdgOpen(page.toASCIIString());
    }

    private static boolean isSupported(Desktop.Action action) {
        return Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(action);
    }

    private static void requirePresent(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString());
        }
    }

    /** The interface that the file managers of Linux share; it selects the file. */
    private static boolean showByFileManager(Path file) {
        if (System.getenv("DBUS_SESSION_BUS_ADDRESS") == null) {
            return false;
        }
        try {
            return run(List.of(
                            "gdbus",
                            "call",
                            "--session",
                            "--dest=org.freedesktop.FileManager1",
                            "--object-path=/org/freedesktop/FileManager1",
                            "--method=org.freedesktop.FileManager1.ShowItems",
                            "['" + file.toUri().toASCIIString().replace("'", "%27") + "']",
                            "''"))
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static void xdgOpen(String what) throws IOException {
        int status = run(List.of("xdg-open", what));
        if (status != 0) {
            throw new ProtocolException(Messages.of("open.noProgram"));
        }
    }

    /** A program that still runs after a while has done what it was asked: it is the one that shows the file. */
    private static int run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(nowhere()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : 0;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static File nowhere() {
        return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
    }
}
