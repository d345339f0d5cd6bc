package wherry.ui.transfers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.transfer.Transfer;
import wherry.ui.desktop.FileOpener;
import wherry.ui.model.NodeControls;
import wherry.ui.widgets.Messages;

/** Performs what the user does with transfers that are listed. Event thread only. */
public final class TransferCommands {
    private final TransfersModel transfers;
    private final NodeControls node;
    private final FileOpener opener;
    private final Executor background;
    private final Consumer<String> log;

    /**
     * Answers what the user wants of a transfer.
     *
     * @param log takes a line for the log, from any thread
     */
    public TransferCommands(
            TransfersModel transfers, NodeControls node, FileOpener opener, Executor background, Consumer<String> log) {
        this.transfers = transfers;
        this.node = node;
        this.opener = opener;
        this.background = background;
        this.log = log;
    }

    void perform(RowAction action, Transfer transfer) {
        switch (action) {
            case CANCEL -> node.cancel(transfer.id());
            case RETRY -> retry(transfer);
            case OPEN -> transfer.savedAs().ifPresent(file -> inBackground(file, opener::open));
            case SHOW -> transfer.savedAs().ifPresent(file -> inBackground(file, opener::show));
        }
    }

    /** The new attempt takes the place of the old row, or the next "Retry failed" would send everything twice. */
    private void retry(Transfer transfer) {
        node.retry(transfer.id());
        transfers.remove(transfer.id());
    }

    private void inBackground(Path file, Opening opening) {
        background.execute(() -> {
            try {
                opening.open(file);
            } catch (IOException failure) {
                log.accept(Messages.of("open.failed", DisplayText.escape(file), Failure.sentence(failure)));
            }
        });
    }

    @FunctionalInterface
    private interface Opening {
        void open(Path file) throws IOException;
    }
}
