package wherry.ui.peers;

import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.awt.datatransfer.Transferable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.swing.JOptionPane;
import wherry.transfer.Peer;
import wherry.ui.desktop.FileChooser;
import wherry.ui.model.NodeControls;
import wherry.ui.model.SettingsController;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Performs what the user does to send. Event thread only. */
public final class SendCommands {
    private final PeersModel peers;
    private final NodeControls node;
    private final SettingsController settings;
    private final TrustController trust;
    private final FileChooser chooser;
    private final Executor background;
    private final Component window;

    public SendCommands(
            PeersModel peers,
            NodeControls node,
            SettingsController settings,
            TrustController trust,
            FileChooser chooser,
            Executor background,
            Component window) {
        this.peers = peers;
        this.node = node;
        this.settings = settings;
        this.trust = trust;
        this.chooser = chooser;
        this.background = background;
        this.window = window;
    }

    public void chooseFiles() {
        receiver().ifPresent(this::chooseFilesFor);
    }

    public void chooseFolder() {
        receiver().ifPresent(this::chooseFolderFor);
    }

    void chooseFilesFor(Peer peer) {
        send(peer, chooser.chooseFiles(window, Messages.of("choose.files", PeerText.name(peer))));
    }

    void chooseFolderFor(Peer peer) {
        send(peer, chooser.chooseFolders(window, Messages.of("choose.folder", PeerText.name(peer))));
    }

    /** Sends the files that the clipboard holds. */
    public void paste() {
        receiver()
                .ifPresent(peer -> background.execute(() -> {
                    // Another program may take its time to hand the files over.
                    DroppedPaths pasted = readClipboard();
                    EventQueue.invokeLater(() -> dropped(peer, pasted));
                }));
    }

    /** Sends what was dropped or pasted, and tells whether there was something to send, and somebody to send it to. */
    boolean dropped(Peer peer, DroppedPaths dropped) {
        if (!peers.isThere(peer)) {
            peers.remark.set(Messages.of("drop.gone", PeerText.name(peer)));
            return false;
        }
        send(peer, dropped.paths());
        dropped.problem().ifPresent(peers.remark::set);
        return !dropped.paths().isEmpty();
    }

    void addPeer() {
        AddPeerDialog.ask(window).ifPresent(this::addPeer);
    }

    void addPeer(String address) {
        settings.rememberPeer(address);
        node.addPeer(address);
    }

    void lookAgain() {
        node.lookAgain();
    }

    void removePeer(Peer peer) {
        settings.forgetPeer(peer);
        node.removePeer(peer.id());
    }

    private void send(Peer peer, List<Path> paths) {
        peers.remark.set("");
        if (!paths.isEmpty()) {
            ifMeant(peer, () -> node.send(peer, paths));
        }
    }

    void sendText(Peer peer, String text) {
        ifMeant(peer, () -> node.sendText(peer, text));
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

    private Optional<Peer> receiver() {
        Optional<Peer> receiver = peers.selected.get();
        if (receiver.isEmpty()) {
            peers.remark.set(Messages.of(peers.getSize() == 0 ? "drop.nobody" : "drop.chooseFirst"));
        }
        return receiver;
    }

    private static DroppedPaths readClipboard() {
        try {
            Transferable contents =
                    Toolkit.getDefaultToolkit().getSystemClipboard().getContents(null);
            if (contents != null && DroppedPaths.namedIn(contents.getTransferDataFlavors())) {
                DroppedPaths pasted = DroppedPaths.read(contents);
                return DroppedPaths.offeredBy(contents) ? pasted : pasted.notOnClipboard();
            }
            return new DroppedPaths(List.of(), Optional.of(Messages.of("paste.noFiles")));
        } catch (IllegalStateException busy) {
            return new DroppedPaths(List.of(), Optional.of(Messages.of("paste.busy")));
        }
    }
}
