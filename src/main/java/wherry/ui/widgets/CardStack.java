package wherry.ui.widgets;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.Point;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.JLayeredPane;
import javax.swing.JPanel;
import javax.swing.JRootPane;
import javax.swing.SwingUtilities;

/**
 * Shows cards in a column over the contents of a window, the newest on top, so that nothing moves to make room for them.
 * While the pointer or the focus is on one of them, those that are there keep their places, and what is new comes below.
 * Where there are more than fit into a part of the window, they scroll; and they can be folded. What lies between and
 * beside them can be used as ever. Event thread only.
 */
public final class CardStack extends JPanel {
    private final CardColumn column = new CardColumn();
    private final CardScroll scroll = new CardScroll(column);
    private final CardFold fold = new CardFold(this::toggle);
    private final CardUse use = new CardUse(column, this::settle);
    private final Map<Strip, Long> numbers = new HashMap<>();
    private final List<Runnable> whenFree = new ArrayList<>();
    private Consumer<Strip> whenNew = card -> {};
    private long last;
    private boolean folded;

    private CardStack() {
        super(new BorderLayout());
        setName("cards");
        setOpaque(false);
        add(scroll);
        add(fold, BorderLayout.SOUTH);
    }

    /**
     * Lays a stack over the window.
     *
     * @param below what it leaves free at the top of the window
     */
    public static CardStack over(JRootPane window, Component below) {
        CardStack stack = new CardStack();
        JLayeredPane pane = window.getLayeredPane();
        pane.setLayout(new CardPlacement(stack, stack.new Placed(), below));
        pane.add(stack, JLayeredPane.PALETTE_LAYER);
        pane.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                stack.changed();
            }
        });
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

    /** Told of each card that comes for the first time. */
    public void whenNew(Consumer<Strip> listener) {
        whenNew = listener;
    }

    /** Puts something below all cards for good, whether it is seen or not. */
    public void append(JComponent part) {
        part.addPropertyChangeListener(Strip.SHOWN, change -> changed());
        column.add(part);
        if (part instanceof Strip strip) {
            whenNew.accept(strip);
        }
    }

    /** What holds the cards: one pane of the window, for whoever goes from pane to pane. */
    public Container column() {
        return column;
    }

    /** Told once neither pointer nor focus is on a card any more. */
    public void whenFree(Runnable listener) {
        whenFree.add(listener);
    }

    /** Whether the pointer or the focus is on a card: then none of them may move. */
    public boolean isInUse() {
        return use.isAny();
    }

    /** Puts a card on top, or while one is in use at the end; one that is there stays. */
    public void put(Strip card) {
        if (card.getParent() != column) {
            List<Strip> before = places();
            if (numbers.putIfAbsent(card, ++last) == null) {
                whenNew.accept(card);
            }
            column.add(card, isInUse() ? -1 : 0);
            card.bringIn();
            folded = false;
            sort();
            showTop();
            tellMoved(before);
        }
        changed();
    }

    /** Takes a card out at once, as when the user has answered it. */
    public void remove(Strip card) {
        if (card.getParent() == column) {
            List<Strip> before = places();
            card.takeAway();
            column.remove(card);
            tellMoved(before);
            changed();
        }
    }

    private List<Strip> places() {
        return column.cards().toList();
    }

    /** Who comes to another place is not answered by what was aimed at the one that was there. */
    private void tellMoved(List<Strip> before) {
        List<Strip> now = places();
        for (int place = 0; place < now.size(); place++) {
            if (place >= before.size() || before.get(place) != now.get(place)) {
                now.get(place).changed();
            }
        }
    }

    /** Takes a card out that nobody has answered: what the pointer is on keeps its place until the pointer has left. */
    public void withdraw(Strip card) {
        if (use.isPointer()) {
            use.leave(card);
        } else {
            forget(card);
        }
    }

    /** Takes a card out that will not come back. */
    public void forget(Strip card) {
        numbers.remove(card);
        remove(card);
    }

    /** Something in a card, or how many there are, has changed. */
    public void changed() {
        fold.setInset(scroll.barWidth());
        // Beside the devices one card is in nobody's way; in a small window it lies over the first of them.
        int few = 3 * getWidth() > 2 * getParent().getWidth() ? 0 : 1;
        fold.describe((int) column.cards().count(), few, folded);
        scroll.setVisible(!folded);
        use.watch();
        revalidate();
        repaint();
    }

    private void toggle() {
        folded = !folded;
        changed();
    }

    /** What could not be done while a card was in use. */
    private void settle(List<Strip> left) {
        left.forEach(this::forget);
        whenFree.forEach(Runnable::run);
        List<Strip> before = places();
        sort();
        tellMoved(before);
    }

    private void sort() {
        if (isInUse()) {
            return;
        }
        List<Strip> newestFirst = numbers.keySet().stream()
                .filter(card -> card.getParent() == column)
                .sorted(Comparator.comparing(numbers::get).reversed())
                .toList();
        for (int place = 0; place < newestFirst.size(); place++) {
            if (column.getComponentZOrder(newestFirst.get(place)) != place) {
                column.setComponentZOrder(newestFirst.get(place), place);
            }
        }
        column.revalidate();
    }

    /** The newest is in sight, unless one is in use. */
    private void showTop() {
        if (!isInUse()) {
            scroll.getViewport().setViewPosition(new Point());
        }
    }

    private final class Placed implements CardPlacement.Content {
        @Override
        public int heightAt(int width, int most) {
            int bar = fold.isVisible() ? fold.getPreferredSize().height : 0;
            if (folded) {
                return bar;
            }
            int cards = column.heightAt(Math.max(0, width - scroll.barWidth()));
            int first = column.cards().findFirst().map(Component::getHeight).orElse(0);
            return Math.min(cards, Math.max(first, most - bar)) + bar;
        }

        @Override
        public void showTop() {
            CardStack.this.showTop();
        }
    }

    /** Only where there is a card: beside it the window is to be used. */
    @Override
    public boolean contains(int x, int y) {
        if (!super.contains(x, y)) {
            return false;
        }
        Component bar = scroll.getVerticalScrollBar();
        return isOn(bar, x, y) || fold.isOnButton(this, x, y) || (scroll.isVisible() && isOnCard(x, y));
    }

    private boolean isOn(Component part, int x, int y) {
        return part.isShowing() && part.contains(SwingUtilities.convertPoint(this, x, y, part));
    }

    private boolean isOnCard(int x, int y) {
        Point point = SwingUtilities.convertPoint(this, x, y, column);
        Component found = SwingUtilities.getDeepestComponentAt(column, point.x, point.y);
        return found != null && SwingUtilities.getAncestorOfClass(Strip.class, found) != null;
    }
}
