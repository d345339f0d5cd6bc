package wherry.ui.widgets;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Rectangle;
import java.util.stream.Stream;

/** Lays cards below each other, each as high as it has to be at this width. */
final class CardColumn extends ScrollingColumn {
    CardColumn() {
        super(null);
        setOpaque(false);
    }

    /** Those that are to be seen, from top to bottom. */
    Stream<Strip> cards() {
        return Stream.of(getComponents())
                .filter(Strip.class::isInstance)
                .map(Strip.class::cast)
                .filter(Strip::isIn);
    }

    int heightAt(int width) {
        setSize(width, height(width));
        return getHeight();
    }

    @Override
    public void doLayout() {
        int y = 0;
        for (Component card : getComponents()) {
            int height = heightOf(card, getWidth());
            card.setBounds(0, y, getWidth(), height);
            y += height;
        }
    }

    @Override
    public Dimension getPreferredSize() {
        return new Dimension(getWidth(), height(getWidth()));
    }

    /** What lies between two cards would only be shreds of the window; below the last that is in sight it is the window. */
    @Override
    protected void paintComponent(Graphics graphics) {
        Component above = null;
        graphics.setColor(getBackground());
        int edge = UIScale.scale(8);
        Rectangle sight = getVisibleRect();
        for (Component card : getComponents()) {
            if (card.getHeight() > 0) {
                if (above != null && card.getY() + edge < sight.y + sight.height) {
                    graphics.fillRect(edge / 2, card.getY() - edge, getWidth() - edge, 2 * edge);
                }
                above = card;
            }
        }
    }

    private int height(int width) {
        return Stream.of(getComponents())
                .mapToInt(card -> heightOf(card, width))
                .sum();
    }

    private static int heightOf(Component card, int width) {
        return card instanceof Strip strip ? strip.heightAt(width) : 0;
    }
}
