package wherry.ui.settings;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.KeyboardFocusManager;
import java.awt.event.MouseEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.swing.JButton;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.JToolTip;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;
import net.miginfocom.swing.MigLayout;
import wherry.settings.Star;
import wherry.settings.Trust;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.SettingsController;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.EmptyText;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainCell;
import wherry.ui.widgets.PlainToolTip;
import wherry.ui.widgets.ProseText;
import wherry.ui.widgets.ScrollingColumn;

/**
 * Lists all that was decided about who may send, to be changed and forgotten, and says what it means. What is done here
 * holds at once, and can be taken back.
 */
final class PeoplePage extends ScrollingColumn {
    private final TrustController trust;
    private final SettingsController settings;
    private final List<Star> starsBefore;
    private final Decisions decisions = new Decisions();
    private final Set<String> starsRemoved = new HashSet<>();
    private final Set<String> undecidedBefore = new HashSet<>();
    private final Map<String, Trust> before = new LinkedHashMap<>();
    private final ProseText meaning = new ProseText("trustMeaning");
    private final JTable table = new Table(decisions);
    private final JButton change = Dialogs.button("changeTrust", this::change);
    private final JButton forget = Dialogs.button("forgetTrust", this::forget);

    PeoplePage(TrustController trust, SettingsController settings) {
        super(new MigLayout("insets 12 0 0 0, fill, wrap 1", "[grow, fill]", "[]8[grow, fill]8[]8[]"));
        this.trust = trust;
        this.settings = settings;
        starsBefore = settings.now().stars();
        ProseText why = new ProseText("trustWhy");
        why.setText(Messages.of("trust.why"));
        add(why, "width 0:420");
        add(new JScrollPane(table), "grow, hmin 80");
        meaning.setRows(2);
        add(meaning, "width 0:420");
        change.setIcon(Icons.action("menu"));
        change.setHorizontalTextPosition(SwingConstants.LEADING);
        add(change, "split 2, growx 0");
        add(forget, "growx 0");
        table.getSelectionModel().addListSelectionListener(event -> enableButtons());
        Keys.bindWithin(table, "DELETE", this::forget);
        Keys.bindWithin(table, "ENTER", this::change);
        ObservableValue.whileShown(this, this::refresh, trust.changes, settings.stars);
    }

    /** Its table takes what room there is, and scrolls by itself. */
    @Override
    public boolean getScrollableTracksViewportHeight() {
        return getParent() != null && getParent().getHeight() >= getMinimumSize().height;
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return super.getPreferredSize();
    }

    /** Where there is less than it needs, it is no higher than that. */
    @Override
    public Dimension getPreferredSize() {
        Dimension size = super.getPreferredSize();
        return getParent() == null || getScrollableTracksViewportHeight()
                ? size
                : new Dimension(size.width, getMinimumSize().height);
    }

    /** Makes all decisions what they were before this page was shown. */
    void takeBack() {
        before.values().stream()
                .filter(old -> !trust.of(old.fingerprint()).equals(Optional.of(old)))
                .forEach(trust::keep);
        undecidedBefore.stream().filter(key -> !before.containsKey(key)).forEach(trust::forget);
        starsBefore.stream()
                .filter(star -> starsRemoved.contains(star.fingerprint()))
                .forEach(settings::star);
    }

    private void refresh() {
        Optional<String> before = selected().map(Person::fingerprint);
        decisions.replace(Person.of(settings.now().stars(), trust.all()));
        before.ifPresent(
                fingerprint -> decisions.rowOf(fingerprint).ifPresent(row -> table.setRowSelectionInterval(row, row)));
        enableButtons();
    }

    private void enableButtons() {
        change.setEnabled(selected().isPresent());
        forget.setEnabled(selected().isPresent());
        meaning.setText(selected().map(Person::meaning).orElse(""));
    }

    private void change() {
        selected().ifPresent(chosen -> {
            remember(chosen);
            JPopupMenu menu = new JPopupMenu();
            menu.setName("trustMenu");
            TrustMenu.fill(menu, trust, chosen.fingerprint(), chosen.name());
            menu.show(change, 0, change.getHeight());
        });
    }

    private void forget() {
        selected().ifPresent(chosen -> {
            remember(chosen);
            chosen.trust().map(Trust::fingerprint).ifPresent(trust::forget);
            chosen.star().map(Star::fingerprint).ifPresent(fingerprint -> {
                starsRemoved.add(fingerprint);
                settings.unstar(fingerprint);
            });
        });
    }

    private void remember(Person chosen) {
        chosen.trust()
                .ifPresentOrElse(
                        old -> before.putIfAbsent(old.fingerprint(), old),
                        () -> undecidedBefore.add(chosen.fingerprint()));
    }

    private Optional<Person> selected() {
        return decisions.at(table.getSelectedRow());
    }

    private static final class Table extends JTable {
        private final Decisions decisions;

        Table(Decisions decisions) {
            super(decisions);
            this.decisions = decisions;
            setName("trusts");
            getAccessibleContext().setAccessibleName(Messages.of("trust.accessible"));
            setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
            setShowGrid(false);
            setFillsViewportHeight(true);
            getTableHeader().setReorderingAllowed(false);
            setDefaultRenderer(Object.class, new PlainCell(SwingConstants.LEADING));
            setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
            setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
            Keys.unbindWithin(this, "ESCAPE");
        }

        @Override
        public String getToolTipText(MouseEvent event) {
            return decisions
                    .at(rowAtPoint(event.getPoint()))
                    .map(Person::spoken)
                    .orElse(null);
        }

        @Override
        public JToolTip createToolTip() {
            return PlainToolTip.on(this);
        }

        @Override
        public Dimension getPreferredScrollableViewportSize() {
            return new Dimension(UIScale.scale(460), UIScale.scale(200));
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            super.paintComponent(graphics);
            if (getRowCount() == 0) {
                EmptyText.paint(this, graphics, Messages.of("trust.empty"));
            }
        }
    }

    private static final class Decisions extends AbstractTableModel {
        private static final int COLUMNS = 4;
        private List<Person> all = List.of();

        void replace(List<Person> people) {
            all = people;
            fireTableDataChanged();
        }

        Optional<Person> at(int row) {
            return row >= 0 && row < all.size() ? Optional.of(all.get(row)) : Optional.empty();
        }

        Optional<Integer> rowOf(String fingerprint) {
            for (int row = 0; row < all.size(); row++) {
                if (all.get(row).fingerprint().equals(fingerprint)) {
                    return Optional.of(row);
                }
            }
            return Optional.empty();
        }

        @Override
        public int getRowCount() {
            return all.size();
        }

        @Override
        public int getColumnCount() {
            return COLUMNS;
        }

        @Override
        public String getColumnName(int column) {
            return Messages.of("trust.column." + column);
        }

        @Override
        public Object getValueAt(int row, int column) {
            Person person = all.get(row);
            return switch (column) {
                case 0 -> person.starredName();
                case 1 -> person.key();
                case 2 -> person.decision();
                default -> person.until();
            };
        }
    }
}
