package wherry.ui.requests;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.icons.FlatSearchIcon;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlaceLabel;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.Typing;

/** Shows the files of an offer to choose from, with a search, how much is wanted, and where it goes. */
final class OfferedFilesPane extends JPanel {
    private final OfferedFilesModel files;
    private final OfferedFilesTable table;
    private final PlainLabel count = new PlainLabel();
    private final PlaceLabel into = new PlaceLabel();

    /** @param offered how many files there are: of empty folders there is nothing to choose but where they go */
    OfferedFilesPane(OfferedFilesModel files, int offered, Runnable otherFolder) {
        super(new MigLayout("insets 6 0 2 0, fillx, wrap 1, hidemode 3", "[grow, fill]", "[]6[]"));
        this.files = files;
        table = new OfferedFilesTable(files);
        setOpaque(false);
        count.setName("choiceCount");
        into.setName("choiceFolder");
        JTextField search = search();
        JScrollPane scroll = new JScrollPane(table);
        JPanel all = new JPanel(new MigLayout("insets 0, gap 8", "[][]"));
        all.setOpaque(false);
        all.add(button("wantAll", files::wantAll));
        all.add(button("wantNone", files::wantNone));
        add(search, "split 2, growx");
        add(all, "growx 0");
        add(scroll);
        add(count, "split 3, growx 0, gapright 16");
        add(into, "wmin 0, growx");
        add(button("otherFolder", otherFolder), "growx 0");
        search.setVisible(offered > 1);
        all.setVisible(offered > 1);
        scroll.setVisible(offered > 0);
        count.setVisible(offered > 0);
    }

    private JTextField search() {
        JTextField search = new JTextField();
        search.setName("choiceSearch");
        search.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Messages.of("choice.search"));
        search.putClientProperty(FlatClientProperties.TEXT_FIELD_LEADING_ICON, new FlatSearchIcon());
        search.putClientProperty(FlatClientProperties.TEXT_FIELD_SHOW_CLEAR_BUTTON, true);
        search.getAccessibleContext().setAccessibleName(Messages.of("choice.search.accessible"));
        Typing.watch(search, () -> files.search(search.getText()));
        Keys.bindWithin(search, "DOWN", table::requestFocusInWindow);
        return search;
    }

    /** Where the keys begin. */
    void selectFirst() {
        if (files.getRowCount() > 0) {
            table.changeSelection(0, OfferedFilesModel.NAME, false, false);
        }
    }

    /** Says how much is wanted, and where it goes. */
    void tell(String wanted, String folder) {
        count.setText(wanted);
        into.show(Messages.of("choice.into", "%s"), folder);
    }

    private static JButton button(String name, Runnable action) {
        JButton button = new JButton(Messages.of("choice." + name));
        button.setName(name);
        button.getAccessibleContext().setAccessibleName(Messages.of("choice." + name + ".accessible"));
        button.addActionListener(event -> action.run());
        return button;
    }
}
