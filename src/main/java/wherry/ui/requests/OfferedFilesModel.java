package wherry.ui.requests;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javax.swing.table.AbstractTableModel;
import wherry.transfer.OfferedFile;
import wherry.transfer.Sizes;
import wherry.ui.widgets.Messages;

/** Holds the files of an offer, each wanted or not. Knows at any time how many are wanted without counting them again. */
public final class OfferedFilesModel extends AbstractTableModel {
    static final int WANTED = 0;
    public static final int NAME = 1;
    static final int SIZE = 2;

    private final BitSet wanted = new BitSet();
    private List<OfferedFile> files = List.of();
    private int wantedFiles;
    private long wantedBytes;

    /** Shows other files, all of them wanted. */
    void replace(List<OfferedFile> offered) {
        files = offered;
        wantAll();
    }

    void wantAll() {
        wanted.set(0, files.size());
        wantedFiles = files.size();
        wantedBytes = files.stream().mapToLong(OfferedFile::size).sum();
        fireTableDataChanged();
    }

    void wantNone() {
        wanted.clear();
        wantedFiles = 0;
        wantedBytes = 0;
        fireTableDataChanged();
    }

    int wantedFiles() {
        return wantedFiles;
    }

    long wantedBytes() {
        return wantedBytes;
    }

    boolean isEverythingWanted() {
        return wantedFiles == files.size();
    }

    List<OfferedFile> wanted() {
        if (isEverythingWanted()) {
            return files;
        }
        List<OfferedFile> chosen = new ArrayList<>(wantedFiles);
        wanted.stream().forEach(row -> chosen.add(files.get(row)));
        return chosen;
    }

    /** Wants those rows, or none of them any more when the first is wanted. */
    void toggle(int... rows) {
        if (rows.length == 0) {
            return;
        }
        boolean now = !wanted.get(rows[0]);
        for (int row : rows) {
            setValueAt(now, row, WANTED);
        }
    }

    @Override
    public int getRowCount() {
        return files.size();
    }

    @Override
    public int getColumnCount() {
        return 3;
    }

    @Override
    public String getColumnName(int column) {
        return Messages.of("choice.column." + column);
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return column == WANTED ? Boolean.class : String.class;
    }

    @Override
    public boolean isCellEditable(int row, int column) {
        return column == WANTED;
    }

    @Override
    public Object getValueAt(int row, int column) {
        return switch (column) {
            case WANTED -> wanted.get(row);
            case NAME -> files.get(row).displayName();
            default -> Sizes.rounded(files.get(row).size());
        };
    }

    @Override
    public void setValueAt(Object value, int row, int column) {
        boolean now = Boolean.TRUE.equals(value);
        if (now != wanted.get(row)) {
            wanted.set(row, now);
            int sign = now ? 1 : -1;
            wantedFiles += sign;
            wantedBytes += sign * files.get(row).size();
            fireTableCellUpdated(row, WANTED);
        }
    }
}
