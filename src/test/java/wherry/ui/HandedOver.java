package wherry.ui;

import java.awt.Image;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.util.List;

/** What another program drops, drags or copies, in one form. */
record HandedOver(DataFlavor flavor, Object data) implements Transferable {
    /** As a file manager does. */
    static HandedOver files(List<File> files) {
        return new HandedOver(DataFlavor.javaFileListFlavor, files);
    }

    static HandedOver picture(Image picture) {
        return new HandedOver(DataFlavor.imageFlavor, picture);
    }

    @Override
    public DataFlavor[] getTransferDataFlavors() {
        return new DataFlavor[] {flavor};
    }

    @Override
    public boolean isDataFlavorSupported(DataFlavor asked) {
        return asked.equals(flavor);
    }

    @Override
    public Object getTransferData(DataFlavor asked) throws UnsupportedFlavorException {
        if (!isDataFlavorSupported(asked)) {
            throw new UnsupportedFlavorException(asked);
        }
        return data;
    }
}
