package wherry.ui.requests;

import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import wherry.transfer.Preview;

/**
 * Decodes the small pictures that strangers send: of two kinds, of few bytes, and of few pixels, which is found out before
 * one is decoded. Not for the event thread.
 */
final class PreviewDecoder {
    /** Ours have 96; more than that is none of ours, and takes up memory. */
    static final int MOST_PIXELS_A_SIDE = 512;

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private PreviewDecoder() {}

    /** Empty of what is no such picture. */
    static Optional<Image> decode(Preview preview) {
        try {
            byte[] bytes = Base64.getDecoder().decode(preview.data());
            Optional<String> format = format(bytes);
            return bytes.length <= Preview.LARGEST && format.isPresent() ? read(bytes, format.get()) : Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            // Decoders throw all sorts of things at damaged pictures.
            return Optional.empty();
        }
    }

    private static Optional<String> format(byte[] bytes) {
        if (startsWith(bytes, JPEG)) {
            return Optional.of("jpeg");
        }
        return startsWith(bytes, PNG) ? Optional.of("png") : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] head) {
        return bytes.length > head.length && java.util.Arrays.equals(bytes, 0, head.length, head, 0, head.length);
    }

    /** Only the first picture, and by no other decoder than that of what it begins as. */
    private static Optional<Image> read(byte[] bytes, String format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            boolean fits = width > 0 && height > 0 && Math.max(width, height) <= MOST_PIXELS_A_SIDE;
            BufferedImage picture = fits ? reader.read(0) : null;
            return Optional.ofNullable(picture);
        } finally {
            reader.dispose();
        }
    }
}
