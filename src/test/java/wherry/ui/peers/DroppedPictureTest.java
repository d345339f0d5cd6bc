package wherry.ui.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import wherry.transfer.ProtocolException;

/** What is dropped is taken on the event thread, while the other program waits; it is decoded later. */
class DroppedPictureTest {
    private final DataFlavor png = new DataFlavor("image/png;class=java.io.InputStream", "PNG");

    @Test
    void theDropDecodesNothing() throws Exception {
        byte[] bytes = png(30, 20);
        DroppedThings dropped = DroppedThings.read(handingOver(bytes));
        assertThat(dropped.problem()).isEmpty();
        assertThat(dropped.picture().orElseThrow().image().getWidth(null)).isEqualTo(30);
    }

    @Test
    void whatIsNoPictureIsFoundOutLaterAndSaid() throws Exception {
        DroppedThings dropped = DroppedThings.read(handingOver("no picture".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> dropped.picture().orElseThrow().image())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("did not hand over");
    }

    @Test
    void moreThanSixtyFourMegapixelsAreNotDecoded() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(9_000, 8_000, BufferedImage.TYPE_BYTE_BINARY), "png", bytes);
        DroppedThings dropped = DroppedThings.read(handingOver(bytes.toByteArray()));
        assertThatThrownBy(() -> dropped.picture().orElseThrow().image())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("too large");
    }

    private static byte[] png(int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** As other programs are seen on X11: the decoded picture, and the same as it is. */
    private Transferable handingOver(byte[] bytes) {
        return new Transferable() {
            @Override
            public DataFlavor[] getTransferDataFlavors() {
                return new DataFlavor[] {DataFlavor.imageFlavor, png};
            }

            @Override
            public boolean isDataFlavorSupported(DataFlavor flavor) {
                return flavor.equals(DataFlavor.imageFlavor) || flavor.equals(png);
            }

            @Override
            public InputStream getTransferData(DataFlavor flavor) {
                assertThat(flavor)
                        .as("nothing is decoded where the drop is taken")
                        .isEqualTo(png);
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
