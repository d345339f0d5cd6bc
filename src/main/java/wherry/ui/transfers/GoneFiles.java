package wherry.ui.transfers;

import java.awt.EventQueue;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Stream;
import wherry.transfer.Direction;
import wherry.transfer.DisplayText;
import wherry.transfer.Transfer;
import wherry.ui.model.Aim;
import wherry.ui.widgets.Messages;

/**
 * Finds out which files of the rows that are seen are gone, so that nobody is offered to open them. Event thread; looks
 * at the disk in the background, one look at a time.
 */
final class GoneFiles {
    /** Of one transfer: rows that are seen are few, and what is missing is mostly missing as a whole. */
    private static final int MOST_OF_ONE = 32;

    private final TransfersModel model;
    private final RowPlaces places;
    private final Aim aim;
    private final Predicate<Path> there;
    private final Executor disk;
    private final Set<String> remarked = new HashSet<>();
    private boolean looking;
    private List<TransferRow> next = List.of();

    /**
     * Looks at nothing yet.
     *
     * @param aim what was seen is said as soon as nobody aims: it changes how high rows are
     * @param there whether there is such a file; asked in the background
     * @param disk may take its time: a file may be on a network drive that does not answer
     */
    GoneFiles(TransfersModel model, Aim aim, Predicate<Path> there, Executor disk) {
        this.model = model;
        places = new RowPlaces(model.files);
        this.aim = aim;
        this.there = there;
        this.disk = disk;
    }

    /** Looks for the files of these rows; of several looks that are asked for meanwhile only for the last. */
    void look(List<TransferRow> rows) {
        if (looking) {
            next = rows;
        } else if (!rows.isEmpty()) {
            looking = true;
            disk.execute(() -> {
                List<Seen> seen = rows.stream().flatMap(this::see).toList();
                EventQueue.invokeLater(() -> whenNobodyAims(() -> say(seen)));
            });
        }
    }

    /** @param transfer empty for a file of one */
    private record Seen(Optional<Transfer> transfer, List<Path> looked, List<Path> missing) {}

    private Stream<Seen> see(TransferRow row) {
        if (row instanceof TransferRow.OfFile) {
            return Stream.of(see(Optional.empty(), places.files(row)));
        }
        return row.transfers().stream().limit(MOST_OF_ONE).map(one -> see(Optional.of(one), looked(one)));
    }

    /** Its outermost files and folders, where it is, and the first file in it. */
    private List<Path> looked(Transfer transfer) {
        Set<Path> looked = new LinkedHashSet<>(
                places.files(transfer).stream().limit(MOST_OF_ONE).toList());
        if (!looked.isEmpty() && transfer.direction() == Direction.RECEIVING) {
            model.files
                    .of(transfer.id())
                    .filter(list -> list.size() > 0)
                    .flatMap(list -> list.path(0))
                    .ifPresent(looked::add);
        }
        return List.copyOf(looked);
    }

    private Seen see(Optional<Transfer> transfer, List<Path> looked) {
        return new Seen(transfer, looked, looked.stream().filter(there.negate()).toList());
    }

    private void whenNobodyAims(Runnable action) {
        aim.isTaken.watch(new Runnable() {
            @Override
            public void run() {
                if (!aim.isTaken.get()) {
                    aim.isTaken.forget(this);
                    action.run();
                }
            }
        });
    }

    private void say(List<Seen> all) {
        boolean changed = false;
        for (Seen seen : all) {
            changed |= model.gone.put(seen.looked(), seen.missing());
            if (seen.transfer().isPresent() && !seen.looked().isEmpty()) {
                changed |= say(seen.transfer().get(), seen);
            }
        }
        if (changed && model.getRowCount() > 0) {
            model.fireTableRowsUpdated(0, model.getRowCount() - 1);
        }
        looking = false;
        List<TransferRow> wanted = next;
        next = List.of();
        look(wanted);
    }

    private boolean say(Transfer transfer, Seen seen) {
        String id = transfer.id();
        if (transfer.direction() == Direction.RECEIVING) {
            remark(id, words(seen));
        }
        return model.gone.put(id, seen.missing().size() == seen.looked().size());
    }

    private static String words(Seen seen) {
        if (seen.missing().isEmpty()) {
            return "";
        }
        boolean several = seen.looked().size() > 1
                && seen.missing().size() == seen.looked().size();
        return several
                ? Messages.of("transfer.goneFiles")
                : Messages.of(
                        "transfer.goneFile", DisplayText.escape(seen.missing().get(0)));
    }

    /** What was sent arrived, wherever its files are now: nothing is to be said of those. */
    private void remark(String id, String words) {
        boolean silent = remarked.contains(id) || model.remark(id).isEmpty();
        if (!words.isEmpty() && silent) {
            remarked.add(id);
            model.remark(id, words);
        } else if (words.isEmpty() && remarked.remove(id)) {
            model.remark(id, "");
        }
    }
}
