package wherry.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import wherry.transfer.Preview;

/** Small pictures from strangers, most of which are none. */
class PreviewDecoderTest {
    @Test
    void aSmallJpegOrPngIsDecoded() throws IOException {
        for (String format : new String[] {"jpeg", "png"}) {
            assertThat(PreviewDecoder.decode(preview(picture(format, 96, 64))))
                    .as(format)
                    .hasValueSatisfying(picture -> {
                        assertThat(picture.getWidth(null)).isEqualTo(96);
                        assertThat(picture.getHeight(null)).isEqualTo(64);
                    });
        }
    }

    @Test
    void whatClaimsToBeHugeIsNotDecoded() throws IOException {
        byte[] png = picture("png", 10, 10);
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        assertThat(PreviewDecoder.decode(preview(png))).isEmpty();
        assertThat(PreviewDecoder.decode(preview(picture("png", 513, 1)))).isEmpty();
        assertThat(PreviewDecoder.decode(preview(picture("png", 512, 1)))).isPresent();
    }

    @Test
    void whatIsOfAnotherKindIsNotDecoded() throws IOException {
        assertThat(PreviewDecoder.decode(preview(picture("gif", 10, 10)))).isEmpty();
        assertThat(PreviewDecoder.decode(preview(picture("bmp", 10, 10)))).isEmpty();
        assertThat(PreviewDecoder.decode(preview("<svg/>".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(PreviewDecoder.decode(preview(new byte[0]))).isEmpty();
        assertThat(PreviewDecoder.decode(new Preview(0, "no Base64 at all!"))).isEmpty();
    }

    @Test
    void whatIsCutOffOrDamagedIsNotDecodedAndThrowsNothing() throws IOException {
        byte[] png = picture("png", 96, 96);
        for (int length = 1; length < png.length; length += 7) {
            // What came of it may be shown; it never throws.
            assertThat(PreviewDecoder.decode(preview(Arrays.copyOf(png, length))))
                    .isNotNull();
        }
        assertThat(PreviewDecoder.decode(preview(Arrays.copyOf(png, 30)))).isEmpty();
        byte[] jpeg = picture("jpeg", 96, 96);
        for (int place = 3; place < jpeg.length; place += 5) {
            byte[] damaged = jpeg.clone();
            damaged[place] ^= (byte) 0xFF;
            assertThat(PreviewDecoder.decode(preview(damaged))).isNotNull();
        }
    }

    @Test
    void nineKilobytesAreTooMany() throws IOException {
        byte[] png = picture("png", 10, 10);
        assertThat(PreviewDecoder.decode(preview(Arrays.copyOf(png, 9 << 10)))).isEmpty();
        assertThat(PreviewDecoder.decode(preview(Arrays.copyOf(png, 8 << 10)))).isPresent();
    }

    private static Preview preview(byte[] bytes) {
        return new Preview(0, Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes))
                .isTrue();
        return bytes.toByteArray();
    }
}
