package wherry.ui.requests;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.swing.table.AbstractTableModel;
import wherry.transfer.OfferedFile;
import wherry.transfer.Sizes;
import wherry.ui.requests.OfferTree.Node;
import wherry.ui.widgets.Messages;

/**
 * Holds the files of an offer as the rows of a tree, each wanted or not: which folders are open, and what a search leaves
 * of it.
 */
public final class OfferedFilesModel extends AbstractTableModel {
    static final int WANTED = 0;
    public static final int NAME = 1;
    static final int SIZE = 2;

    /** So many are shown with all their folders open; of more, only a folder that is alone. */
    private static final int FEW = 200;

    private final Set<Node> open = new HashSet<>();
    private final List<Node> rows = new ArrayList<>();
    private OfferTree tree = OfferTree.of(List.of());
    private WantedFiles wanted = new WantedFiles(tree);
    private String search = "";

    /** Shows other files, all of them wanted. */
    void replace(OfferTree offered) {
        tree = offered;
        open.clear();
        openFirst(tree.root());
        wanted = new WantedFiles(tree);
        wanted.want(tree.root(), true);
        list();
    }

    private void openFirst(Node folder) {
        for (Node child : folder.children()) {
            if (!child.isFile()
                    && (folder.children().size() == 1 || tree.files().size() <= FEW)) {
                open.add(child);
                openFirst(child);
            }
        }
    }

    /** Shows only files with this in their names, and their folders; all when it is empty. */
    void search(String text) {
        search = text.strip().toLowerCase(Locale.ROOT);
        list();
    }

    private void list() {
        rows.clear();
        addRows(tree.root(), rows);
        fireTableDataChanged();
    }

    /** Whether there was anything to add. */
    private boolean addRows(Node folder, List<Node> to) {
        boolean any = false;
        for (Node child : folder.children()) {
            if (child.isFile()) {
                if (search.isEmpty() || child.matches(search)) {
                    to.add(child);
                    any = true;
                }
            } else if (!search.isEmpty()) {
                int at = to.size();
                to.add(child);
                if (addRows(child, to)) {
                    any = true;
                } else {
                    to.remove(at);
                }
            } else {
                to.add(child);
                any = true;
                if (open.contains(child)) {
                    addRows(child, to);
                }
            }
        }
        return any;
    }

    /** All, or all that the search finds. */
    void wantAll() {
        wantFound(true);
    }

    void wantNone() {
        wantFound(false);
    }

    private void wantFound(boolean now) {
        if (search.isEmpty()) {
            wanted.want(tree.root(), now);
        } else {
            List.copyOf(rows).stream().filter(Node::isFile).forEach(file -> wanted.want(file, now));
        }
        tellWanted();
    }

    int wantedFiles() {
        return wanted.count();
    }

    long wantedBytes() {
        return wanted.bytes();
    }

    int files() {
        return tree.files().size();
    }

    boolean isEverythingWanted() {
        return wanted.isEverything();
    }

    /** In the order in which they were offered. */
    List<OfferedFile> wanted() {
        return wanted.files();
    }

    /** Wants those rows, or none of them any more when the first is wanted. */
    void toggle(int... chosen) {
        if (chosen.length > 0) {
            boolean now = want(chosen[0]) != WantedFiles.Share.ALL;
            for (int row : chosen) {
                wanted.want(rows.get(row), now);
            }
            tellWanted();
        }
    }

    private void tellWanted() {
        if (!rows.isEmpty()) {
            fireTableRowsUpdated(0, rows.size() - 1);
        }
    }

    /** How much of that row is wanted. */
    WantedFiles.Share want(int row) {
        return wanted.of(rows.get(row));
    }

    Node at(int row) {
        return rows.get(row);
    }

    boolean isOpen(Node folder) {
        return !search.isEmpty() || open.contains(folder);
    }

    /** Shows what is in the folder of that row; of a file, nothing. */
    void open(int row) {
        Node folder = rows.get(row);
        if (!folder.isFile() && search.isEmpty() && open.add(folder)) {
            List<Node> inside = new ArrayList<>();
            addRows(folder, inside);
            rows.addAll(row + 1, inside);
            fireTableRowsUpdated(row, row);
            if (!inside.isEmpty()) {
                fireTableRowsInserted(row + 1, row + inside.size());
            }
        }
    }

    void close(int row) {
        Node folder = rows.get(row);
        if (search.isEmpty() && open.remove(folder)) {
            int end = row + 1;
            while (end < rows.size() && rows.get(end).depth() > folder.depth()) {
                end++;
            }
            rows.subList(row + 1, end).clear();
            fireTableRowsUpdated(row, row);
            if (end > row + 1) {
                fireTableRowsDeleted(row + 1, end - 1);
            }
        }
    }

    @Override
    public int getRowCount() {
        return rows.size();
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
    public Object getValueAt(int row, int column) {
        return switch (column) {
            case WANTED -> want(row) == WantedFiles.Share.ALL;
            case NAME -> rows.get(row).name();
            default -> Sizes.rounded(rows.get(row).bytes());
        };
    }
}
