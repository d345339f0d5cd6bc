package wherry.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.swing.Timer;
import wherry.transfer.Event;
import wherry.transfer.Network;
import wherry.transfer.Peer;
import wherry.transfer.Transfer;
import wherry.transfer.Visibility;
import wherry.ui.model.Aim;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.PointerRest;
import wherry.ui.peers.PeersModel;
import wherry.ui.requests.MessagesModel;
import wherry.ui.requests.PinsModel;
import wherry.ui.requests.QuestionsModel;
import wherry.ui.shelf.ShelfModel;
import wherry.ui.transfers.TransfersModel;
import wherry.ui.widgets.Background;

/** Holds what the window shows. Event thread only. */
final class WindowModel {
    final PeersModel peers = new PeersModel();
    final ShelfModel shelf = new ShelfModel(Background.inOrder("window-shelf"));
    final TransfersModel transfers = new TransfersModel();
    final QuestionsModel questions = new QuestionsModel();
    final PinsModel pins = new PinsModel();
    final MessagesModel messages = new MessagesModel();
    final LogDocument log = new LogDocument();
    final ObservableValue<Networks> networks = new ObservableValue<>(new Networks(List.of(), Optional.empty()));
    final ObservableValue<Visibility> visibility = new ObservableValue<>(new Visibility.Starting());
    /** Something that the user should know until it is mended; empty when all is well. */
    final ObservableValue<String> trouble = new ObservableValue<>("");

    /** Whether the user is aiming, so that nothing may move. */
    final Aim aim = new Aim();

    /** Whoever comes is known by one address in one protocol at first, and as a whole a moment later. */
    private static final int NEWS_MILLIS = 1_500;

    private final PeerNews peerNews = new PeerNews();
    private final Timer newsSoon = new Timer(NEWS_MILLIS, event -> accept(List.copyOf(peerNews.take())));
    /** Whether the pointer is at rest, so that something may come up under it. */
    final PointerRest pointer = new PointerRest(aim);

    private final HeldEvents held = new HeldEvents();
    private final HeldEvents cards = new HeldEvents();

    WindowModel() {
        newsSoon.setRepeats(false);
        aim.isTaken.watch(this::release);
        pointer.isAtRest.watch(this::releaseCards);
    }

    /**
     * What the picker offers.
     *
     * @param chosen the name of the interface in use; empty for all
     */
    record Networks(List<Network> usable, Optional<String> chosen) {
        Networks {
            usable = List.copyOf(usable);
        }
    }

    /** Those that the user has chosen, or all. */
    List<Network> networksInUse() {
        return networks.get().usable().stream()
                .filter(network ->
                        networks.get().chosen().map(network.name()::equals).orElse(true))
                .toList();
    }

    /** Takes over a batch of events, as soon as nobody is aiming at what they would move. */
    void accept(List<Event> batch) {
        if (aim.isTaken.get()) {
            held.add(batch);
            held.peers().ifPresent(peers::foresee);
        } else {
            apply(batch);
        }
    }

    private void release() {
        if (!aim.isTaken.get()) {
            apply(held.take());
        }
    }

    private void releaseCards() {
        if (pointer.isAtRest.get()) {
            cards.take().forEach(this::acceptRare);
        }
    }

    /** Of several snapshots of one thing only the last is looked at. */
    private void apply(List<Event> batch) {
        Map<String, Transfer> changed = new LinkedHashMap<>();
        List<Event.Logged> lines = new ArrayList<>();
        Optional<List<Peer>> listed = Optional.empty();
        for (Event event : batch) {
            if (event instanceof Event.TransferChanged change) {
                changed.put(change.transfer().id(), change.transfer());
            } else if (event instanceof Event.SentAgain again) {
                shelf.heard(changed.values());
                shelf.sentAgain(again.endedId(), again.id());
            } else if (event instanceof Event.PeersChanged change) {
                listed = Optional.of(change.peers());
                peerNews.listed(change.peers());
                newsSoon.start();
            } else if (event instanceof Event.Logged line) {
                lines.add(line);
            } else if (event instanceof Event.Warned warned) {
                lines.add(Event.Logged.now(warned.sentence()));
                cards.add(List.of(warned));
            } else {
                cards.add(List.of(event));
            }
        }
        listed.ifPresent(peers::replace);
        if (!changed.isEmpty()) {
            transfers.upsert(changed.values());
            shelf.heard(changed.values());
        }
        log.append(lines);
        releaseCards();
    }

    /** What brings a card, or takes one away. */
    private void acceptRare(Event event) {
        if (event instanceof Event.Warned warned) {
            trouble.set(warned.sentence());
        } else if (event instanceof Event.OfferOpened opened) {
            questions.open(opened.offer());
        } else if (event instanceof Event.OfferClosed closed) {
            questions.close(closed.offerId());
        } else if (event instanceof Event.PinWanted wanted) {
            pins.open(wanted);
        } else if (event instanceof Event.PinClosed closed) {
            pins.close(closed.transferId());
        } else if (event instanceof Event.TextReceived received) {
            messages.open(received);
        } else if (event instanceof Event.NetworksChanged change) {
            networks.set(new Networks(change.usable(), change.chosen()));
        } else if (event instanceof Event.VisibilityChanged change) {
            visibility.set(change.visibility());
        }
        // How one file of many ended is in the log and in the transfer's sentence.
    }
}
