package wherry.ui.transfers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.transfer.Direction;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Tells where on the disk the files of a row are, or were when they came. Looks at no disk. For any thread. */
final class RowPlaces {
    private final FileLists lists;

    RowPlaces(FileLists lists) {
        this.lists = lists;
    }

    /** What opening opens: what was received, or what was sent. */
    Optional<Path> opened(TransferRow row) {
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
                ? lists.of(transfer.id())
                        .map(FileList::picked)
                        .filter(picked -> picked.size() == 1)
                        .map(picked -> picked.get(0))
                : Optional.empty();
    }

    /** The files that the row is about, to be handed to another program; none while it is under way. */
    List<Path> files(TransferRow row) {
        if (row instanceof TransferRow.OfFile) {
            return opened(row).map(List::of).orElse(List.of());
        }
        List<Path> all = new ArrayList<>();
        row.transfers().forEach(transfer -> all.addAll(files(transfer)));
        return all;
    }

    /** Of one transfer; none while it is under way. */
    List<Path> files(Transfer transfer) {
        if (!transfer.state().isFinal()) {
            return List.of();
        }
        Optional<FileList> list = lists.of(transfer.id());
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
