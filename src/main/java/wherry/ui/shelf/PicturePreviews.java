package wherry.ui.shelf;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import wherry.protocol.PreviewMaker;
import wherry.transfer.Preview;

/** Makes the pictures that a receiver sees before it answers: JPEGs of 96 pixels, or fewer where that is too much. */
public final class PicturePreviews implements PreviewMaker {
    private static final int[] SIZES = {96, 64, 32};
    private static final float QUALITY = 0.7f;

    private final BooleanSupplier wanted;

    /** @param wanted whether the user wants it; asked on any thread */
    public PicturePreviews(BooleanSupplier wanted) {
        this.wanted = wanted;
    }

    @Override
    public Optional<byte[]> preview(Path file, long bytes) {
        return wanted.getAsBoolean() ? Thumbnails.of(file, bytes).flatMap(PicturePreviews::encode) : Optional.empty();
    }

    private static Optional<byte[]> encode(Image thumbnail) {
        try {
            for (int size : SIZES) {
                byte[] jpeg = jpeg(scaled((BufferedImage) thumbnail, size));
                if (jpeg.length <= Preview.LARGEST) {
                    return Optional.of(jpeg);
                }
            }
        } catch (IOException | RuntimeException incapable) {
            // The offer goes without it.
        }
        return Optional.empty();
    }

    /** On white: a JPEG has nothing that can be seen through. */
    private static BufferedImage scaled(BufferedImage picture, int size) {
        double scale = Math.min(1, (double) size / Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return small;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
