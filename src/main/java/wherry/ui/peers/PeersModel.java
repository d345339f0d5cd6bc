package wherry.ui.peers;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.swing.AbstractListModel;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.ui.model.ObservableValue;

/** Holds the peers that are listed: those that match the filter, whoever is here first, then by name. */
public final class PeersModel extends AbstractListModel<Peer> {
    private final Comparator<Peer> order;

    /** What is listed, told after the list itself was told. */
    public final ObservableValue<List<Peer>> listed = new ObservableValue<>(List.of());

    /** To whom the drop area and the keyboard send. */
    public final ObservableValue<Optional<Peer>> selected = new ObservableValue<>(Optional.empty());
    /** A word on what the user just tried to send; empty most of the time. */
    final ObservableValue<String> remark = new ObservableValue<>("");

    private List<Peer> all = List.of();
    private List<Peer> latest = List.of();
    private List<Peer> shown = List.of();
    private String filter = "";
    private boolean updating;

    /** Sorted as the user's language does it. */
    public PeersModel() {
        this(Collator.getInstance());
    }

    public PeersModel(Collator names) {
        order = Comparator.comparing((Peer peer) -> peer.presence() == Presence.AWAY)
                .thenComparing(PeerText::name, names)
                .thenComparing(Peer::id);
    }

    public void replace(List<Peer> peers) {
        all = peers;
        latest = peers;
        update();
    }

    /** Takes note of who is there while the list may not move yet. */
    public void foresee(List<Peer> peers) {
        latest = peers;
    }

    /** Whether a peer is there by what is known now, shown or not. */
    boolean isThere(Peer peer) {
        return latest.stream().anyMatch(other -> other.id().equals(peer.id()));
    }

    public void filter(String text) {
        filter = text.strip().toLowerCase(Locale.ROOT);
        update();
    }

    boolean isFiltered() {
        return !filter.isEmpty();
    }

    /** Those that the filter hides, too. */
    List<Peer> all() {
        return all;
    }

    /** Whether there are peers that the filter hides. */
    public boolean anyHidden() {
        return shown.size() < all.size();
    }

    /** Whether rows are being exchanged: changes of the selection are not the user's then. */
    boolean updating() {
        return updating;
    }

    /** The row of a peer; -1 when it is not listed. */
    public int indexOf(String peerId) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).id().equals(peerId)) {
                return i;
            }
        }
        return -1;
    }

    Optional<Peer> at(int index) {
        return index >= 0 && index < shown.size() ? Optional.of(shown.get(index)) : Optional.empty();
    }

    @Override
    public int getSize() {
        return shown.size();
    }

    @Override
    public Peer getElementAt(int index) {
        return shown.get(index);
    }

    private void update() {
        List<Peer> before = shown;
        shown = all.stream().filter(this::matches).sorted(order).toList();
        updating = true;
        try {
            tell(before);
        } finally {
            updating = false;
        }
        listed.set(shown);
    }

    private boolean matches(Peer peer) {
        return filter.isEmpty()
                || PeerText.name(peer).toLowerCase(Locale.ROOT).contains(filter)
                || PeerText.address(peer).contains(filter);
    }

    /** Tells of the rows that differ and no others, as rows that changed and rows that came or went at the end. */
    private void tell(List<Peer> before) {
        int common = Math.min(before.size(), shown.size());
        int first = 0;
        while (first < common && before.get(first).equals(shown.get(first))) {
            first++;
        }
        int last = common - 1;
        while (last > first && before.get(last).equals(shown.get(last))) {
            last--;
        }
        if (first <= last) {
            fireContentsChanged(this, first, last);
        }
        if (shown.size() > common) {
            fireIntervalAdded(this, common, shown.size() - 1);
        } else if (before.size() > common) {
            fireIntervalRemoved(this, common, before.size() - 1);
        }
    }
}
