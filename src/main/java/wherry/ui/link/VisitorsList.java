package wherry.ui.link;

import java.util.List;
import java.util.concurrent.Executor;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;
import net.miginfocom.swing.MigLayout;
import wherry.link.Link;
import wherry.link.Visitor;
import wherry.ui.peers.SendTextDialog;
import wherry.ui.widgets.Messages;

/** Lists who has opened a link, and can be sent away. Event thread only. */
final class VisitorsList {
    private final Link link;
    private final Executor background;
    private final DefaultListModel<String> titles = new DefaultListModel<>();
    private final JList<String> list = new JList<>(titles);
    private final JButton sendAway = new JButton(Messages.of("link.button.sendAway"));
    private final JButton sendText = new JButton(Messages.of("link.button.sendText"));
    private List<Visitor> visitors = List.of();

    VisitorsList(Link link, Executor background) {
        this.link = link;
        this.background = background;
        list.setName("linkVisitors");
        list.setCellRenderer(new PlainRow());
        list.setVisibleRowCount(2);
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.getAccessibleContext().setAccessibleName(Messages.of("link.visitors"));
        list.addListSelectionListener(event -> {
            sendAway.setEnabled(!list.isSelectionEmpty());
            sendText.setEnabled(!list.isSelectionEmpty());
        });
        sendText.setName("link.sendText");
        sendText.setEnabled(false);
        sendText.addActionListener(event -> sendText());
        sendAway.setName("link.sendAway");
        sendAway.setEnabled(false);
        sendAway.addActionListener(event -> sendAway());
    }

    JPanel panel() {
        JPanel panel = new JPanel(new MigLayout("insets 0, fill, wrap 1", "[grow, fill]", "[grow, fill]6[]"));
        // As wide as it can be: who it is takes a line.
        panel.add(new JScrollPane(list), "grow, wmin 0");
        panel.add(sendText, "split 2, growx 0");
        panel.add(sendAway, "growx 0, gapright push");
        return panel;
    }

    void show(List<Visitor> now) {
        String chosen = list.isSelectionEmpty()
                ? ""
                : visitors.get(list.getSelectedIndex()).id();
        visitors = now;
        titles.clear();
        now.forEach(visitor ->
                titles.addElement(visitor.sentAway() ? Messages.of("link.gone", visitor.title()) : visitor.title()));
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).id().equals(chosen)) {
                list.setSelectedIndex(i);
            }
        }
    }

    /** To the one who was chosen when it was asked for, whoever comes meanwhile. */
    private void sendText() {
        Visitor visitor = visitors.get(list.getSelectedIndex());
        SendTextDialog.ask(list, Messages.of("sendTextDialog.label", visitor.title()))
                .ifPresent(text -> background.execute(() -> link.offerText(visitor.id(), text)));
    }

    private void sendAway() {
        String id = visitors.get(list.getSelectedIndex()).id();
        background.execute(() -> link.sendAway(id));
    }
}
