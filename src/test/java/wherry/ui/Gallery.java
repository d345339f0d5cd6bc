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
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.JDialog;
import javax.swing.JRootPane;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.settings.Settings.Theme;

/** Draws the window in every state into PNGs, to be looked at: {@code src/test/gallery FOLDER}. No test of its own. */
class Gallery {
    /**
     * One picture.
     *
     * @param size none for the dialog that the scene opens, as large as it likes to be
     * @param percent by which everything is drawn larger, as on a desktop that says so
     */
    private record Picture(String scene, Theme theme, Dimension size, float percent) {
        static Picture of(String scene, String drawn) {
            String[] parts = drawn.split("[-x]", -1);
            return new Picture(
                    scene,
                    Theme.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                    new Dimension(Integer.parseInt(parts[1]), Integer.parseInt(parts[2])),
                    Float.parseFloat(parts[3]));
        }

        /** All of the table. */
        static List<Picture> all() {
            return PICTURES.lines()
                    .map(line -> line.split(" "))
                    .flatMap(words -> Stream.of(words).skip(1).map(drawn -> of(words[0], drawn)))
                    .toList();
        }

        boolean isDialog() {
            return size.width == 0;
        }

        String file() {
            return scene + (theme == Theme.DARK ? "-dark" : "-light")
                    + (isDialog() ? "" : "-" + size.width + "x" + size.height)
                    + (percent == 100 ? "" : "-" + (int) percent) + ".png";
        }
    }

    /** Each scene, and as what it is drawn: theme, size, per cent. */
    private static final String PICTURES = """
            readme light-1024x800-100 dark-1024x800-100
            ask light-1024x800-100 dark-1024x800-100
            empty light-1024x800-100 dark-1024x800-100 light-640x480-100 light-1366x768-200
            none light-1024x800-100 light-640x480-100
            taken dark-1024x800-100
            three light-1024x800-100 light-640x480-100
            chosen light-1024x800-100 dark-1024x800-100
            shelf light-1024x800-100 dark-1024x800-100 light-640x480-100 light-1366x768-200 dark-3840x2160-200 light-1920x1440-300
            forty light-1024x800-100 dark-1024x800-100 light-640x480-100
            rows light-1024x800-100 dark-1024x800-100 light-640x480-100 light-1366x768-200 light-1920x1440-300
            full light-1024x800-100 dark-1024x800-100 light-640x480-100
            five light-1024x800-100 dark-1024x800-100 light-640x480-100
            twenty light-1024x800-100
            names light-1024x800-100
            long light-1024x800-100 light-640x480-100
            phone light-1024x800-100
            pin dark-1024x800-100 light-640x480-100
            cards light-1024x800-100 dark-1024x800-100 light-640x480-100 light-1366x768-200
            settings light-0x0-100 dark-0x0-100 light-0x0-200
            link light-0x0-100 dark-0x0-100
            """;

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
        for (Picture picture : Picture.all()) {
            if (only.isEmpty() || List.of(only.split(",")).contains(picture.scene())) {
                ImageIO.write(
                        draw(picture, home.resolve(picture.file())),
                        "png",
                        folder.resolve(picture.file()).toFile());
            }
        }
        assertThat(folder).isNotEmptyDirectory();
    }

    private static BufferedImage draw(Picture picture, Path home) throws IOException {
        MainFrame frame = GuiActionRunner.execute(() -> {
            UIScale.setZoomFactor(picture.percent() / 100);
            MainFrame opened = Showroom.open(picture.scene(), picture.theme(), home, () -> {});
            FlatLaf.updateUI();
            // The frame itself has an edge and a title.
            opened.setMinimumSize(new Dimension(1, 1));
            opened.getContentPane().setPreferredSize(picture.isDialog() ? new Dimension(1024, 800) : picture.size());
            opened.pack();
            return opened;
        });
        try {
            // What is looked at in the background is there by then.
            WindowTest.await("things on the shelf were looked at", () -> Showroom.isSettled(frame));
            if (picture.isDialog()) {
                JDialog dialog = DialogScenes.over(frame, picture.scene(), home.resolve("offered"));
                return GuiActionRunner.execute(() ->
                        paint(dialog.getRootPane(), dialog.getContentPane().getSize()));
            }
            return GuiActionRunner.execute(() -> paint(frame.getRootPane(), picture.size()));
        } finally {
            GuiActionRunner.execute(frame::dispose);
            GuiActionRunner.execute(() -> UIScale.setZoomFactor(1));
        }
    }

    /** Even where the screen is too small for it. */
    private static BufferedImage paint(JRootPane pane, Dimension size) {
        pane.setSize(size);
        pane.doLayout();
        layOut(pane);
        BufferedImage image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        pane.print(graphics);
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
