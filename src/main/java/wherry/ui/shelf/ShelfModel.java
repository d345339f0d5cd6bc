package wherry.ui.shelf;

import java.awt.EventQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import wherry.transfer.Transfer;
import wherry.ui.model.ObservableValue;

/** Holds the things on the shelf, the latest last, and what has become of those that were sent. */
public final class ShelfModel {
    /** What comes beyond is not taken. */
    public static final int MOST = 1_000;

    /** Of some 100 kB each. */
    private static final int MOST_THUMBNAILS = 300;

    /** What is there now. */
    public final ObservableValue<List<ShelfItem>> items = new ObservableValue<>(List.of());

    private final Executor background;
    private final ShelfDeliveries deliveries = new ShelfDeliveries();
    private long lastId;

    /** @param background looks at files, one after another */
    public ShelfModel(Executor background) {
        this.background = background;
    }

    /**
     * Puts things on it; what is there already is not put there twice.
     *
     * @return how many did not find room
     */
    public int put(List<? extends ShelfItem.Content> contents) {
        List<ShelfItem> next = new ArrayList<>(items.get());
        Set<ShelfItem.Content> there = next.stream().map(ShelfItem::content).collect(Collectors.toSet());
        int left = 0;
        for (ShelfItem.Content content : contents) {
            if (next.size() == MOST) {
                left++;
            } else if (there.add(content)) {
                ShelfItem item = ShelfItem.of(++lastId, content);
                next.add(item);
                examine(item);
            }
        }
        items.set(List.copyOf(next));
        return left;
    }

    public void remove(Collection<ShelfItem> gone) {
        Set<Long> ids = gone.stream().map(ShelfItem::id).collect(Collectors.toSet());
        items.set(items.get().stream().filter(item -> !ids.contains(item.id())).toList());
    }

    /** Takes everything off. What is under way goes on. */
    public void clear() {
        items.set(List.of());
    }

    /**
     * What that peer is still to get: what is not on its way to it, and what it has not taken. When it was sent to two and
     * one declined, sending it again with both chosen means the one who has not got it; the other would end up with two.
     */
    public List<ShelfItem> owedTo(String peerId) {
        return items.get().stream()
                .filter(item -> !deliveries.isUnderWay(item.id(), peerId) && !deliveries.isTaken(item.id(), peerId))
                .toList();
    }

    /** What stays here for somebody else, and that peer has taken: it goes there again only when the user says so. */
    public List<ShelfItem> takenBy(String peerId) {
        return items.get().stream()
                .filter(item -> deliveries.isTaken(item.id(), peerId))
                .toList();
    }

    /**
     * Takes note that things are being sent.
     *
     * @param transferIds each carries some of them
     */
    public void sending(Collection<ShelfItem> sent, String peerId, String peerName, List<String> transferIds) {
        Set<Long> ids = sent.stream().map(ShelfItem::id).collect(Collectors.toSet());
        deliveries.begin(ids, peerId, peerName, transferIds);
        settle();
    }

    /** Takes note of how transfers stand. */
    public void heard(Collection<Transfer> transfers) {
        boolean ended = false;
        for (Transfer transfer : transfers) {
            ended |= deliveries.heard(transfer);
        }
        if (ended) {
            settle();
        }
    }

    /** Takes note that what a transfer did not deliver is being sent again by another one. */
    public void sentAgain(String endedId, String id) {
        if (deliveries.beginAgain(endedId, id)) {
            settle();
        }
    }

    /** What everybody has got goes; the rest says where it stands. */
    private void settle() {
        items.set(items.get().stream()
                .filter(item -> !deliveries.isDelivered(item.id()))
                .map(item -> item.with(deliveries.word(item.id())))
                .toList());
        deliveries.keepOnly(items.get().stream().map(ShelfItem::id).collect(Collectors.toSet()));
    }

    private void examine(ShelfItem item) {
        if (item.content() instanceof ShelfItem.PathContent file) {
            background.execute(() -> {
                ShelfItem.Looks looks = FileExaminer.examine(file.path());
                EventQueue.invokeLater(
                        () -> change(item.id(), known -> known.looking(hasRoom() ? looks : looks.withoutThumbnail())));
            });
        }
    }

    private boolean hasRoom() {
        long thumbnails = items.get().stream()
                .filter(item -> item.looks().thumbnail().isPresent())
                .count();
        return thumbnails < MOST_THUMBNAILS;
    }

    private void change(long id, UnaryOperator<ShelfItem> change) {
        items.set(items.get().stream()
                .map(item -> item.id() == id ? change.apply(item) : item)
                .toList());
    }
}
