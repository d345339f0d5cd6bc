package wherry.ui.peers;

import java.awt.Image;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import wherry.transfer.ProtocolException;
import wherry.ui.widgets.Messages;

/** Holds a picture that another program hands over, as it came: to decode it takes its time. */
@FunctionalInterface
interface DroppedPicture {
    /** In bytes, before it is decoded. */
    int LARGEST = 64 << 20;

    long MOST_PIXELS = 64_000_000;

    /**
     * Decodes it. Not on the event thread.
     *
     * @throws IOException it is none, or too large
     */
    Image image() throws IOException;

    /**
     * Takes its bytes from the other program, and decodes nothing yet where that can be helped.
     *
     * @throws IOException the other program does not hand it over, or it is too large
     */
    static DroppedPicture read(Transferable from) throws IOException, UnsupportedFlavorException {
        Optional<DataFlavor> encoded = Stream.of(from.getTransferDataFlavors())
                .filter(DroppedPicture::isEncoded)
                .findFirst();
        if (encoded.isEmpty()) {
            Image decoded = (Image) from.getTransferData(DataFlavor.imageFlavor);
            return () -> decoded;
        }
        try (InputStream in = (InputStream) from.getTransferData(encoded.get())) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return () -> decode(bytes);
        }
    }

    private static boolean isEncoded(DataFlavor flavor) {
        return flavor.isRepresentationClassInputStream()
                && "image".equals(flavor.getPrimaryType())
                && Set.of("png", "jpeg").contains(flavor.getSubType());
    }

    private static Image decode(byte[] bytes) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (bytes.length > LARGEST || !readers.hasNext()) {
                throw new ProtocolException(
                        Messages.of(bytes.length > LARGEST ? "drop.pictureTooLarge" : "drop.unreadable"));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new ProtocolException(Messages.of("drop.pictureTooLarge"));
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException damaged) {
            // Decoders throw all sorts of things at damaged pictures.
            throw new ProtocolException(Messages.of("drop.unreadable"));
        }
    }
}
