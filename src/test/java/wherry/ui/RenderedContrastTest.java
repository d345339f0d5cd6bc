package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.ListCellRenderer;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wherry.settings.Trust;
import wherry.transfer.Event;
import wherry.transfer.Presence;
import wherry.ui.desktop.SystemTheme.Brightness;
import wherry.ui.shelf.ShelfItem;

/** Draws the window and measures it: 4.5 to 1 for words, 3 to 1 for signs (WCAG 2.2, 1.4.3 and 1.4.11). */
class RenderedContrastTest extends WindowTest {
    private static final double WORDS = 4.5;
    private static final double SIGNS = 3;
    /** Strokes as thin as a pixel would be paler than their colour. */
    static final int SCALE = 3;

    @AfterEach
    void lightAgain() {
        onEventThread(() -> Appearance.apply(Brightness.LIGHT));
    }

    @ParameterizedTest
    @EnumSource
    void everyWordAndSignStandsOutFromWhatIsBehindIt(Brightness brightness) throws IOException {
        decide("AB".repeat(32), Trust.Decision.ACCEPT);
        decide("EF".repeat(32), Trust.Decision.BLOCK);
        trust.put(new Trust("12".repeat(32), "Checked", Trust.Decision.ASK, Optional.empty(), Optional.empty()));
        trust.check("12".repeat(32), "Checked");
        onEventThread(() -> Appearance.apply(brightness));
        tell(
                Scenes.networks(Optional.empty()),
                Scenes.visible(),
                new Event.PeersChanged(List.of(
                        Scenes.verified("Known", "192.168.1.1", "AB".repeat(32)),
                        Scenes.verified("Encrypted", "192.168.1.2", "CD".repeat(32)),
                        Scenes.verified("Blocked", "192.168.1.3", "EF".repeat(32)),
                        Scenes.verified("Checked", "192.168.1.4", "12".repeat(32)),
                        Scenes.verified("AB".repeat(4), "192.168.1.5", "34".repeat(32)),
                        Scenes.here("Plain", "192.168.1.6"),
                        Scenes.peer("away", "Away", "192.168.1.7", Presence.AWAY))));
        measure(brightness + ", nothing on the shelf");
        onEventThread(() -> frame.model()
                .shelf
                .put(List.of(
                        new ShelfItem.TextContent("words"),
                        new ShelfItem.PathContent(folder),
                        new ShelfItem.PathContent(Path.of("/nowhere")))));
        measure(brightness + ", on the shelf");
        select("Known");
        measure(brightness + ", somebody chosen");
        onEventThread(() -> list().clearSelection());
        tell(new Event.PeersChanged(List.of()));
        onEventThread(() -> frame.model().shelf.clear());
        measure(brightness + ", nobody here");
    }

    private void decide(String key, Trust.Decision decision) throws IOException {
        trust.put(new Trust(key, "AB".repeat(4), decision, Optional.empty(), Optional.empty()));
    }

    private void measure(String state) {
        robot.waitForIdle();
        SoftAssertions all = new SoftAssertions();
        onEventThread(() -> {
            BufferedImage picture =
                    draw(frame.getRootPane(), frame.getRootPane().getSize());
            List<Component> parts = new ArrayList<>();
            collect(frame.getContentPane(), parts);
            assertThat(parts).hasSizeGreaterThan(10);
            parts.forEach(part -> measure(all, state, part, picture));
            measureRows(all, state, list());
            measureRows(all, state, (JList<?>) robot.finder().findByName(frame, "shelf", false));
        });
        all.assertAll();
    }

    private static void measure(SoftAssertions all, String state, Component part, BufferedImage picture) {
        Rectangle place =
                SwingUtilities.convertRectangle(part.getParent(), part.getBounds(), SwingUtilities.getRootPane(part));
        check(all, state + ": " + part.getName() + " " + text(part), part, picture, place);
    }

    private static <T> void measureRows(SoftAssertions all, String state, JList<T> list) {
        ListCellRenderer<? super T> renderer = list.getCellRenderer();
        for (int row = 0; row < list.getModel().getSize(); row++) {
            for (boolean chosen : new boolean[] {false, true}) {
                Component cell = renderer.getListCellRendererComponent(
                        list, list.getModel().getElementAt(row), row, chosen, false);
                Dimension size = new Dimension(list.getFixedCellWidth() * 3, list.getFixedCellHeight());
                cell.setSize(size);
                cell.validate();
                BufferedImage picture =
                        new BufferedImage(size.width * SCALE, size.height * SCALE, BufferedImage.TYPE_INT_RGB);
                Graphics2D graphics = picture.createGraphics();
                graphics.scale(SCALE, SCALE);
                graphics.setColor(javax.swing.UIManager.getColor("List.background"));
                graphics.fillRect(0, 0, size.width, size.height);
                cell.paint(graphics);
                graphics.dispose();
                for (Component part : ((Container) cell).getComponents()) {
                    boolean shown =
                            part instanceof JLabel label && (!text(label).isEmpty() || label.getIcon() != null);
                    if (shown) {
                        String what = state + ": row " + row + (chosen ? " chosen " : " ") + text(part);
                        check(all, what, part, picture, part.getBounds());
                    }
                }
            }
        }
    }

    private static void check(SoftAssertions all, String what, Component part, BufferedImage picture, Rectangle place) {
        double least = text(part).isBlank() ? SIGNS : WORDS;
        all.assertThat(contrast(picture, place)).as(what).isGreaterThanOrEqualTo(least);
    }

    private static BufferedImage draw(Component component, Dimension size) {
        BufferedImage picture = new BufferedImage(size.width * SCALE, size.height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.scale(SCALE, SCALE);
        component.print(graphics);
        graphics.dispose();
        return picture;
    }

    /** What shows words or a sign, and is wholly seen. What cannot be used now is excepted. */
    private static void collect(Container container, List<Component> parts) {
        for (Component part : container.getComponents()) {
            boolean words = showsSomething(part);
            boolean seen = part.isShowing()
                    && part.getHeight() > 4
                    && part instanceof JComponent widget
                    && widget.getVisibleRect().height >= part.getHeight() - 4;
            if (words && seen) {
                parts.add(part);
            } else if (part instanceof Container inner && part.isShowing() && !(part instanceof JList<?>)) {
                collect(inner, parts);
            }
        }
    }

    private static boolean showsSomething(Component part) {
        if (part instanceof JLabel label) {
            return !text(label).isEmpty() || label.getIcon() != null;
        }
        if (part instanceof AbstractButton button) {
            return button.isEnabled() && button.getName() != null;
        }
        return part instanceof JTextComponent prose
                && !prose.isEditable()
                && !prose.getText().isBlank();
    }

    private static String text(Component part) {
        if (part instanceof JLabel label) {
            return label.getText() == null ? "" : label.getText();
        }
        if (part instanceof AbstractButton button) {
            return button.getText() == null ? "" : button.getText();
        }
        return part instanceof JTextComponent text ? text.getText() : "";
    }

    /** Of what there is most of to what differs most from it. */
    static double contrast(BufferedImage picture, Rectangle place) {
        Map<Integer, Integer> counts = new HashMap<>();
        Rectangle area = new Rectangle(place.x * SCALE, place.y * SCALE, place.width * SCALE, place.height * SCALE)
                .intersection(new Rectangle(picture.getWidth(), picture.getHeight()));
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                counts.merge(picture.getRGB(x, y), 1, Integer::sum);
            }
        }
        int ground = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return counts.keySet().stream()
                .mapToDouble(colour -> ContrastTest.contrast(new Color(colour), new Color(ground)))
                .max()
                .orElseThrow();
    }
}
