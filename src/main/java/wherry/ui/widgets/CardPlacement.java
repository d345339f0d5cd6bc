package wherry.ui.widgets;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.LayoutManager;
import java.awt.Rectangle;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;

/** Lays a stack of cards over a window, at its trailing edge. What is behind stays in sight below it. */
final class CardPlacement implements LayoutManager {
    private static final int WIDEST = 640;
    private static final int MARGIN = 8;

    /** So much of the room the cards take at most. */
    private static final double PART = 0.75;

    private final JComponent stack;
    private final Content content;
    private final Component below;

    /** @param below what is left free at the top of the window */
    CardPlacement(JComponent stack, Content content, Component below) {
        this.stack = stack;
        this.content = content;
        this.below = below;
    }

    /** Tells how high the cards are, and hears when they were laid out. */
    interface Content {
        /** How high it is at that width, when no more than so much of the window is taken. */
        int heightAt(int width, int most);

        /** It has another place or size. */
        void showTop();
    }

    @Override
    public void layoutContainer(Container pane) {
        int margin = UIScale.scale(MARGIN);
        int top = SwingUtilities.convertPoint(below, 0, below.getHeight(), pane).y;
        int room = Math.max(0, pane.getHeight() - top - margin);
        // The bar has its place in the margin.
        int width = Math.max(0, Math.min(UIScale.scale(WIDEST), pane.getWidth() - margin));
        int height = Math.min(room, content.heightAt(width, (int) (PART * room)));
        int x = stack.getComponentOrientation().isLeftToRight() ? pane.getWidth() - width : 0;
        Rectangle bounds = new Rectangle(x, top, width, height);
        if (!bounds.equals(stack.getBounds())) {
            stack.setBounds(bounds);
            content.showTop();
            stack.repaint();
        }
    }

    @Override
    public Dimension preferredLayoutSize(Container pane) {
        return pane.getSize();
    }

    @Override
    public Dimension minimumLayoutSize(Container pane) {
        return new Dimension();
    }

    @Override
    public void addLayoutComponent(String name, Component child) {}

    @Override
    public void removeLayoutComponent(Component child) {}
}
