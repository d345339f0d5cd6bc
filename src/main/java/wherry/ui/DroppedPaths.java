package wherry.ui;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.SystemFlavorMap;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.transfer.DisplayText;

/**
 * Files and folders as another program hands them over, by a drop or by the clipboard. None of them is looked at.
 *
 * @param problem a sentence on those that cannot be used
 */
record DroppedPaths(List<Path> paths, Optional<String> problem) {
    /** A list of {@code file:} addresses (RFC 2483): for programs that offer no list of files. */
    private static final DataFlavor URI_LIST = uriList();

    static boolean offeredBy(Transferable transferable) {
        return transferable.isDataFlavorSupported(DataFlavor.javaFileListFlavor)
                || transferable.isDataFlavorSupported(URI_LIST);
    }

    static boolean offeredIn(DataFlavor[] flavors) {
        for (DataFlavor flavor : flavors) {
            if (flavor.equals(DataFlavor.javaFileListFlavor) || flavor.equals(URI_LIST)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Has Java read its tables of flavors, which would hold up the first drag over the window for the time of several
     * frames. Any thread.
     */
    static void warmUp() {
        ((SystemFlavorMap) SystemFlavorMap.getDefaultFlavorMap()).getFlavorsForNative("text/uri-list");
        DataFlavor.selectBestTextFlavor(new DataFlavor[] {URI_LIST, DataFlavor.stringFlavor});
    }

    /** Asks the other program for its list, and waits for it. */
    static DroppedPaths read(Transferable transferable) {
        try {
            if (transferable.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) {
                return fromFiles((List<?>) transferable.getTransferData(DataFlavor.javaFileListFlavor));
            }
            if (transferable.isDataFlavorSupported(URI_LIST)) {
                return fromUriList((String) transferable.getTransferData(URI_LIST));
            }
            return new DroppedPaths(List.of(), Optional.of(Texts.of("drop.noFiles")));
        } catch (InvalidPathException notInThisLocale) {
            return new DroppedPaths(List.of(), Optional.of(unusable(notInThisLocale.getInput())));
        } catch (IOException | UnsupportedFlavorException | IllegalArgumentException failure) {
            return new DroppedPaths(List.of(), Optional.of(Texts.of("drop.unreadable")));
        }
    }

    static DroppedPaths fromUriList(String text) {
        Reading reading = new Reading();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> reading.addUri(line.strip()));
        return reading.result();
    }

    private static DroppedPaths fromFiles(List<?> files) {
        Reading reading = new Reading();
        for (Object file : files) {
            reading.addFile((File) file);
        }
        return reading.result();
    }

    private static DataFlavor uriList() {
        try {
            return new DataFlavor("text/uri-list;class=java.lang.String");
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError("String is always there", impossible);
        }
    }

    private static String unusable(String name) {
        return Texts.of("drop.unusableName", DisplayText.escape(name));
    }

    /** What has been read so far. One bad name does not keep the others from being sent. */
    private static final class Reading {
        private final Set<Path> paths = new LinkedHashSet<>();
        private final List<String> problems = new ArrayList<>();

        void addFile(File file) {
            try {
                paths.add(file.toPath());
            } catch (InvalidPathException notInThisLocale) {
                problems.add(unusable(file.getName()));
            }
        }

        void addUri(String line) {
            try {
                paths.add(Path.of(URI.create(line)));
            } catch (InvalidPathException notInThisLocale) {
                problems.add(unusable(notInThisLocale.getInput()));
            } catch (IllegalArgumentException | FileSystemNotFoundException | SecurityException notAFile) {
                problems.add(Texts.of("drop.notAFile", DisplayText.escape(line)));
            }
        }

        DroppedPaths result() {
            return new DroppedPaths(List.copyOf(paths), problems.stream().findFirst());
        }
    }
}
