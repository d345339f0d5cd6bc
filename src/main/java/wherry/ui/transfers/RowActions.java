package wherry.ui.transfers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.transfer.Direction;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Tells what can be done with a row, and with which file on the disk. Looks at no disk. */
final class RowActions {
    private final TransfersModel model;

    RowActions(TransfersModel model) {
        this.model = model;
    }

    /** What has a button at the end of the row. */
    List<RowAction> buttons(TransferRow row) {
        if (row instanceof TransferRow.OfFile) {
            return List.of();
        }
        if (!isOver(row)) {
            return List.of(RowAction.CANCEL);
        }
        List<RowAction> buttons = new ArrayList<>();
        if (row.transfers().get(0).direction() == Direction.RECEIVING
                && target(row).isPresent()) {
            buttons.add(RowAction.OPEN);
            buttons.add(RowAction.SHOW);
        } else if (row.transfer().filter(TransferText::canRetry).isPresent()) {
            buttons.add(RowAction.RETRY);
        }
        buttons.add(RowAction.MORE);
        return buttons;
    }

    /** Everything, the likeliest first. */
    List<RowAction> all(TransferRow row) {
        List<RowAction> all = new ArrayList<>();
        if (target(row).isPresent()) {
            all.add(RowAction.OPEN);
            all.add(RowAction.SHOW);
        }
        if (row instanceof TransferRow.OfFile) {
            return all;
        }
        if (!isOver(row)) {
            all.add(0, RowAction.CANCEL);
            return all;
        }
        if (row.transfer().filter(TransferText::canRetry).isPresent()) {
            // Nobody wants to send by one key what has arrived already.
            boolean arrived = row.transfer().get().state() == TransferState.DONE;
            all.add(arrived ? all.size() : 0, RowAction.RETRY);
        }
        if (row.transfers().stream().anyMatch(this::canBeUndone)) {
            all.add(RowAction.TRASH);
        }
        all.add(RowAction.REMOVE);
        return all;
    }

    private static boolean isOver(TransferRow row) {
        return row.transfers().stream().allMatch(transfer -> transfer.state().isFinal());
    }

    private boolean canBeUndone(Transfer transfer) {
        return transfer.direction() == Direction.RECEIVING
                && transfer.state() == TransferState.DONE
                && model.remark(transfer.id()).isEmpty()
                && model.files
                        .of(transfer.id())
                        .filter(list -> !list.places().isEmpty())
                        .isPresent();
    }

    /** What opening opens: what was received, or what was sent. */
    Optional<Path> target(TransferRow row) {
        if (row instanceof TransferRow.OfFile file) {
            boolean received = file.of().direction() == Direction.RECEIVING;
            return received && file.state() != TransferState.DONE
                    ? Optional.empty()
                    : file.files().path(file.number());
        }
        Transfer transfer = row.transfers().get(0);
        if (transfer.direction() == Direction.RECEIVING) {
            Optional<Path> saved = transfer.savedAs();
            return row instanceof TransferRow.Group ? saved.map(Path::getParent) : saved;
        }
        return transfer.state().isFinal()
                ? model.files
                        .of(transfer.id())
                        .map(FileList::picked)
                        .filter(picked -> picked.size() == 1)
                        .map(picked -> picked.get(0))
                : Optional.empty();
    }

    /** The files that the row is about, to be handed to another program; none while it is under way. */
    List<Path> files(TransferRow row) {
        if (row instanceof TransferRow.OfFile) {
            return target(row).map(List::of).orElse(List.of());
        }
        List<Path> all = new ArrayList<>();
        for (Transfer transfer : row.transfers()) {
            if (transfer.state().isFinal()) {
                all.addAll(files(transfer));
            }
        }
        return all;
    }

    private List<Path> files(Transfer transfer) {
        Optional<FileList> list = model.files.of(transfer.id());
        if (transfer.direction() == Direction.SENDING) {
            return list.map(FileList::picked).orElse(List.of());
        }
        if (transfer.savedAs().isEmpty()) {
            return List.of();
        }
        Path saved = transfer.savedAs().get();
        // Of several files this is the folder that they are in, beside those of others.
        return transfer.files() > 1
                ? list.map(several -> List.copyOf(several.outermost(saved))).orElse(List.of())
                : List.of(saved);
    }
}
