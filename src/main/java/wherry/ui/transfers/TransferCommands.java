package wherry.ui.transfers;

import java.awt.EventQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.transfer.Peer;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.desktop.FileOpener;
import wherry.ui.model.NodeControls;
import wherry.ui.widgets.Messages;

/** Performs what the user does with transfers that are listed. Event thread only. */
public final class TransferCommands {
    private final TransfersModel transfers;
    private final HistoryController history;
    private final NodeControls node;
    private final Supplier<List<Peer>> peers;
    private final FileOpener opener;
    private final Executor background;
    private final Consumer<String> log;

    /**
     * Answers what the user wants of a transfer.
     *
     * @param peers those that are listed
     * @param log takes a line for the log, from any thread
     */
    public TransferCommands(
            TransfersModel transfers,
            HistoryController history,
            NodeControls node,
            Supplier<List<Peer>> peers,
            FileOpener opener,
            Executor background,
            Consumer<String> log) {
        this.transfers = transfers;
        this.history = history;
        this.node = node;
        this.peers = peers;
        this.opener = opener;
        this.background = background;
        this.log = log;
    }

    void perform(RowAction action, TransferRow row) {
        Optional<Path> target = new RowActions(transfers).target(row);
        switch (action) {
            case CANCEL ->
                row.transfers().stream()
                        .filter(transfer -> !transfer.state().isFinal())
                        .forEach(transfer -> node.cancel(transfer.id()));
            case RETRY -> row.transfers().forEach(this::retry);
            case OPEN -> target.ifPresent(file -> inBackground(row, file, opener::open));
            case SHOW -> target.ifPresent(file -> inBackground(row, file, opener::show));
            case TRASH -> undo(row.transfers());
            case REMOVE -> history.remove(ids(row.transfers()));
            case MORE -> throw new IllegalArgumentException("shows a menu");
        }
    }

    /** Whether there is such a file. Looks at the disk: not on the event thread. */
    boolean isThere(Path file) {
        return opener.isThere(file);
    }

    void retryFailed() {
        transfers.failed().forEach(this::retry);
    }

    private static List<String> ids(List<Transfer> transfers) {
        return transfers.stream().map(Transfer::id).toList();
    }

    /**
     * The new attempt takes the place of the old row, or the next "Retry failed" would send everything twice; what had
     * arrived stays.
     */
    private void retry(Transfer transfer) {
        if (transfers.isEarlier(transfer.id())) {
            sendOnceMore(transfer);
            return;
        }
        node.retry(transfer.id());
        if (transfer.state() != TransferState.DONE) {
            transfers.remove(List.of(transfer.id()));
        }
    }

    /** The node knows nothing of it. Only whoever shows the same key gets it: a name proves nothing. */
    private void sendOnceMore(Transfer transfer) {
        List<Path> picked =
                transfers.files.of(transfer.id()).map(FileList::picked).orElse(List.of());
        Optional<String> key = transfer.security().flatMap(Security::proven);
        Optional<Peer> peer = peers.get().stream()
                .filter(listed -> key.isPresent() && listed.proven().equals(key))
                .findFirst();
        if (picked.isEmpty() || key.isEmpty()) {
            transfers.remark(transfer.id(), Messages.of("transfer.sendByHand"));
        } else if (peer.isEmpty()) {
            transfers.remark(
                    transfer.id(),
                    Messages.of("transfer.notHere", transfers.names.in(transfer).peerName()));
        } else {
            node.send(peer.get(), picked);
        }
    }

    private void undo(List<Transfer> received) {
        for (Transfer transfer : received) {
            Optional<FileList> files = transfers.files.of(transfer.id());
            if (files.isPresent()) {
                background.execute(() -> {
                    String said = new Undo(opener).of(files.get().places(), transfer.savedAs());
                    boolean gone = files.get().places().stream()
                            .noneMatch(place -> Files.exists(place.path(), LinkOption.NOFOLLOW_LINKS));
                    EventQueue.invokeLater(() -> undone(transfer.id(), said, gone));
                });
            }
        }
    }

    /** Of what is gone there is nothing to open or to unfold any more. */
    private void undone(String id, String said, boolean gone) {
        Optional<Transfer> listed =
                transfers.all().stream().filter(one -> one.id().equals(id)).findFirst();
        if (gone && listed.isPresent()) {
            transfers.files.remove(id);
            transfers.upsert(List.of(listed.get().withSavedAs(Optional.empty())));
        }
        transfers.remark(id, said);
    }

    private void inBackground(TransferRow row, Path file, Opening opening) {
        background.execute(() -> {
            try {
                opening.open(file);
            } catch (IOException failure) {
                log.accept(Messages.of("open.failed", DisplayText.escape(file), Failure.sentence(failure)));
                if (failure instanceof NoSuchFileException && !(row instanceof TransferRow.OfFile)) {
                    String gone = Messages.of("transfer.gone", DisplayText.escape(file));
                    EventQueue.invokeLater(() -> {
                        transfers.gone.put(List.of(file), List.of(file));
                        row.transfers().forEach(one -> transfers.remark(one.id(), gone));
                    });
                }
            }
        });
    }

    @FunctionalInterface
    private interface Opening {
        void open(Path file) throws IOException;
    }
}
