package wherry.ui;

import java.awt.EventQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.Transfer;

/** What the user does with transfers that are listed. Event thread only. */
final class TransferCommands {
    private final WindowModel model;
    private final NodeControls node;
    private final FileOpener opener;
    private final Executor background;

    TransferCommands(WindowModel model, NodeControls node, FileOpener opener, Executor background) {
        this.model = model;
        this.node = node;
        this.opener = opener;
        this.background = background;
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
        model.transfers.remove(transfer.id());
    }

    private void inBackground(Path file, Opening opening) {
        background.execute(() -> {
            try {
                opening.open(file);
            } catch (IOException failure) {
                String line = Texts.of("open.failed", DisplayText.escape(file), Failure.sentence(failure));
                EventQueue.invokeLater(() -> model.accept(List.of(Event.Logged.now(line))));
            }
        });
    }

    @FunctionalInterface
    private interface Opening {
        void open(Path file) throws IOException;
    }
}
