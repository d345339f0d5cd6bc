package wherry.ui.widgets;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.LayoutManager;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import javax.swing.JComponent;
import javax.swing.JLayeredPane;
import javax.swing.JPanel;
import javax.swing.JRootPane;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;
import javax.swing.SwingUtilities;

/**
 * Shows cards in a column over the contents of a window, at its trailing edge, so that nothing moves to make room for them.
 * Where there are more than the window is high, they scroll. What lies between and beside them can be used as ever.
 */
public final class CardStack extends JPanel {
    private static final int WIDEST = 640;
    private static final int MARGIN = 8;

    private final Column column = new Column();
    private final JScrollPane scroll = new Scroll(column);

    private CardStack() {
        super(new BorderLayout());
        setName("cards");
        setOpaque(false);
        scroll.setBorder(null);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        scroll.getVerticalScrollBar().setOpaque(false);
        scroll.getVerticalScrollBar().setUnitIncrement(UIScale.scale(24));
        add(scroll);
    }

    /**
     * Lays a stack over the window.
     *
     * @param below what it leaves free at the top of the window
     */
    public static CardStack over(JRootPane window, Component below) {
        CardStack stack = new CardStack();
        JLayeredPane pane = window.getLayeredPane();
        pane.setLayout(stack.new Placement(below));
        pane.add(stack, JLayeredPane.PALETTE_LAYER);
        below.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                pane.revalidate();
            }

            @Override
            public void componentMoved(ComponentEvent event) {
                pane.revalidate();
            }
        });
        return stack;
    }

    /** What holds the cards: one pane of the window, for whoever goes from pane to pane. */
    public Container column() {
        return column;
    }

    /** Puts a card, or something that is not seen, at the end of the column. */
    public void append(JComponent card) {
        column.add(card);
    }

    /**
     * Puts a card above another one, or moves it there.
     *
     * @param gap how many cards are between the two
     */
    public void insertAbove(Strip card, Component other, int gap) {
        if (card.getParent() == column) {
            column.setComponentZOrder(card, Math.max(0, column.getComponentZOrder(other) - gap - 1));
        } else {
            column.add(card, column.getComponentZOrder(other) - gap);
        }
    }

    /** Takes a card out of the column. */
    public void remove(Strip card) {
        column.remove(card);
        revalidate();
        repaint();
    }

    /** Only where there is a card: beside it the window is to be used. */
    @Override
    public boolean contains(int x, int y) {
        if (!super.contains(x, y)) {
            return false;
        }
        Component bar = scroll.getVerticalScrollBar();
        Point inBar = SwingUtilities.convertPoint(this, x, y, bar);
        return (bar.isVisible() && bar.contains(inBar)) || isOnCard(SwingUtilities.convertPoint(this, x, y, column));
    }

    private boolean isOnCard(Point point) {
        Component found = SwingUtilities.getDeepestComponentAt(column, point.x, point.y);
        return found != null && SwingUtilities.getAncestorOfClass(Strip.class, found) != null;
    }

    private final class Placement implements LayoutManager {
        private final Component below;

        Placement(Component below) {
            this.below = below;
        }

        @Override
        public void layoutContainer(Container pane) {
            int margin = UIScale.scale(MARGIN);
            int top = SwingUtilities.convertPoint(below, 0, below.getHeight(), pane).y;
            int room = Math.max(0, pane.getHeight() - top - margin);
            int width = Math.max(0, Math.min(UIScale.scale(WIDEST), pane.getWidth() - 2 * margin));
            int height = column.heightAt(width);
            if (height > room) {
                height = column.heightAt(
                        Math.max(0, width - scroll.getVerticalScrollBar().getPreferredSize().width));
            }
            int x = getComponentOrientation().isLeftToRight() ? pane.getWidth() - width - margin : margin;
            Rectangle bounds = new Rectangle(x, top, width, Math.min(height, room));
            if (!bounds.equals(getBounds())) {
                setBounds(bounds);
                repaint();
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

    private static final class Scroll extends JScrollPane {
        Scroll(Component column) {
            super(
                    column,
                    ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
                    ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        }

        /** It is as high as the cards are: what changes in them concerns the whole stack. */
        @Override
        public boolean isValidateRoot() {
            return false;
        }
    }

    private static final class Column extends JPanel implements Scrollable {
        Column() {
            super(null);
            setOpaque(false);
        }

        int heightAt(int width) {
            int height = 0;
            for (Component card : getComponents()) {
                height += heightOf(card, width);
            }
            setSize(width, height);
            return height;
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
            int height = 0;
            for (Component card : getComponents()) {
                height += heightOf(card, getWidth());
            }
            return new Dimension(getWidth(), height);
        }

        /** What lies between two cards would only be shreds of the window. */
        @Override
        protected void paintComponent(Graphics graphics) {
            Component above = null;
            graphics.setColor(getBackground());
            int edge = UIScale.scale(8);
            for (Component card : getComponents()) {
                if (card.getHeight() > 0) {
                    if (above != null) {
                        graphics.fillRect(edge / 2, card.getY() - edge, getWidth() - edge, 2 * edge);
                    }
                    above = card;
                }
            }
        }

        private static int heightOf(Component card, int width) {
            return card instanceof Strip strip ? strip.heightAt(width) : 0;
        }

        @Override
        public Dimension getPreferredScrollableViewportSize() {
            return getPreferredSize();
        }

        @Override
        public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
            return UIScale.scale(24);
        }

        @Override
        public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
            return visible.height;
        }

        @Override
        public boolean getScrollableTracksViewportWidth() {
            return true;
        }

        @Override
        public boolean getScrollableTracksViewportHeight() {
            return false;
        }
    }
}
