package wherry.ui.peers;

import java.text.CollationKey;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.swing.AbstractListModel;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.SettingsController;
import wherry.ui.widgets.Messages;

/** Holds the peers that are listed: those that match the filter, the starred first, then whoever is here, then by name. */
public final class PeersModel extends AbstractListModel<Peer> {
    private final Collator names;
    /** Of those that are listed: to compare names takes longer than all the rest, to compare keys nothing. */
    private Map<String, CollationKey> keys = Map.of();

    /** What is listed, told after the list itself was told. */
    public final ObservableValue<List<Peer>> listed = new ObservableValue<>(List.of());

    /** Whom the user has chosen, in the order of the list: to them the drop area and the keyboard send. */
    public final ObservableValue<List<Peer>> chosen = new ObservableValue<>(List.of());

    /** A word on what the user just tried to send; empty most of the time. */
    final ObservableValue<String> remark = new ObservableValue<>("");

    private List<Peer> heard = List.of();
    private List<Peer> all = List.of();
    private List<Peer> latest = List.of();
    private List<Peer> shown = List.of();
    private Stars stars = Stars.NONE;
    private Namesakes namesakes = Namesakes.NONE;
    private String filter = "";
    private boolean updating;

    /** Sorted as the user's language does it. */
    public PeersModel() {
        this(Collator.getInstance());
    }

    public PeersModel(Collator names) {
        this.names = names;
    }

    public void replace(List<Peer> peers) {
        heard = peers;
        latest = peers;
        update();
    }

    /** Lists those on top whom the user has starred, from now on. */
    public void follow(SettingsController settings) {
        settings.stars.watch(() -> {
            stars = new Stars(settings.stars.get());
            update();
        });
    }

    Stars stars() {
        return stars;
    }

    /** What the user calls it, or what it calls itself. */
    String name(Peer peer) {
        return stars.name(peer);
    }

    /** The same peer, named as the user calls it. */
    Peer called(Peer peer) {
        return stars.called(peer);
    }

    /** Anna's phone; {@code 3 devices} for several; empty for nobody. */
    String names(List<Peer> some) {
        return switch (some.size()) {
            case 0 -> "";
            case 1 -> name(some.get(0));
            default -> Messages.of("peers.several", some.size());
        };
    }

    /** Whether another one who is listed looks the same by its name. */
    boolean hasNamesake(Peer peer) {
        return namesakes.has(name(peer));
    }

    /** Takes note of who is there while the list may not move yet. */
    public void foresee(List<Peer> peers) {
        latest = peers;
    }

    /** Whether a peer is there by what is known now, shown or not. */
    public boolean isThere(Peer peer) {
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
    public List<Peer> all() {
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
        all = new ArrayList<>(heard);
        all.addAll(stars.absent(heard));
        namesakes = namesakes.of(all.stream().map(this::name).toList());
        keys = keys(all);
        shown = all.stream()
                .filter(this::matches)
                .map(this::placed)
                .sorted(Placed.ORDER)
                .map(Placed::peer)
                .toList();
        updating = true;
        try {
            tell(before);
        } finally {
            updating = false;
        }
        listed.set(shown);
    }

    /** What decides about a peer's place, found out once and not with each comparison: there may be a thousand. */
    private record Placed(Peer peer, boolean isUnstarred, boolean isAway, CollationKey name) {
        static final Comparator<Placed> ORDER = Comparator.comparing(Placed::isUnstarred)
                .thenComparing(Placed::isAway)
                .thenComparing(Placed::name)
                .thenComparing(placed -> placed.peer().id());
    }

    private Placed placed(Peer peer) {
        boolean unstarred = stars.of(peer).isEmpty();
        return new Placed(peer, unstarred, unstarred && peer.presence() == Presence.AWAY, keys.get(name(peer)));
    }

    private Map<String, CollationKey> keys(List<Peer> peers) {
        Map<String, CollationKey> made = new HashMap<>();
        for (Peer peer : peers) {
            String name = name(peer);
            CollationKey known = keys.get(name);
            made.put(name, known == null ? names.getCollationKey(name) : known);
        }
        return made;
    }

    private boolean matches(Peer peer) {
        return filter.isEmpty()
                || name(peer).toLowerCase(Locale.ROOT).contains(filter)
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
