package wherry.ui.transfers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.swing.table.AbstractTableModel;
import wherry.transfer.Direction;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.OwnNames;
import wherry.ui.widgets.Messages;

/** Holds the transfers, the latest on top. Every cell of a row holds the whole {@link TransferRow}. Event thread only. */
public final class TransfersModel extends AbstractTableModel {
    public static final int TITLE = 0;
    static final int STATE = 1;
    public static final int ACTIONS = 2;
    /** Beyond so many the oldest that have ended go: strangers can make transfers. */
    public static final int LONGEST = 5_000;

    public final ObservableValue<TransferTally> tally = new ObservableValue<>(TransferTally.of(List.of()));

    /** The files of the transfers; may be written by any thread. */
    public final FileLists files = new FileLists();

    public final OwnNames names = new OwnNames();

    final GonePlaces gone = new GonePlaces();

    /** In the order in which they came: a row counts from the end. */
    private final List<Transfer> transfers = new ArrayList<>();

    private final Map<String, Integer> indexes = new HashMap<>();
    private final Set<String> unfolded = new HashSet<>();
    private final Map<String, String> remarks = new HashMap<>();
    private final Set<String> earlier = new HashSet<>();
    private RowBlocks rows = RowBlocks.of(List.of(), List.of(), files);

    /** Takes over the latest snapshots: known ones change in place, others come on top. */
    public void upsert(Collection<Transfer> snapshots) {
        int firstChanged = Integer.MAX_VALUE;
        int lastChanged = -1;
        int added = 0;
        boolean regrouped = false;
        for (Transfer snapshot : snapshots) {
            Integer known = indexes.get(snapshot.id());
            if (known == null) {
                indexes.put(snapshot.id(), transfers.size());
                transfers.add(snapshot);
                added++;
                regrouped |= canBeGrouped(snapshot);
            } else {
                regrouped |= canBeGrouped(snapshot) != canBeGrouped(transfers.set(known, snapshot));
                regrouped |= !rows.replace(snapshot);
                int row = rows.rowOf(snapshot.id());
                firstChanged = Math.min(firstChanged, row);
                lastChanged = Math.max(lastChanged, row);
            }
        }
        if (regrouped || transfers.size() > LONGEST) {
            dropOldest();
            arrange();
            fireTableDataChanged();
        } else {
            if (added > 0) {
                arrange();
                fireTableRowsInserted(0, added - 1);
            }
            if (lastChanged >= 0) {
                int last = rows.blockAt(lastChanged + added);
                fireTableRowsUpdated(firstChanged + added, rows.start(last + 1) - 1);
            }
        }
        count();
    }

    private static boolean canBeGrouped(Transfer transfer) {
        return transfer.direction() == Direction.RECEIVING && transfer.state() == TransferState.DONE;
    }

    /** Lists what was before this program was started, below the rest. */
    void addEarlier(List<Transfer> oldestFirst) {
        List<Transfer> unknown = oldestFirst.stream()
                .filter(transfer -> !indexes.containsKey(transfer.id()))
                .toList();
        if (!unknown.isEmpty()) {
            transfers.addAll(0, unknown);
            unknown.forEach(transfer -> earlier.add(transfer.id()));
            changed();
        }
    }

    /** Whether it ended before this program was started, or was taken from the history since. */
    boolean isEarlier(String transferId) {
        return earlier.contains(transferId);
    }

    public void clearEnded() {
        remove(transfer -> transfer.state().isFinal());
    }

    void remove(Collection<String> transferIds) {
        Set<String> gone = Set.copyOf(transferIds);
        remove(transfer -> gone.contains(transfer.id()));
    }

    /** Shows the parts of a row, or hides them again. */
    public void fold(String key) {
        if (!unfolded.remove(key)) {
            unfolded.add(key);
        }
        arrange();
        fireTableDataChanged();
    }

    boolean isUnfolded(String key) {
        return unfolded.contains(key);
    }

    /** Whether there is anything below that row that could be shown. */
    boolean canUnfold(TransferRow row) {
        if (row instanceof TransferRow.Single single) {
            return files.of(single.key()).filter(list -> list.size() > 1).isPresent();
        }
        return row instanceof TransferRow.Group;
    }

    /** Says something of a transfer from now on, rather than its state; nothing any more if that is empty. */
    void remark(String transferId, String sentence) {
        String before = sentence.isEmpty() ? remarks.remove(transferId) : remarks.put(transferId, sentence);
        if (!sentence.equals(before == null ? "" : before) && getRowCount() > 0) {
            fireTableRowsUpdated(0, getRowCount() - 1);
        }
    }

    /** What was remarked of a transfer; empty for nothing. */
    String remark(String transferId) {
        return remarks.getOrDefault(transferId, "");
    }

    List<Transfer> failed() {
        return transfers.stream().filter(TransferText::hasFailed).toList();
    }

    /** All that are listed, the oldest first. */
    List<Transfer> all() {
        return List.copyOf(transfers);
    }

    Optional<TransferRow> at(int row) {
        return row >= 0 && row < rows.rows() ? Optional.of(rows.row(row)) : Optional.empty();
    }

    /** The row of that key; -1 if it is not listed. */
    int rowOf(String key) {
        return rows.rowOf(key);
    }

    RowBlocks blocks() {
        return rows;
    }

    @Override
    public int getRowCount() {
        return rows.rows();
    }

    @Override
    public int getColumnCount() {
        return 3;
    }

    @Override
    public String getColumnName(int column) {
        return Messages.of("transfers.column." + column);
    }

    @Override
    public Object getValueAt(int row, int column) {
        return rows.row(row);
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return TransferRow.class;
    }

    private void dropOldest() {
        int[] surplus = {transfers.size() - LONGEST};
        if (surplus[0] > 0) {
            take(transfer -> transfer.state().isFinal() && surplus[0]-- > 0);
        }
    }

    private void remove(Predicate<Transfer> unwanted) {
        if (take(unwanted)) {
            changed();
        }
    }

    private boolean take(Predicate<Transfer> unwanted) {
        List<String> taken = new ArrayList<>();
        transfers.removeIf(transfer -> {
            boolean goes = unwanted.test(transfer);
            if (goes) {
                taken.add(transfer.id());
            }
            return goes;
        });
        taken.forEach(id -> {
            files.remove(id);
            gone.forget(id);
            unfolded.remove(id);
            remarks.remove(id);
            earlier.remove(id);
        });
        index();
        return !taken.isEmpty();
    }

    private void changed() {
        index();
        arrange();
        fireTableDataChanged();
        count();
    }

    private void index() {
        indexes.clear();
        for (int i = 0; i < transfers.size(); i++) {
            indexes.put(transfers.get(i).id(), i);
        }
    }

    private void arrange() {
        rows = RowBlocks.of(transfers, unfolded, files);
    }

    private void count() {
        tally.set(TransferTally.of(transfers));
    }
}
