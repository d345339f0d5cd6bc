package wherry.ui.peers;

import java.awt.Component;
import java.awt.EventQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.swing.JOptionPane;
import wherry.protocol.PreviewMaker;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.Peer;
import wherry.ui.model.NodeControls;
import wherry.ui.model.TrustController;
import wherry.ui.shelf.ShelfItem;
import wherry.ui.shelf.ShelfModel;
import wherry.ui.shelf.TemporaryFiles;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Hands files and texts to the node, to each receiver in a transfer of its own. Event thread only. */
public final class Outbox {
    private final PeersModel peers;
    private final ShelfModel shelf;
    private final NodeControls node;
    private final TrustController trust;
    private final TemporaryFiles files;
    private final PreviewMaker previews;
    private final Executor background;
    private final Component window;
    /** For whom texts are being made into files. */
    private final Set<String> writing = new HashSet<>();

    public Outbox(PeersModel peers, ShelfModel shelf, NodeControls node, TrustController trust, Outside outside) {
        this.peers = peers;
        this.shelf = shelf;
        this.node = node;
        this.trust = trust;
        this.files = outside.files();
        this.previews = outside.previews();
        this.background = outside.background();
        this.window = outside.window();
    }

    /**
     * What is needed beside the models.
     *
     * @param files where texts become files
     * @param window asked over
     */
    public record Outside(TemporaryFiles files, PreviewMaker previews, Executor background, Component window) {}

    /** What goes to a receiver at once. */
    record Load(List<Path> paths, List<String> texts) {
        Load {
            paths = List.copyOf(paths);
            texts = List.copyOf(texts);
        }

        static Load of(List<ShelfItem> items) {
            List<Path> paths = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (ShelfItem item : items) {
                if (item.content() instanceof ShelfItem.PathContent file) {
                    paths.add(file.path());
                } else if (item.content() instanceof ShelfItem.TextContent words) {
                    texts.add(words.text());
                }
            }
            return new Load(paths, texts);
        }

        boolean isEmpty() {
            return paths.isEmpty() && texts.isEmpty();
        }
    }

    /** Sends to all of them, and says who of them has left. Tells whether anybody was there. */
    boolean send(List<Peer> receivers, Load load) {
        List<Peer> present = present(receivers);
        if (!load.isEmpty()) {
            present.forEach(peer -> ifMeant(peer, () -> send(peer, load, ids -> {})));
        }
        return !present.isEmpty();
    }

    /**
     * Sends each of them what it has not got of the shelf and is not getting. Whoever took it before gets nothing, as long
     * as somebody among them has not; when all of them have all of it, they get it again: nothing else can be meant.
     */
    void sendShelf(List<Peer> receivers) {
        List<Peer> present = present(receivers);
        boolean again = isShelfTakenBy(present);
        for (Peer peer : present) {
            ifMeant(peer, () -> {
                if (!writing.contains(peer.id())) {
                    sendShelf(peer, again ? shelf.takenBy(peer.id()) : shelf.owedTo(peer.id()));
                }
            });
        }
    }

    /** Whether it stays on the shelf for others alone: all of it is with them. */
    boolean isShelfTakenBy(List<Peer> receivers) {
        int all = shelf.items.get().size();
        return all > 0
                && !receivers.isEmpty()
                && receivers.stream().allMatch(peer -> shelf.takenBy(peer.id()).size() == all);
    }

    /** Files go together; each text is taken or declined by itself. */
    private void sendShelf(Peer peer, List<ShelfItem> items) {
        List<ShelfItem> files = new ArrayList<>();
        List<ShelfItem> texts = new ArrayList<>();
        items.forEach(item -> (isTextFor(peer, item) ? texts : files).add(item));
        sendTogether(peer, files);
        texts.forEach(text -> sendTogether(peer, List.of(text)));
    }

    private void sendTogether(Peer peer, List<ShelfItem> items) {
        if (!items.isEmpty()) {
            send(peer, Load.of(items), ids -> shelf.sending(items, peer.id(), peers.name(peer), ids));
        }
    }

    private List<Peer> present(List<Peer> receivers) {
        List<Peer> present = receivers.stream().filter(peers::isThere).toList();
        receivers.stream()
                .filter(peer -> !present.contains(peer))
                .findFirst()
                .ifPresent(gone -> peers.remark.set(Messages.of("drop.gone", peers.name(gone))));
        return present;
    }

    private void send(Peer peer, Load load, Consumer<List<String>> sent) {
        boolean asFiles = load.texts().stream().anyMatch(text -> !takes(peer, text));
        if (!asFiles) {
            sent.accept(handOver(peer, load));
            return;
        }
        writing.add(peer.id());
        background.execute(() -> {
            try {
                Load written = withTextsAsFiles(peer, load);
                EventQueue.invokeLater(() -> sent.accept(handOver(peer, written)));
            } catch (IOException failure) {
                EventQueue.invokeLater(() -> peers.remark.set(Failure.sentence(failure)));
            } finally {
                EventQueue.invokeLater(() -> writing.remove(peer.id()));
            }
        });
    }

    private List<String> handOver(Peer peer, Load load) {
        // Rows and log name it as the list does.
        Peer receiver = peers.called(peer);
        List<String> ids = new ArrayList<>();
        if (!load.paths().isEmpty()) {
            ids.add(node.send(receiver, load.paths(), previews));
        }
        load.texts().forEach(text -> ids.add(node.sendText(receiver, text)));
        return ids;
    }

    private Load withTextsAsFiles(Peer peer, Load load) throws IOException {
        List<Path> paths = new ArrayList<>(load.paths());
        List<String> texts = new ArrayList<>();
        for (String text : load.texts()) {
            if (takes(peer, text)) {
                texts.add(text);
            } else {
                paths.add(files.write(text));
            }
        }
        return new Load(paths, texts);
    }

    private static boolean isTextFor(Peer peer, ShelfItem item) {
        return item.content() instanceof ShelfItem.TextContent words && takes(peer, words.text());
    }

    /** Whether it is shown there rather than stored. */
    private static boolean takes(Peer peer, String text) {
        return PeerText.takesText(peer) && text.getBytes(StandardCharsets.UTF_8).length <= Event.TextReceived.LONGEST;
    }

    /** Who bears the name of somebody known, and does not have that one's key, gets nothing before the user says so. */
    private void ifMeant(Peer peer, Runnable send) {
        if (trust.impersonated(peer.alias(), peer.proven().orElse("")).isEmpty()) {
            send.run();
            return;
        }
        // Later: the program that files were dragged from waits until the drop is dealt with.
        EventQueue.invokeLater(() -> {
            Object[] options = {Messages.of("send.otherKey.stop"), Messages.of("send.otherKey.send")};
            int choice = JOptionPane.showOptionDialog(
                    window,
                    new PlainLabel(Messages.of("send.otherKey.question", PeerText.name(peer), PeerText.address(peer))),
                    Messages.of("send.otherKey.title"),
                    JOptionPane.DEFAULT_OPTION,
                    JOptionPane.WARNING_MESSAGE,
                    null,
                    options,
                    options[0]);
            if (choice == 1) {
                send.run();
            }
        });
    }
}
