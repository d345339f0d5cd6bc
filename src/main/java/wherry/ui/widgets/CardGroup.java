package wherry.ui.widgets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a card for each of some things that the user is asked or told, at most so many at once. Event thread only.
 *
 * @param <T> what a card is about
 * @param <C> the card
 */
public final class CardGroup<T, C extends Strip> {
    private final CardStack stack;
    private final Kind<T, C> kind;
    private final int most;
    private final Map<Object, Entry<T, C>> cards = new LinkedHashMap<>();
    private List<T> shown = List.of();

    /** What cards of one kind are like. */
    public interface Kind<T, C> {
        /** By which one is told from another. */
        Object key(T item);

        C card(T item);

        /** Whether the user has dealt with this, so that the card goes at once. */
        boolean isAnswered(T item);

        /** The card goes: what hangs on it is to be closed. */
        void close(C card);
    }

    private record Entry<T, C>(T item, C card) {}

    /** @param most whoever floods us does not fill the window with cards */
    public CardGroup(CardStack stack, Kind<T, C> kind, int most) {
        this.stack = stack;
        this.kind = kind;
        this.most = most;
    }

    /**
     * Shows the newest of these, and takes away the cards of all others.
     *
     * @return those that were not shown before, the newest first
     */
    public List<T> show(List<T> newestFirst) {
        List<T> before = shown;
        Map<Object, T> open = new LinkedHashMap<>();
        newestFirst.forEach(item -> open.put(kind.key(item), item));
        takeAwayAllBut(open);
        shown = stack.isInUse()
                ? besides(newestFirst)
                : newestFirst.stream().limit(most).toList();
        cards.values().stream()
                .filter(entry -> !shown.contains(entry.item()))
                .forEach(entry -> stack.remove(entry.card()));
        for (int i = shown.size() - 1; i >= 0; i--) {
            T item = shown.get(i);
            stack.put(cards.computeIfAbsent(kind.key(item), key -> new Entry<>(item, kind.card(item)))
                    .card());
        }
        return shown.stream().filter(item -> !before.contains(item)).toList();
    }

    /** Those that have a card in the stack now. */
    public List<T> shown() {
        return shown;
    }

    /** Every card, whether it is shown or waits. */
    public List<C> cards() {
        return cards.values().stream().map(Entry::card).toList();
    }

    public Optional<C> card(T item) {
        return Optional.ofNullable(cards.get(kind.key(item))).map(Entry::card);
    }

    private void takeAwayAllBut(Map<Object, T> open) {
        for (Map.Entry<Object, Entry<T, C>> entry : List.copyOf(cards.entrySet())) {
            T item = entry.getValue().item();
            if (!item.equals(open.get(entry.getKey()))) {
                C card = entry.getValue().card();
                cards.remove(entry.getKey());
                kind.close(card);
                if (kind.isAnswered(item)) {
                    stack.forget(card);
                } else {
                    stack.withdraw(card);
                }
            }
        }
    }

    /** Those that are shown already, and the newest of the others below them. */
    private List<T> besides(List<T> newestFirst) {
        List<T> next =
                new ArrayList<>(shown.stream().filter(newestFirst::contains).toList());
        newestFirst.stream()
                .filter(item -> !next.contains(item))
                .limit(Math.max(0, most - next.size()))
                .forEach(next::add);
        return next;
    }
}
