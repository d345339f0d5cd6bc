package wherry.ui.widgets;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/** Tells whether the pointer or the focus is on a card of a column, and keeps the places of cards that leave meanwhile. */
final class CardUse {
    private static final int LOOK_MILLIS = 100;

    /** A card that leaves is waited with for no longer than 5 s. */
    private static final int MOST_LOOKS = 50;

    /** Whoever opens and withdraws offers all the time does not fill the window with what is left of them. */
    private static final int MOST_LEAVING = 5;

    private final CardColumn column;
    private final Consumer<List<Strip>> free;
    private final Map<Strip, Integer> leaving = new LinkedHashMap<>();
    private final Timer look = new Timer(LOOK_MILLIS, event -> look());

    /** @param free gets the cards that are to go, as soon as nothing is in use any more or they have waited for 5 s */
    CardUse(CardColumn column, Consumer<List<Strip>> free) {
        this.column = column;
        this.free = free;
        look.setRepeats(false);
    }

    boolean isAny() {
        Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        return (owner != null && SwingUtilities.isDescendingFrom(owner, column)) || isPointer();
    }

    boolean isPointer() {
        return column.isShowing()
                && column.cards().anyMatch(card -> card.isShowing() && card.getMousePosition(true) != null);
    }

    /** Looks after a while whether that is still so. */
    void watch() {
        if (!look.isRunning() && (!leaving.isEmpty() || isAny())) {
            look.start();
        }
    }

    /** The card can be used no more, and goes when the pointer has. */
    void leave(Strip card) {
        card.withdraw();
        leaving.put(card, 0);
        if (leaving.size() > MOST_LEAVING) {
            Strip oldest = leaving.keySet().iterator().next();
            leaving.remove(oldest);
            free.accept(List.of(oldest));
        }
        watch();
    }

    private void look() {
        leaving.replaceAll((card, looks) -> looks + 1);
        boolean pointer = isPointer();
        List<Strip> gone = leaving.entrySet().stream()
                .filter(entry -> !pointer || entry.getValue() >= MOST_LOOKS)
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(leaving::remove);
        if (!gone.isEmpty() || !isAny()) {
            free.accept(gone);
        }
        watch();
    }
}
