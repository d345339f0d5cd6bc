package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.link.LinkCode;

class CodeBlocksTest {
    private static final Path READER = Path.of("/usr/bin/zbarimg");
    /** Of a character, which is half as wide as it is high. */
    private static final int WIDTH = 8;

    @TempDir
    Path scratch;

    /** As a screen shows it. */
    private static BufferedImage picture(String drawing) {
        String[] lines = drawing.replaceAll("\u001b\\[[0-9;]*m", "").split("\n", -1);
        BufferedImage picture = new BufferedImage(
                WIDTH * lines[0].length(), 2 * WIDTH * (lines.length - 1), BufferedImage.TYPE_INT_RGB);
        Graphics graphics = picture.getGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.setColor(Color.BLACK);
        for (int row = 0; row < lines.length - 1; row++) {
            for (int column = 0; column < lines[row].length(); column++) {
                char block = lines[row].charAt(column);
                int top = 2 * WIDTH * row;
                if (block == '█' || block == '▀') {
                    graphics.fillRect(WIDTH * column, top, WIDTH, WIDTH);
                }
                if (block == '█' || block == '▄') {
                    graphics.fillRect(WIDTH * column, top + WIDTH, WIDTH, WIDTH);
                }
            }
        }
        graphics.dispose();
        return picture;
    }

    @Test
    void aCameraReadsTheCodeFromATerminalOf24Lines() throws Exception {
        String address = "http://192.168.178.201:53380/abcdefghjkmnp/";
        String drawing = CodeBlocks.draw(LinkCode.of(address));
        assertThat(drawing.lines().count()).isLessThanOrEqualTo(23);

        Path picture = scratch.resolve("code.png");
        ImageIO.write(picture(drawing), "png", picture.toFile());
        if (!Files.isExecutable(READER)) {
            System.out.println("SKIPPED: nothing here reads a code (apt-get install zbar-tools)");
        }
        assumeThat(READER).isExecutable();
        Process process = new ProcessBuilder(READER.toString(), "--raw", "-q", picture.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo(address);
    }
}
