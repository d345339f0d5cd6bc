package wherry.ui.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
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

    /** Browsers hand over the address of a picture that is dragged out of a page, too. */
    @Test
    void aPictureOutOfAPageIsThePictureAndNotItsAddress() throws Exception {
        DataFlavor addresses = new DataFlavor("text/uri-list;class=java.lang.String");
        String address = "https://example.org/fox.png";

        DroppedThings dropped = DroppedThings.read(
                handingOver(Map.of(png, png(30, 20), addresses, address + "\r\n", DataFlavor.stringFlavor, address)));

        assertThat(dropped.picture().orElseThrow().image().getHeight(null)).isEqualTo(20);
        assertThat(dropped.text()).isEmpty();
        assertThat(dropped.paths()).isEmpty();
        assertThat(dropped.problem()).isEmpty();
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

    private Transferable handingOver(byte[] bytes) {
        return handingOver(Map.of(png, bytes));
    }

    /** As other programs are seen on X11: the decoded picture, the same as it is, and what else there is. */
    private static Transferable handingOver(Map<DataFlavor, Object> all) {
        return new Transferable() {
            @Override
            public DataFlavor[] getTransferDataFlavors() {
                return Stream.concat(Stream.of(DataFlavor.imageFlavor), all.keySet().stream())
                        .toArray(DataFlavor[]::new);
            }

            @Override
            public boolean isDataFlavorSupported(DataFlavor flavor) {
                return flavor.equals(DataFlavor.imageFlavor) || all.containsKey(flavor);
            }

            @Override
            public Object getTransferData(DataFlavor flavor) {
                assertThat(all).as("nothing is decoded where the drop is taken").containsKey(flavor);
                return all.get(flavor) instanceof byte[] bytes ? new ByteArrayInputStream(bytes) : all.get(flavor);
            }
        };
    }
}
