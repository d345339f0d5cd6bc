package wherry.ui;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.KeyboardFocusManager;
import java.awt.event.HierarchyBoundsAdapter;
import java.awt.event.HierarchyEvent;
import java.util.Set;
import javax.swing.JCheckBox;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.text.DefaultCaret;
import net.miginfocom.swing.MigLayout;
import wherry.settings.ViewSettings.Datagrams;
import wherry.settings.ViewSettings.LogPane;
import wherry.transfer.Event.Logged.Tone;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.ViewController;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;

/** Shows the log, with what can be done with it, or only its heading when it is folded. */
final class LogPanel extends JPanel {
    /** Of the window, unscaled: as on a screen of 768 pixels where everything is drawn twice as large. */
    private static final int LOW = 420;

    private static final String LAYOUT = "insets 8 12 12 12, fill, wrap 1, hidemode 3";
    /** What is left is for a row of the transfers. */
    private static final String LAYOUT_FOLDED_FOR_ROOM = "insets 0 12 0 12, fill, wrap 1, hidemode 3";

    private final LogDocument document;
    private final ViewController view;
    private final JTextArea text;
    private final JScrollPane scroll;
    private final LogFolding folding;
    private final JPanel tools = new JPanel(new MigLayout("insets 0, gap 6, hidemode 3", "", "[center]"));
    private final JCheckBox datagrams = new JCheckBox(Messages.of("log.showDatagrams"));
    private final JTextField find = new JTextField(12);
    private boolean low;
    private boolean wantedAnyway;

    LogPanel(LogDocument document, ViewController view, LogCommands commands) {
        super(new MigLayout(LAYOUT, "[grow]", "[]4[grow]"));
        this.document = document;
        this.view = view;
        text = new LogText(document);
        text.setName("log");
        text.getAccessibleContext().setAccessibleName(Messages.of("log.accessible"));
        text.setEditable(false);
        text.putClientProperty(FlatClientProperties.STYLE_CLASS, "monospaced");
        text.putClientProperty(FlatClientProperties.STYLE, "background: $List.background");
        text.setMargin(UIScale.scale(new Insets(6, 8, 6, 8)));
        text.setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        text.setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        // A caret that moved with the text would drag the view along.
        ((DefaultCaret) text.getCaret()).setUpdatePolicy(DefaultCaret.NEVER_UPDATE);
        Keys.unbind(text, Keys.MENU + " V");
        Keys.bind(text, Keys.MENU + " F", find::requestFocusInWindow);
        scroll = new JScrollPane(text);
        scroll.setPreferredSize(new Dimension(UIScale.scale(720), UIScale.scale(130)));
        LogFollower.follow(document, scroll);
        text.setComponentPopupMenu(new LogMenu(text, commands));
        folding = new LogFolding(this, Messages.of("log.heading"), this::toggle);
        tools(commands);
        JPanel head = new JPanel(new MigLayout("insets 0, fill, gap 8", "[][grow][]", "[center]"));
        head.add(folding.button());
        head.add(tools, "skip");
        add(head, "growx");
        add(scroll, "grow, hmin 44");
        addHierarchyBoundsListener(new HierarchyBoundsAdapter() {
            @Override
            public void ancestorResized(HierarchyEvent event) {
                LogPanel.this.ancestorResized();
            }
        });
        addHierarchyListener(event -> {
            if ((event.getChangeFlags() & HierarchyEvent.SHOWING_CHANGED) != 0) {
                ancestorResized();
            }
        });
        ObservableValue.whileShown(this, this::refresh, view.now);
    }

    private void tools(LogCommands commands) {
        datagrams.setName("showDatagrams");
        datagrams.setToolTipText(Messages.of("log.showDatagrams.tip"));
        datagrams.addActionListener(event -> {
            Datagrams wanted = datagrams.isSelected() ? Datagrams.SHOWN : Datagrams.HIDDEN;
            view.change(now -> now.with(wanted));
        });
        find.setName("logFind");
        find.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Messages.of("log.find"));
        find.getAccessibleContext().setAccessibleName(Messages.of("log.find.accessible"));
        find.addActionListener(event -> commands.find(text, find.getText()));
        Keys.bind(find, "ESCAPE", text::requestFocusInWindow);
        tools.add(datagrams);
        tools.add(find);
        tools.add(commands.copyButton(text));
        tools.add(commands.saveButton(text));
    }

    /** So low a window has no room for it beside what matters more. */
    private void ancestorResized() {
        // Before it is shown the window has sizes that do not last.
        if (!isShowing()) {
            return;
        }
        boolean now = getRootPane().getHeight() < UIScale.scale(LOW);
        if (now != low) {
            low = now;
            wantedAnyway = false;
            refresh();
        }
    }

    private boolean isFoldedForRoom() {
        return low && !wantedAnyway && view.now.get().log() == LogPane.OPEN;
    }

    private void toggle() {
        if (isFoldedForRoom()) {
            wantedAnyway = true;
            refresh();
            return;
        }
        view.change(now -> now.with(now.log() == LogPane.OPEN ? LogPane.FOLDED : LogPane.OPEN));
    }

    private void refresh() {
        boolean open = view.now.get().log() == LogPane.OPEN && !isFoldedForRoom();
        boolean shown = view.now.get().datagrams() == Datagrams.SHOWN;
        datagrams.setSelected(shown);
        document.hide(shown ? Set.of() : Set.of(Tone.DATAGRAM));
        tools.setVisible(open);
        scroll.setVisible(open);
        ((MigLayout) getLayout()).setLayoutConstraints(isFoldedForRoom() ? LAYOUT_FOLDED_FOR_ROOM : LAYOUT);
        if (open) {
            folding.unfold();
        } else {
            folding.fold();
        }
        revalidate();
    }
}
