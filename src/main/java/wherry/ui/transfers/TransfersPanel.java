package wherry.ui.transfers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.Timer;
import javax.swing.event.TableModelEvent;
import net.miginfocom.swing.MigLayout;
import wherry.ui.model.Aim;
import wherry.ui.model.ObservableValue;
import wherry.ui.widgets.Background;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Shows the transfers under their heading, with what can be done to all of them. */
public final class TransfersPanel extends JPanel {
    /** In pixels at 100 %, of the list with its edges. */
    private static final int ROW = RowHeights.TRANSFER + 8;

    private static final int LOWEST = 24;

    /** Whoever scrolls sees many rows: only those are looked at where they stop. */
    private static final int LOOK_MILLIS = 150;

    private final TransfersModel model;
    private final HistoryController history;
    private final JButton retryFailed = button("retryFailed");
    private final JButton clear = button("clear");
    private final JButton historyClear = button("historyClear");

    public TransfersPanel(TransfersModel model, TransferCommands commands, HistoryController history, Aim aim) {
        super(new MigLayout("insets 2 12 4 12, fill, wrap 1", "[grow]", "[]4[grow]"));
        this.model = model;
        this.history = history;
        JPanel head = new JPanel(new MigLayout("insets 0, fill, gap 8", "[grow][][][]"));
        head.add(PlainLabel.heading(Messages.of("transfers.heading")));
        head.add(retryFailed);
        head.add(clear);
        head.add(historyClear);
        add(head, "growx");
        TransfersTable table = new TransfersTable(model, history, commands::perform);
        aim.watchPresses(table);
        JScrollPane scroll = new JScrollPane(table);
        add(scroll, "grow, hmin " + LOWEST);
        retryFailed.addActionListener(event -> commands.retryFailed());
        clear.addActionListener(event -> model.clearEnded());
        historyClear.addActionListener(event -> history.clear());
        lookForGone(table, scroll, new GoneFiles(model, aim, commands::isThere, Background.inOrder("window-files")));
        ObservableValue.whileShown(this, this::refresh, model.tally, history.isEmpty);
    }

    /** Files go by other means: what is seen is looked for when it comes into sight, and when the user comes back. */
    private void lookForGone(TransfersTable table, JScrollPane scroll, GoneFiles goneFiles) {
        Timer soon = new Timer(LOOK_MILLIS, event -> goneFiles.look(table.seen()));
        soon.setRepeats(false);
        ViewActivation.onEach(this, soon::start);
        scroll.getViewport().addChangeListener(event -> soon.start());
        model.addTableModelListener(event -> {
            if (event.getType() != TableModelEvent.UPDATE || event.getLastRow() == Integer.MAX_VALUE) {
                soon.start();
            }
        });
    }

    /** There is room for one transfer, where the window is not smaller than it likes to be. */
    @Override
    public Dimension getMinimumSize() {
        Dimension least = super.getMinimumSize();
        return new Dimension(least.width, least.height + UIScale.scale(ROW - LOWEST));
    }

    private void refresh() {
        TransferTally tally = model.tally.get();
        retryFailed.setEnabled(tally.failed() > 0);
        clear.setEnabled(tally.ended() > 0);
        // What has just ended is written down a moment later.
        historyClear.setEnabled(tally.ended() > 0 || !history.isEmpty.get());
    }

    private static JButton button(String name) {
        JButton button = new JButton(Messages.of("transfers." + name));
        button.setName(name);
        button.setToolTipText(Messages.of("transfers." + name + ".tip"));
        button.getAccessibleContext().setAccessibleName(Messages.of("transfers." + name + ".accessible"));
        return button;
    }
}
