package wherry.ui.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked at in the background is bounded, whatever is in it. */
class ThumbnailsTest {
    private static final Duration PATIENT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void aPictureIsMadeSmallInItsShape(String format) throws IOException {
        Path file = picture("photo." + format, 800, 400);
        Image thumbnail = Thumbnails.of(file, Files.size(file), PATIENT).orElseThrow();
        assertThat(thumbnail.getWidth(null)).isEqualTo(Thumbnails.SIZE);
        assertThat(thumbnail.getHeight(null)).isEqualTo(Thumbnails.SIZE / 2);
    }

    @Test
    void moreThanSixtyFourMegapixelsAreNotDecoded() throws IOException {
        Path bomb = folder.resolve("bomb.png");
        Files.write(bomb, pngOf(40_000, 40_000));
        assertThat(Thumbnails.of(bomb, Files.size(bomb), PATIENT)).isEmpty();
    }

    @Test
    void whatTakesTooLongIsGivenUp() throws IOException {
        Path file = picture("large.png", 4_000, 4_000);
        assertThat(Thumbnails.of(file, Files.size(file), Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void whatIsNoPictureOrADamagedOneHasNone() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        assertThat(Thumbnails.of(text, Files.size(text), PATIENT)).isEmpty();
        byte[] whole = Files.readAllBytes(picture("whole.jpg", 300, 300));
        Path half = Files.write(folder.resolve("half.jpg"), java.util.Arrays.copyOf(whole, 200));
        assertThat(Thumbnails.of(half, Files.size(half), PATIENT)).isEmpty();
    }

    @Test
    void aFolderIsMeasuredAndWhatIsNotThereSaysSo() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("album/inner"));
        Files.write(inner.resolve("a"), new byte[700]);
        Files.write(folder.resolve("album/b"), new byte[300]);
        assertThat(FileExaminer.examine(folder.resolve("album")))
                .isEqualTo(new ShelfItem.Looks(ShelfItem.Kind.FOLDER, OptionalLong.of(1_000), Optional.empty()));
        assertThat(FileExaminer.examine(folder.resolve("nowhere")).kind()).isEqualTo(ShelfItem.Kind.GONE);
    }

    private Path picture(String name, int width, int height) throws IOException {
        Path file = folder.resolve(name);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < Math.min(width, height); i++) {
            image.setRGB(i, i, 0xFFFFFF);
        }
        assertThat(ImageIO.write(image, name.substring(name.indexOf('.') + 1), file.toFile()))
                .isTrue();
        return file;
    }

    /** The beginning of one that says to be so large (PNG specification, section 11.2.2). */
    private static byte[] pngOf(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(chunk);
        header.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        header.writeInt(width);
        header.writeInt(height);
        header.write(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(chunk.toByteArray());
        out.writeInt(13);
        out.write(chunk.toByteArray());
        out.writeInt((int) crc.getValue());
        return bytes.toByteArray();
    }
}
