package wherry.ui.peers;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import wherry.ui.widgets.Messages;

/**
 * Holds what another program hands over, by a drop or by the clipboard: files and folders, or else a picture, or else a
 * text.
 *
 * @param problem a sentence on what cannot be taken
 */
record DroppedThings(
        List<Path> paths, Optional<String> text, Optional<DroppedPicture> picture, Optional<String> problem) {
    /** Links of these are something that a person can open. */
    private static final Set<String> LINKS = Set.of("http", "https", "mailto");

    boolean isNothing() {
        return paths.isEmpty() && text.isEmpty() && picture.isEmpty();
    }

    static DroppedThings problem(String sentence) {
        return new DroppedThings(List.of(), Optional.empty(), Optional.empty(), Optional.of(sentence));
    }

    static DroppedThings of(DroppedPaths dropped) {
        return new DroppedThings(dropped.paths(), Optional.empty(), Optional.empty(), dropped.problem());
    }

    /** Asks the other program for it, and waits. */
    static DroppedThings read(Transferable transferable) {
        DroppedPaths dropped = DroppedPaths.read(transferable);
        if (!dropped.paths().isEmpty()) {
            return of(dropped);
        }
        try {
            Optional<String> text = text(transferable);
            boolean isLink = text.filter(DroppedThings::isLink).isPresent();
            // Who drags a picture out of a page means the picture, and hands its address over, too.
            if (transferable.isDataFlavorSupported(DataFlavor.imageFlavor) && (text.isEmpty() || isLink)) {
                return new DroppedThings(
                        List.of(), Optional.empty(), Optional.of(DroppedPicture.read(transferable)), Optional.empty());
            }
            // What is at an address that is no link, as sftp, was meant, and not the address.
            if (text.isPresent()
                    && (isLink || !DroppedPaths.isAddress(text.get().strip()))) {
                return new DroppedThings(List.of(), text, Optional.empty(), Optional.empty());
            }
            return of(dropped);
        } catch (IOException | UnsupportedFlavorException | RuntimeException failure) {
            return problem(Messages.of("drop.unreadable"));
        }
    }

    private static Optional<String> text(Transferable transferable) throws IOException, UnsupportedFlavorException {
        Optional<String> uris = DroppedPaths.uriList(transferable);
        if (uris.isPresent()) {
            List<String> lines = uris.get()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            boolean allLinks = !lines.isEmpty() && lines.stream().allMatch(DroppedThings::isLink);
            return allLinks ? Optional.of(String.join("\n", lines)) : Optional.empty();
        }
        return transferable.isDataFlavorSupported(DataFlavor.stringFlavor)
                ? Optional.ofNullable((String) transferable.getTransferData(DataFlavor.stringFlavor))
                        .filter(text -> !text.isBlank())
                : Optional.empty();
    }

    private static boolean isLink(String text) {
        return text.lines().allMatch(line -> {
            try {
                String scheme = new URI(line.strip()).getScheme();
                return scheme != null && LINKS.contains(scheme.toLowerCase(Locale.ROOT));
            } catch (URISyntaxException otherText) {
                return false;
            }
        });
    }
}
