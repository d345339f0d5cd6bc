package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.util.UIScale;
import java.awt.AWTException;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Robot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.settings.Settings.Theme;

/** Draws the window in every state into PNGs, to be looked at: {@code src/test/gallery FOLDER}. No test of its own. */
class Gallery {
    private static final Dimension USUAL = new Dimension(1024, 800);
    private static final Dimension SMALLEST = new Dimension(640, 480);

    /**
     * One picture.
     *
     * @param percent by which everything is drawn larger, as on a desktop that says so
     */
    private record Picture(String scene, Theme theme, Dimension size, float percent) {
        String file() {
            return scene + (theme == Theme.DARK ? "-dark" : "-light") + "-" + size.width + "x" + size.height
                    + (percent == 100 ? "" : "-" + (int) percent) + ".png";
        }
    }

    private static final List<Picture> PICTURES = List.of(
            new Picture("readme", Theme.LIGHT, USUAL, 100),
            new Picture("readme", Theme.DARK, USUAL, 100),
            new Picture("empty", Theme.LIGHT, USUAL, 100),
            new Picture("empty", Theme.DARK, USUAL, 100),
            new Picture("empty", Theme.LIGHT, SMALLEST, 100),
            new Picture("empty", Theme.LIGHT, new Dimension(1366, 768), 200),
            new Picture("none", Theme.LIGHT, USUAL, 100),
            new Picture("none", Theme.LIGHT, SMALLEST, 100),
            new Picture("taken", Theme.DARK, USUAL, 100),
            new Picture("three", Theme.LIGHT, USUAL, 100),
            new Picture("three", Theme.LIGHT, SMALLEST, 100),
            new Picture("chosen", Theme.LIGHT, USUAL, 100),
            new Picture("chosen", Theme.DARK, USUAL, 100),
            new Picture("shelf", Theme.LIGHT, USUAL, 100),
            new Picture("shelf", Theme.DARK, USUAL, 100),
            new Picture("shelf", Theme.LIGHT, SMALLEST, 100),
            new Picture("shelf", Theme.LIGHT, new Dimension(1366, 768), 200),
            new Picture("shelf", Theme.DARK, new Dimension(3840, 2160), 200),
            new Picture("forty", Theme.LIGHT, USUAL, 100),
            new Picture("forty", Theme.DARK, USUAL, 100),
            new Picture("forty", Theme.LIGHT, SMALLEST, 100),
            new Picture("rows", Theme.LIGHT, USUAL, 100),
            new Picture("rows", Theme.DARK, USUAL, 100),
            new Picture("rows", Theme.LIGHT, SMALLEST, 100),
            new Picture("rows", Theme.LIGHT, new Dimension(1366, 768), 200),
            new Picture("full", Theme.LIGHT, USUAL, 100),
            new Picture("full", Theme.DARK, USUAL, 100),
            new Picture("full", Theme.LIGHT, SMALLEST, 100),
            new Picture("five", Theme.LIGHT, USUAL, 100),
            new Picture("five", Theme.DARK, USUAL, 100),
            new Picture("five", Theme.LIGHT, SMALLEST, 100),
            new Picture("twenty", Theme.LIGHT, USUAL, 100),
            new Picture("rows", Theme.LIGHT, USUAL, 100),
            new Picture("rows", Theme.DARK, USUAL, 100),
            new Picture("rows", Theme.LIGHT, SMALLEST, 100),
            new Picture("names", Theme.LIGHT, USUAL, 100),
            new Picture("long", Theme.LIGHT, USUAL, 100),
            new Picture("phone", Theme.LIGHT, USUAL, 100),
            new Picture("pin", Theme.DARK, USUAL, 100));

    @TempDir
    Path home;

    @BeforeAll
    static void prepare() {
        Appearance.prepare();
    }

    @Test
    void drawEveryState() throws IOException, AWTException {
        // Nothing is hovered over.
        new Robot().mouseMove(0, 0);
        Path folder = Files.createDirectories(Path.of(System.getProperty("gallery", "target/gallery")));
        String only = System.getProperty("scene", "");
        for (Picture picture : PICTURES) {
            if (only.isEmpty() || List.of(only.split(",")).contains(picture.scene())) {
                ImageIO.write(
                        draw(picture, home.resolve(picture.file())),
                        "png",
                        folder.resolve(picture.file()).toFile());
            }
        }
        assertThat(folder).isNotEmptyDirectory();
    }

    private static BufferedImage draw(Picture picture, Path home) {
        MainFrame frame = GuiActionRunner.execute(() -> {
            UIScale.setZoomFactor(picture.percent() / 100);
            MainFrame opened = Showroom.open(picture.scene(), picture.theme(), home, () -> {});
            FlatLaf.updateUI();
            // The frame itself has an edge and a title.
            opened.setMinimumSize(new Dimension(1, 1));
            opened.getContentPane().setPreferredSize(picture.size());
            opened.pack();
            return opened;
        });
        try {
            // What is looked at in the background is there by then.
            WindowTest.await("things on the shelf were looked at", () -> Showroom.isSettled(frame));
            return GuiActionRunner.execute(() -> paint(frame, picture));
        } finally {
            GuiActionRunner.execute(frame::dispose);
            GuiActionRunner.execute(() -> UIScale.setZoomFactor(1));
        }
    }

    /** Even where the screen is too small for it. */
    private static BufferedImage paint(MainFrame frame, Picture picture) {
        frame.getRootPane().setSize(picture.size());
        frame.getRootPane().doLayout();
        layOut(frame.getRootPane());
        BufferedImage image =
                new BufferedImage(picture.size().width, picture.size().height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        frame.getRootPane().print(graphics);
        graphics.dispose();
        return image;
    }

    private static void layOut(java.awt.Container container) {
        container.doLayout();
        for (java.awt.Component part : container.getComponents()) {
            if (part instanceof java.awt.Container inner) {
                layOut(inner);
            }
        }
    }
}
