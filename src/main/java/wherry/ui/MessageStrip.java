package wherry.ui;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.datatransfer.StringSelection;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Event;

/** Shows the texts that came in, the latest first, as plain text. In the window only while there is one. */
final class MessageStrip extends JPanel {
    private final MessagesModel model;
    private final JPanel strip =
            new JPanel(new MigLayout("insets 8 12 8 12, fillx, hidemode 3, gapy 6", "[]10[grow]12[]8[]8[]"));
    private final PlainLabel heading = new PlainLabel();
    private final PlainLabel count = new PlainLabel().styled("small");
    private final JTextArea text = new ProseText("messageText");
    private final JButton copy = button("copyMessage");
    private final JButton openLink = button("openLink");
    private final JButton dismiss = button("dismissMessage");
    private final Runnable watcher = this::refresh;

    /**
     * Shows what is in the model.
     *
     * @param links opens them, once the user has seen where they lead
     */
    MessageStrip(MessagesModel model, LinkCommands links) {
        super(new BorderLayout());
        this.model = model;
        strip.setName("message");
        strip.putClientProperty(FlatClientProperties.STYLE, "background: $Wherry.questionBackground");
        heading.setName("messageHeading");
        count.setName("messageCount");
        count.putClientProperty(FlatClientProperties.STYLE, "foreground: $Label.disabledForeground");
        // To be scrolled and copied from with keys.
        text.setFocusable(true);
        text.setRows(3);
        text.getAccessibleContext().setAccessibleName(Texts.of("message.text.accessible"));
        strip.add(new JLabel(Icons.action("text").derive(20, 20)), "aligny top, spany 2");
        strip.add(heading, "wmin 0, growx, split 2");
        strip.add(count);
        strip.add(copy, "shrink 0");
        strip.add(openLink, "shrink 0");
        strip.add(dismiss, "shrink 0, wrap");
        strip.add(new JScrollPane(text), "spanx, wmin 0, hmin 48, growx");
        copy.addActionListener(event -> first().ifPresent(this::copy));
        openLink.addActionListener(event ->
                first().flatMap(message -> MessageWords.link(received(message))).ifPresent(links::open));
        dismiss.addActionListener(event -> first().ifPresent(model::close));
    }

    @Override
    public void addNotify() {
        super.addNotify();
        model.open.watch(watcher);
    }

    @Override
    public void removeNotify() {
        model.open.forget(watcher);
        super.removeNotify();
    }

    private void refresh() {
        List<MessagesModel.Message> open = model.open.get();
        if (open.isEmpty()) {
            text.setText("");
            remove(strip);
        } else {
            show(open.get(0).received());
            count.setText(Texts.of("question.count", 1, open.size()));
            count.setVisible(open.size() > 1);
            add(strip);
        }
        revalidate();
        repaint();
    }

    private void show(Event.TextReceived message) {
        heading.setText(Texts.of("message.heading", message.senderName(), SecurityWords.of(message.security())));
        heading.setToolTipText(heading.getText());
        strip.getAccessibleContext().setAccessibleName(heading.getText());
        text.setText(MessageWords.shown(message.text()));
        text.setCaretPosition(0);
        openLink.setVisible(MessageWords.link(message.text()).isPresent());
    }

    /** All of it, as it was sent. */
    private void copy(MessagesModel.Message message) {
        getToolkit().getSystemClipboard().setContents(new StringSelection(received(message)), null);
    }

    private Optional<MessagesModel.Message> first() {
        return model.open.get().stream().findFirst();
    }

    private static String received(MessagesModel.Message message) {
        return message.received().text();
    }

    private static JButton button(String name) {
        JButton button = new JButton(Texts.of("message." + name));
        button.setName(name);
        button.getAccessibleContext().setAccessibleName(Texts.of("message." + name + ".accessible"));
        return button;
    }
}
