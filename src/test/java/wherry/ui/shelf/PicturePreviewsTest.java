package wherry.ui.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.transfer.Preview;

class PicturePreviewsTest {
    @TempDir
    Path folder;

    private final PicturePreviews previews = new PicturePreviews(() -> true);

    @Test
    void ofAnyPictureItIsAJpegOfEightKilobytesAtMost() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
            Path noise = noise(type);
            byte[] preview = previews.preview(noise, Files.size(noise)).orElseThrow();
            assertThat(preview).hasSizeLessThanOrEqualTo(Preview.LARGEST);
            assertThat(ImageIO.read(new ByteArrayInputStream(preview)).getWidth())
                    .isBetween(32, 96);
        }
    }

    @Test
    void ofWhatIsNoPictureThereIsNone() throws IOException {
        Path text = Files.writeString(folder.resolve("not.png"), "no picture");
        assertThat(previews.preview(text, 10)).isEmpty();
        assertThat(previews.preview(folder.resolve("missing.png"), 10)).isEmpty();
    }

    @Test
    void whereTheUserWantsNoneNoneIsMade() throws IOException {
        Path noise = noise(BufferedImage.TYPE_INT_RGB);
        assertThat(new PicturePreviews(() -> false).preview(noise, Files.size(noise)))
                .isEmpty();
    }

    /** Nothing is harder to make small. */
    private Path noise(int type) throws IOException {
        BufferedImage picture = new BufferedImage(400, 300, type);
        Random random = new Random(1);
        for (int x = 0; x < 400; x++) {
            for (int y = 0; y < 300; y++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        Path file = folder.resolve(type + ".png");
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }
}
