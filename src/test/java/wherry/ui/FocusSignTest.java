package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import javax.swing.JButton;
import javax.swing.UIManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.PinReason;
import wherry.transfer.TransferState;
import wherry.ui.desktop.SystemTheme.Brightness;
import wherry.ui.shelf.ShelfItem;

/** Whoever has only keys sees where they go, also on a button that is filled (WCAG 2.2, 1.4.11 and 2.4.7). */
class FocusSignTest extends WindowTest {
    private static final double SIGNS = 3;
    private static final int SCALE = 3;

    @AfterEach
    void lightAgain() {
        onEventThread(() -> Appearance.apply(Brightness.LIGHT));
    }

    @ParameterizedTest
    @EnumSource
    void aFilledButtonWithTheKeyboardIsNotJustAPixelWider(Brightness brightness) {
        onEventThread(() -> Appearance.apply(brightness));
        tell(
                Scenes.visible(),
                new Event.PeersChanged(List.of(Scenes.here("Otter", "192.168.1.6"))),
                new Event.OfferOpened(Scenes.offer("o", "Fox", "a.txt", 1_000)),
                new Event.PinWanted(
                        Scenes.transfer("1", Direction.SENDING, "b.txt", "Heron", TransferState.ASKING),
                        PinReason.NEEDED));
        onEventThread(() -> frame.model().shelf.put(List.of(new ShelfItem.TextContent("words"))));
        select("Otter");
        window.textBox("pin").enterText("1");
        assertSignOf("send");
        assertSignOf("accept");
        assertSignOf("givePin");
        onEventThread(() -> {
            JButton save = new JButton("Save");
            save.setName("save");
            frame.getContentPane().add(save);
            frame.getRootPane().setDefaultButton(save);
            frame.validate();
        });
        assertSignOf("save");
    }

    @ParameterizedTest
    @EnumSource
    void aFieldWithAMistakeIsMarkedAlsoWithoutTheKeyboard(Brightness brightness) {
        onEventThread(() -> Appearance.apply(brightness));
        assertThat(ContrastTest.contrast(
                        UIManager.getColor("Component.error.borderColor"), UIManager.getColor("Panel.background")))
                .isGreaterThanOrEqualTo(SIGNS);
        assertThat(ContrastTest.contrast(
                        UIManager.getColor("Component.error.focusedBorderColor"),
                        UIManager.getColor("Panel.background")))
                .isGreaterThanOrEqualTo(SIGNS);
    }

    /** A part of what was its own ground is a line that stands out from it. */
    private void assertSignOf(String button) {
        robot.waitForIdle();
        focus("log");
        Component drawn = robot.finder().findByName(frame, button, true);
        BufferedImage without = draw(drawn);
        onEventThread(drawn::requestFocusInWindow);
        await("the keys go there", () -> focused() == drawn);
        BufferedImage with = draw(drawn);
        int row = without.getHeight() / 2;
        Color ground = new Color(without.getRGB(5 * SCALE, row));
        double most = 1;
        for (int x = 0; x < without.getWidth(); x++) {
            if (without.getRGB(x, row) == ground.getRGB()) {
                most = Math.max(most, ContrastTest.contrast(ground, new Color(with.getRGB(x, row))));
            }
        }
        assertThat(most).as(button).isGreaterThanOrEqualTo(SIGNS);
    }

    private static BufferedImage draw(Component component) {
        return read(() -> {
            BufferedImage picture = new BufferedImage(
                    component.getWidth() * SCALE, component.getHeight() * SCALE, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = picture.createGraphics();
            graphics.scale(SCALE, SCALE);
            component.print(graphics);
            graphics.dispose();
            return picture;
        });
    }
}
