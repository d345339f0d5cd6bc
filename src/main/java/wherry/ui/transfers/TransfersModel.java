package wherry.ui.transfers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.swing.table.AbstractTableModel;
import wherry.transfer.Transfer;
import wherry.ui.model.ObservableValue;
import wherry.ui.widgets.Messages;

/** Holds the transfers, the latest on top. Every cell of a row holds the whole transfer. */
public final class TransfersModel extends AbstractTableModel {
    public static final int TITLE = 0;
    static final int STATE = 1;
    public static final int ACTIONS = 2;
    /** Beyond so many the oldest that have ended go: strangers can make transfers. */
    public static final int LONGEST = 5_000;

    public final ObservableValue<Tally> tally = new ObservableValue<>(new Tally(0, 0, 0));

    /** In the order in which they came: a row counts from the end. */
    private final List<Transfer> transfers = new ArrayList<>();

    private final Map<String, Integer> indexes = new HashMap<>();

    /** How many are running, have ended, and have failed in a way that sending again may mend. */
    public record Tally(int running, int ended, int failed) {}

    /** Takes over the latest snapshots: known ones change in place, others come on top. */
    public void upsert(Collection<Transfer> snapshots) {
        int firstChanged = Integer.MAX_VALUE;
        int lastChanged = -1;
        int before = transfers.size();
        for (Transfer snapshot : snapshots) {
            Integer known = indexes.get(snapshot.id());
            if (known == null) {
                indexes.put(snapshot.id(), transfers.size());
                transfers.add(snapshot);
            } else {
                transfers.set(known, snapshot);
                firstChanged = Math.min(firstChanged, known);
                lastChanged = Math.max(lastChanged, known);
            }
        }
        if (transfers.size() > before) {
            fireTableRowsInserted(0, transfers.size() - before - 1);
        }
        if (lastChanged >= 0) {
            fireTableRowsUpdated(row(lastChanged), row(firstChanged));
        }
        if (transfers.size() > LONGEST) {
            dropOldest();
        }
        count();
    }

    void clearEnded() {
        remove(transfer -> transfer.state().isFinal());
    }

    void remove(String transferId) {
        remove(transfer -> transfer.id().equals(transferId));
    }

    List<Transfer> failed() {
        return transfers.stream().filter(TransferText::hasFailed).toList();
    }

    Optional<Transfer> at(int row) {
        return row >= 0 && row < transfers.size() ? Optional.of(transfers.get(row(row))) : Optional.empty();
    }

    @Override
    public int getRowCount() {
        return transfers.size();
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
        return transfers.get(row(row));
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return Transfer.class;
    }

    /** From row to index, and back. */
    private int row(int index) {
        return transfers.size() - 1 - index;
    }

    private void dropOldest() {
        int[] surplus = {transfers.size() - LONGEST};
        remove(transfer -> transfer.state().isFinal() && surplus[0]-- > 0);
    }

    private void remove(Predicate<Transfer> unwanted) {
        if (transfers.removeIf(unwanted)) {
            indexes.clear();
            for (int i = 0; i < transfers.size(); i++) {
                indexes.put(transfers.get(i).id(), i);
            }
            fireTableDataChanged();
            count();
        }
    }

    private void count() {
        int running = 0;
        int failed = 0;
        for (Transfer transfer : transfers) {
            running += transfer.state().isFinal() ? 0 : 1;
            failed += TransferText.hasFailed(transfer) ? 1 : 0;
        }
        tally.set(new Tally(running, transfers.size() - running, failed));
    }
}
