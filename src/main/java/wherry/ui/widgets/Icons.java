package wherry.ui.widgets;

import com.formdev.flatlaf.extras.FlatSVGIcon;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.stream.Stream;
import javax.swing.Icon;
import javax.swing.ImageIcon;
import javax.swing.UIManager;

/** Loads the window's pictures. */
public final class Icons {
    private Icons() {}

    /** A drawing from {@code wherry/ui/icons}; its grey follows the theme. */
    public static FlatSVGIcon action(String name) {
        return new FlatSVGIcon("wherry/ui/icons/" + name + ".svg", 16, 16);
    }

    /** One in the colour of the words of what it is on, for a place where it is drawn again and again. */
    public static Icon ink(String name, int size) {
        return new InkIcon(name, size);
    }

    /** The program's own icon in all its sizes, for the window's frame. */
    public static List<Image> program() {
        return Stream.of(16, 24, 32, 48, 64, 128, 256)
                .map(size -> new ImageIcon(Icons.class.getResource("/wherry/icons/wherry-" + size + ".png")).getImage())
                .toList();
    }

    public static FlatSVGIcon program(int size) {
        return new FlatSVGIcon("wherry/icons/wherry.svg", size, size);
    }

    /** A small lock in that colour: whoever it stands beside has proved to be the owner of a key. */
    public static Icon lock(String colorKey) {
        FlatSVGIcon lock = new FlatSVGIcon("wherry/ui/icons/lock.svg", 13, 13);
        lock.setColorFilter(new FlatSVGIcon.ColorFilter(grey -> UIManager.getColor(colorKey)));
        return new CachedIcon(lock);
    }

    /** A drawing in one colour of the theme, for a place where it is drawn again and again. */
    public static Icon tinted(String name, int size, String colorKey) {
        FlatSVGIcon icon = new FlatSVGIcon("wherry/ui/icons/" + name + ".svg", size, size);
        icon.setColorFilter(new FlatSVGIcon.ColorFilter(grey -> UIManager.getColor(colorKey)));
        return new CachedIcon(icon);
    }

    /** A dot that tells a state. */
    public static Icon dot(String colorKey, DotStyle style) {
        return new Dot(colorKey, style);
    }

    public enum DotStyle {
        FILLED,
        RING
    }

    private record Dot(String colorKey, DotStyle style) implements Icon {
        private static final int SIZE = 10;

        @Override
        public void paintIcon(Component on, Graphics graphics, int x, int y) {
            Graphics2D g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setColor(UIManager.getColor(colorKey));
            g.translate(x, y);
            UIScale.scaleGraphics(g);
            if (style == DotStyle.FILLED) {
                g.fill(new Ellipse2D.Float(0.5f, 0.5f, SIZE - 1, SIZE - 1));
            } else {
                g.setStroke(new java.awt.BasicStroke(1.5f));
                g.draw(new Ellipse2D.Float(1.25f, 1.25f, SIZE - 2.5f, SIZE - 2.5f));
            }
            g.dispose();
        }

        @Override
        public int getIconWidth() {
            return UIScale.scale(SIZE);
        }

        @Override
        public int getIconHeight() {
            return UIScale.scale(SIZE);
        }
    }
}
