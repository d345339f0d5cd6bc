package wherry.ui.transfers;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.swing.JComponent;
import javax.swing.TransferHandler;

/** Hands the files of the selected row to whatever they are dragged onto: they are copied, and never moved away. */
final class FileDrag extends TransferHandler {
    private static final DataFlavor ADDRESSES = new DataFlavor("text/uri-list;class=java.lang.String", "text/uri-list");

    private final transient Supplier<List<Path>> files;

    FileDrag(Supplier<List<Path>> files) {
        this.files = files;
    }

    @Override
    public int getSourceActions(JComponent component) {
        return COPY;
    }

    /** Null, as Swing wants it, if there is nothing to drag. */
    @Override
    protected Transferable createTransferable(JComponent component) {
        return files(files.get()).orElse(null);
    }

    /** The files as other programs take them; empty if there are none. */
    static Optional<Transferable> files(List<Path> paths) {
        return paths.isEmpty() ? Optional.empty() : Optional.of(new Files(List.copyOf(paths)));
    }

    private record Files(List<Path> paths) implements Transferable {
        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {DataFlavor.javaFileListFlavor, ADDRESSES};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.equals(DataFlavor.javaFileListFlavor) || flavor.equals(ADDRESSES);
        }

        @Override
        public Object getTransferData(DataFlavor flavor) throws UnsupportedFlavorException {
            if (flavor.equals(DataFlavor.javaFileListFlavor)) {
                return paths.stream().map(path -> new File(path.toString())).toList();
            }
            if (flavor.equals(ADDRESSES)) {
                return paths.stream()
                        .map(path -> path.toUri().toASCIIString())
                        .collect(Collectors.joining("\r\n", "", "\r\n"));
            }
            throw new UnsupportedFlavorException(flavor);
        }
    }
}
