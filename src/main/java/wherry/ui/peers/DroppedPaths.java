package wherry.ui.peers;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.SystemFlavorMap;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.swing.TransferHandler;
import javax.swing.TransferHandler.TransferSupport;
import wherry.transfer.DisplayText;
import wherry.transfer.Sizes;
import wherry.ui.widgets.Messages;

/**
 * Files and folders as another program hands them over, by a drop or by the clipboard. None of them is looked at.
 *
 * @param problem a sentence on what is none, and on those that cannot be used
 */
public record DroppedPaths(List<Path> paths, Optional<String> problem) {
    /** A list of addresses (RFC 2483). Java's own list of files leaves out without a word what is none. */
    private static final DataFlavor URI_LIST = uriList();

    private static final DroppedPaths NOTHING = new DroppedPaths(List.of(), Optional.empty());
    private static final int MOST_NAMED = 3;
    private static final int LONGEST_NAME = 100;

    /** Whether there may be files in it. */
    static boolean offeredBy(Transferable transferable) {
        return offeredIn(transferable.getTransferDataFlavors());
    }

    /** Whether there may be files among these. */
    static boolean offeredIn(DataFlavor[] flavors) {
        for (DataFlavor flavor : flavors) {
            if (flavor.equals(DataFlavor.javaFileListFlavor) || flavor.equals(URI_LIST)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether files are named in what is dropped or pasted, and can be had as copies, which is then agreed upon: a
     * program that believes in a move would delete its own.
     */
    public static boolean isCopied(TransferSupport support) {
        if (!namedIn(support.getDataFlavors())) {
            return false;
        }
        if (support.isDrop()) {
            if ((support.getSourceDropActions() & TransferHandler.COPY) == 0) {
                return false;
            }
            support.setDropAction(TransferHandler.COPY);
        }
        return true;
    }

    /** Whether there is something in these that can be called by a name, a file or not. */
    public static boolean namedIn(DataFlavor[] flavors) {
        for (DataFlavor flavor : flavors) {
            if (flavor.equals(DataFlavor.stringFlavor) || flavor.equals(DataFlavor.imageFlavor)) {
                return true;
            }
        }
        return offeredIn(flavors);
    }

    /**
     * Has Java read its tables of flavors, which would hold up the first drag over the window for the time of several
     * frames. Any thread.
     */
    public static void warmUp() {
        ((SystemFlavorMap) SystemFlavorMap.getDefaultFlavorMap()).getFlavorsForNative("text/uri-list");
        DataFlavor.selectBestTextFlavor(new DataFlavor[] {URI_LIST, DataFlavor.stringFlavor});
    }

    /** Asks the other program for its list, and waits for it. */
    public static DroppedPaths read(Transferable transferable) {
        try {
            if (transferable.isDataFlavorSupported(URI_LIST)) {
                DroppedPaths listed = fromUriList((String) transferable.getTransferData(URI_LIST));
                if (!listed.equals(NOTHING)) {
                    return listed;
                }
            }
            if (transferable.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) {
                return fromFiles((List<?>) transferable.getTransferData(DataFlavor.javaFileListFlavor));
            }
            return withoutFiles(transferable);
        } catch (InvalidPathException notInThisLocale) {
            return new DroppedPaths(List.of(), Optional.of(unusable(notInThisLocale.getInput())));
        } catch (IOException | UnsupportedFlavorException | IllegalArgumentException failure) {
            return new DroppedPaths(List.of(), Optional.of(Messages.of("drop.unreadable")));
        }
    }

    /** The list of addresses, if there is one. */
    static Optional<String> uriList(Transferable transferable) throws IOException, UnsupportedFlavorException {
        return transferable.isDataFlavorSupported(URI_LIST)
                ? Optional.ofNullable((String) transferable.getTransferData(URI_LIST))
                : Optional.empty();
    }

    public static DroppedPaths fromUriList(String text) {
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

    /** Says what it is instead. Only text is fetched: it tells whether it is the address of something. */
    private static DroppedPaths withoutFiles(Transferable transferable) throws IOException, UnsupportedFlavorException {
        String problem = Messages.of("drop.noFiles");
        if (transferable.isDataFlavorSupported(DataFlavor.imageFlavor)) {
            problem = Messages.of("drop.picture");
        } else if (transferable.isDataFlavorSupported(DataFlavor.stringFlavor)) {
            String text = (String) transferable.getTransferData(DataFlavor.stringFlavor);
            problem = isAddress(text.strip()) ? Reading.notFiles(List.of(text.strip())) : Messages.of("drop.text");
        }
        return new DroppedPaths(List.of(), Optional.of(problem));
    }

    static boolean isAddress(String text) {
        try {
            return text.indexOf(':') > 1 && new URI(text).isAbsolute();
        } catch (URISyntaxException otherText) {
            return false;
        }
    }

    private static DataFlavor uriList() {
        try {
            return new DataFlavor("text/uri-list;class=java.lang.String");
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError("String is always there", impossible);
        }
    }

    private static String unusable(String name) {
        return Messages.of("drop.unusableName", DisplayText.escape(name));
    }

    /** What has been read so far. One that is no file does not keep the others from being sent. */
    private static final class Reading {
        private final Set<Path> paths = new LinkedHashSet<>();
        private final List<String> unusable = new ArrayList<>();
        private final Set<String> notFiles = new LinkedHashSet<>();

        void addFile(File file) {
            try {
                paths.add(file.toPath());
            } catch (InvalidPathException notInThisLocale) {
                unusable.add(unusable(file.getName()));
            }
        }

        void addUri(String line) {
            try {
                paths.add(Path.of(local(new URI(line))));
            } catch (InvalidPathException notInThisLocale) {
                unusable.add(unusable(notInThisLocale.getInput()));
            } catch (URISyntaxException
                    | IllegalArgumentException
                    | FileSystemNotFoundException
                    | SecurityException notAFile) {
                notFiles.add(line);
            }
        }

        /** This computer may be called by its name (RFC 8089, appendix B). */
        private static URI local(URI file) throws URISyntaxException {
            boolean here = "file".equalsIgnoreCase(file.getScheme()) && "localhost".equalsIgnoreCase(file.getHost());
            return here ? new URI("file://" + file.getRawPath()) : file;
        }

        static String notFiles(List<String> addresses) {
            List<String> named = addresses.stream()
                    .limit(MOST_NAMED)
                    .map(address -> DisplayText.shorten(DisplayText.escape(address), LONGEST_NAME))
                    .toList();
            if (addresses.size() == 1) {
                return Messages.of("drop.notAFile", named.get(0));
            }
            String all = String.join(", ", named);
            int more = addresses.size() - named.size();
            return more == 0
                    ? Messages.of("drop.notFiles", all)
                    : Messages.of("drop.notFilesAndMore", all, Sizes.grouped(more));
        }

        DroppedPaths result() {
            List<String> problems = new ArrayList<>(unusable.stream().limit(1).toList());
            if (!notFiles.isEmpty()) {
                problems.add(notFiles(List.copyOf(notFiles)));
            }
            return new DroppedPaths(
                    List.copyOf(paths),
                    problems.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", problems)));
        }
    }
}
