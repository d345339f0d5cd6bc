package wherry.ui.widgets;

import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import javax.swing.Icon;
import javax.swing.LookAndFeel;
import javax.swing.UIManager;

/** Draws another icon once and keeps the picture: to draw an SVG takes longer than all the rest of a row. */
final class CachedIcon implements Icon {
    private final Icon original;
    private Picture picture = new Picture(new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB), 0, 0, null);

    /** What was drawn, for which screen and in which theme. */
    private record Picture(BufferedImage image, int width, double scale, LookAndFeel theme) {}

    CachedIcon(Icon original) {
        this.original = original;
    }

    @Override
    public void paintIcon(Component on, Graphics graphics, int x, int y) {
        double scale = ((Graphics2D) graphics).getTransform().getScaleX();
        if (picture.scale() != scale
                || picture.width() != getIconWidth()
                || picture.theme() != UIManager.getLookAndFeel()) {
            picture = new Picture(draw(on, scale), getIconWidth(), scale, UIManager.getLookAndFeel());
        }
        graphics.drawImage(picture.image(), x, y, getIconWidth(), getIconHeight(), null);
    }

    private BufferedImage draw(Component on, double scale) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(getIconWidth() * scale),
                (int) Math.ceil(getIconHeight() * scale),
                BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(scale, scale);
            original.paintIcon(on, graphics, 0, 0);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    @Override
    public int getIconWidth() {
        return original.getIconWidth();
    }

    @Override
    public int getIconHeight() {
        return original.getIconHeight();
    }
}
