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
    private final RowPlaces places;

    RowActions(TransfersModel model) {
        this.model = model;
        places = new RowPlaces(model.files);
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

    /** What opening opens, unless it was seen to be gone. */
    Optional<Path> target(TransferRow row) {
        boolean allGone = !(row instanceof TransferRow.OfFile)
                && row.transfers().stream().allMatch(transfer -> model.gone.has(transfer.id()));
        return allGone ? Optional.empty() : places.opened(row).filter(path -> !model.gone.has(path));
    }

    /** The files that the row is about, to be handed to another program, but those that were seen to be gone. */
    List<Path> files(TransferRow row) {
        return places.files(row).stream().filter(path -> !model.gone.has(path)).toList();
    }
}
