package wherry.ui.widgets;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Graphics;
import javax.swing.JScrollBar;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;

/**
 * Scrolls cards, with room for the bar at all times: were they wider without it, text would wrap otherwise, and neither
 * width would last.
 */
final class CardScroll extends JScrollPane {
    CardScroll(Component column) {
        super(column, ScrollPaneConstants.VERTICAL_SCROLLBAR_ALWAYS, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        setOpaque(false);
        getViewport().setOpaque(false);
        getVerticalScrollBar().setOpaque(false);
        getVerticalScrollBar().setUnitIncrement(UIScale.scale(24));
    }

    int barWidth() {
        return getVerticalScrollBar().getPreferredSize().width;
    }

    @Override
    public JScrollBar createVerticalScrollBar() {
        return new Bar();
    }

    /** A new look brings its own border. */
    @Override
    public void updateUI() {
        super.updateUI();
        setBorder(null);
    }

    /** It is as high as the cards are: what changes in them concerns the whole stack. */
    @Override
    public boolean isValidateRoot() {
        return false;
    }

    /** Is not there while there is nothing to scroll. */
    private final class Bar extends ScrollBar {
        Bar() {
            super(VERTICAL);
        }

        private boolean isIdle() {
            return getVisibleAmount() >= getMaximum() - getMinimum();
        }

        @Override
        public void paint(Graphics graphics) {
            if (!isIdle()) {
                super.paint(graphics);
            }
        }

        @Override
        public boolean contains(int x, int y) {
            return !isIdle() && super.contains(x, y);
        }
    }
}
