package wherry.ui.peers;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.icons.FlatSearchIcon;
import java.awt.Dimension;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ScrollPaneConstants;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import net.miginfocom.swing.MigLayout;
import wherry.ui.model.Aim;
import wherry.ui.model.ObservableValue;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.LetterScale;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Shows the peers under a heading and a filter. */
public final class PeersPanel extends JPanel {
    private final PeersModel peers;
    private final JLabel heading = PlainLabel.heading(Messages.of("peers.heading"));
    private final JTextField filter = new JTextField();
    private final PeersList list;
    private final JButton addPeer;
    private final JButton lookAgain;

    /** At 100 %. */
    private static final int NARROWEST = 258;

    public PeersPanel(PeersModel peers, Aim aim, SendCommands send, PeerCommands commands) {
        super(new MigLayout("insets 8 12 8 8, fill, wrap 1", "[grow]", "[]8[grow]8[]"));
        this.peers = peers;
        heading.setName("peersHeading");
        list = new PeersList(peers, aim, send, commands);
        filter();
        JScrollPane scroll = new JScrollPane(
                list, ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        JPanel head = new JPanel(new MigLayout("insets 0, fill", "[]12[grow]", "[28!]"));
        head.add(heading);
        head.add(filter, "growx, wmin 60");
        add(head, "growx");
        add(scroll, "grow, hmin 80");
        addPeer = button("addPeer", "plus", commands::addPeer);
        lookAgain = button("lookAgain", "look", commands::lookAgain);
        ObservableValue.whileShown(this, this::count, peers.listed);
        ObservableValue.whileShown(this, () -> commands.noteAddresses(peers.all()), peers.listed);
    }

    @Override
    public Dimension getMinimumSize() {
        return new Dimension(LetterScale.width(this, NARROWEST), 0);
    }

    /** What can be done about who is missing, for the row below. */
    public List<JButton> buttons() {
        return List.of(addPeer, lookAgain);
    }

    public void focusList() {
        list.requestFocusInWindow();
    }

    public void focusFilter() {
        filter.requestFocusInWindow();
        filter.selectAll();
    }

    private void count() {
        int listed = peers.getSize();
        int all = peers.all().size();
        if (peers.isFiltered() && all > 0) {
            heading.setText(Messages.of("peers.headingFiltered", listed, all));
        } else {
            heading.setText(listed == 0 ? Messages.of("peers.heading") : Messages.of("peers.headingCount", listed));
        }
    }

    private void filter() {
        filter.setName("peerFilter");
        filter.getAccessibleContext().setAccessibleName(Messages.of("peers.filter.accessible"));
        filter.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Messages.of("peers.filter"));
        filter.putClientProperty(FlatClientProperties.TEXT_FIELD_LEADING_ICON, new FlatSearchIcon());
        filter.putClientProperty(FlatClientProperties.TEXT_FIELD_SHOW_CLEAR_BUTTON, true);
        filter.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                changed();
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                changed();
            }

            @Override
            public void changedUpdate(DocumentEvent event) {}

            private void changed() {
                peers.filter(filter.getText());
                list.repaint();
            }
        });
        Keys.bind(filter, "ESCAPE", () -> filter.setText(""));
        Keys.bind(filter, "DOWN", this::goToList);
        Keys.bind(filter, "ENTER", this::goToList);
    }

    /** Whoever typed a part of a name means the first who has it. */
    private void goToList() {
        if (peers.getSize() > 0 && (list.getSelectedIndex() < 0 || peers.isFiltered())) {
            list.setSelectedIndex(0);
            list.ensureIndexIsVisible(0);
        }
        list.requestFocusInWindow();
    }

    private static JButton button(String name, String icon, Runnable action) {
        JButton button = new JButton(Messages.of("peers." + name), Icons.action(icon));
        button.setName(name);
        button.setToolTipText(Messages.of("peers." + name + ".tip"));
        button.getAccessibleContext().setAccessibleName(Messages.of("peers." + name + ".accessible"));
        button.addActionListener(event -> action.run());
        return button;
    }
}
