package wherry.ui.peers;

import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.awt.datatransfer.Transferable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import wherry.transfer.Failure;
import wherry.transfer.Peer;
import wherry.transfer.Sizes;
import wherry.ui.desktop.FileChooser;
import wherry.ui.shelf.ShelfItem;
import wherry.ui.shelf.ShelfModel;
import wherry.ui.shelf.TemporaryFiles;
import wherry.ui.widgets.Messages;

/**
 * Performs what the user does to send: what is dropped, chosen or pasted goes at once to those who are chosen, and onto
 * the shelf while nobody is. Event thread only.
 */
public final class SendCommands {
    private final PeersModel peers;
    private final ShelfModel shelf;
    private final Outbox sender;
    private final TemporaryFiles files;
    private final FileChooser chooser;
    private final Executor background;
    private final Component window;

    public SendCommands(
            PeersModel peers,
            ShelfModel shelf,
            Outbox sender,
            TemporaryFiles files,
            FileChooser chooser,
            Executor background,
            Component window) {
        this.peers = peers;
        this.shelf = shelf;
        this.sender = sender;
        this.files = files;
        this.chooser = chooser;
        this.background = background;
        this.window = window;
    }

    public void chooseFiles() {
        chooseFilesFor(peers.chosen.get());
    }

    public void chooseFolder() {
        chooseFolderFor(peers.chosen.get());
    }

    void chooseFilesFor(Peer peer) {
        chooseFilesFor(List.of(peer));
    }

    void chooseFolderFor(Peer peer) {
        chooseFolderFor(List.of(peer));
    }

    private void chooseFilesFor(List<Peer> receivers) {
        takePaths(receivers, chooser.chooseFiles(window, request("choose.files", receivers)));
    }

    private void chooseFolderFor(List<Peer> receivers) {
        takePaths(receivers, chooser.chooseFolders(window, request("choose.folder", receivers)));
    }

    void writeText() {
        List<Peer> receivers = peers.chosen.get();
        String label = receivers.isEmpty()
                ? Messages.of("sendTextDialog.labelShelf")
                : Messages.of("sendTextDialog.label", peers.names(receivers));
        SendTextDialog.ask(window, label).ifPresent(text -> take(receivers, List.of(), List.of(text)));
    }

    void writeTextTo(Peer peer) {
        SendTextDialog.ask(window, Messages.of("sendTextDialog.label", peers.name(peer)))
                .ifPresent(text -> take(List.of(peer), List.of(), List.of(text)));
    }

    /** Takes what the clipboard holds. */
    public void paste() {
        List<Peer> receivers = peers.chosen.get();
        background.execute(() -> {
            // Another program may take its time to hand it over.
            DroppedThings pasted = readClipboard();
            EventQueue.invokeLater(() -> dropped(receivers, pasted));
        });
    }

    /** Sends what is on the shelf to those who are chosen. */
    void sendShelf() {
        List<Peer> receivers = peers.chosen.get();
        if (receivers.isEmpty()) {
            peers.remark.set(Messages.of(peers.getSize() == 0 ? "drop.nobody" : "drop.chooseFirst"));
        } else {
            peers.remark.set("");
            sender.sendShelf(receivers);
        }
    }

    /** Whether all who are chosen have got all of it already: they would get it again. */
    boolean isSendingAgain() {
        return sender.isShelfTakenBy(peers.chosen.get());
    }

    /**
     * What the key does on those who are chosen: there may be nothing on the shelf yet. It sends nothing again: of two
     * presses in a row the second would. The button that says so does.
     */
    void sendShelfOrChoose() {
        if (shelf.items.get().isEmpty() && !peers.chosen.get().isEmpty()) {
            chooseFiles();
        } else if (!isSendingAgain()) {
            sendShelf();
        }
    }

    /** Takes what was dropped or pasted, and tells whether it was taken. */
    boolean dropped(List<Peer> receivers, DroppedThings dropped) {
        boolean taken = take(receivers, dropped.paths(), dropped.text().stream().toList());
        dropped.picture().ifPresent(picture -> takePicture(receivers, picture));
        dropped.problem().ifPresent(peers.remark::set);
        return taken && !dropped.isNothing();
    }

    private void takePicture(List<Peer> receivers, DroppedPicture picture) {
        background.execute(() -> {
            try {
                Path written = files.write(picture.image());
                EventQueue.invokeLater(() -> takePaths(receivers, List.of(written)));
            } catch (IOException failure) {
                EventQueue.invokeLater(() -> peers.remark.set(Failure.sentence(failure)));
            }
        });
    }

    private void takePaths(List<Peer> receivers, List<Path> paths) {
        take(receivers, paths, List.of());
    }

    private boolean take(List<Peer> receivers, List<Path> paths, List<String> texts) {
        peers.remark.set("");
        if (!receivers.isEmpty()) {
            return sender.send(receivers, new Outbox.Load(paths, texts));
        }
        List<ShelfItem.Content> contents = new ArrayList<>();
        paths.forEach(path -> contents.add(new ShelfItem.PathContent(path)));
        texts.forEach(text -> contents.add(new ShelfItem.TextContent(text)));
        int left = shelf.put(contents);
        if (left > 0) {
            peers.remark.set(Messages.of("shelf.full", Sizes.grouped(ShelfModel.MOST), Sizes.grouped(left)));
        }
        return true;
    }

    private FileChooser.Request request(String key, List<Peer> receivers) {
        return receivers.isEmpty()
                ? new FileChooser.Request(Messages.of(key + "Shelf"), Messages.of("choose.approveShelf"))
                : new FileChooser.Request(Messages.of(key, peers.names(receivers)), Messages.of("choose.approve"));
    }

    private static DroppedThings readClipboard() {
        try {
            Transferable contents =
                    Toolkit.getDefaultToolkit().getSystemClipboard().getContents(null);
            return contents != null && DroppedPaths.namedIn(contents.getTransferDataFlavors())
                    ? DroppedThings.read(contents)
                    : DroppedThings.problem(Messages.of("paste.nothing"));
        } catch (IllegalStateException busy) {
            return DroppedThings.problem(Messages.of("paste.busy"));
        }
    }
}
