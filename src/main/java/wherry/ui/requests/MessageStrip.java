package wherry.ui.requests;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.datatransfer.StringSelection;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.SecurityText;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.CardPanel;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;
import wherry.ui.widgets.Strip;

/** Shows the texts that came in, the latest first, as plain text. In the window only while there is one. */
public final class MessageStrip extends Strip {
    private static final int LONGEST_ITEM = 80;

    private final MessagesModel model;
    private final LinkCommands links;
    private final JPanel strip;
    private final ProseText heading = new ProseText("messageHeading");
    private final TrustController trust;
    private final PlainLabel count = new PlainLabel().styled("small");
    private final JTextArea text = new ProseText("messageText");
    private final JButton copy = button("copyMessage");
    private final JButton openLink = button("openLink");
    private final JButton dismiss = button("dismissMessage");
    private Optional<MessagesModel.Message> shown = Optional.empty();

    /**
     * Shows what is in the model.
     *
     * @param links opens them, once the user has seen where they lead
     */
    public MessageStrip(MessagesModel model, LinkCommands links, TrustController trust) {
        this(
                new CardPanel(
                        new MigLayout("insets 10 14 8 12, fillx, hidemode 3, gapy 6", "[]10[grow, fill]"),
                        "Wherry.questionBackground"),
                model,
                links,
                trust);
        ObservableValue.whileShown(this, this::refresh, model.open);
    }

    private MessageStrip(JPanel strip, MessagesModel model, LinkCommands links, TrustController trust) {
        super(strip);
        this.strip = strip;
        this.links = links;
        this.trust = trust;
        this.model = model;
        strip.setName("message");
        heading.putClientProperty(FlatClientProperties.STYLE, QuestionCard.FOREGROUND);
        count.setName("messageCount");
        count.putClientProperty(FlatClientProperties.STYLE, "foreground: $Label.disabledForeground");
        // To be scrolled and copied from with keys.
        text.setFocusable(true);
        text.setRows(3);
        text.getAccessibleContext().setAccessibleName(Messages.of("message.text.accessible"));
        strip.add(new JLabel(Icons.action("text").derive(20, 20)), "aligny top, spany 3");
        strip.add(heading, "wmin 0, growx, wrap");
        strip.add(new JScrollPane(text), "spanx, wmin 0, hmin 48, growx, pushx, wrap");
        strip.add(count, "split 4, growx 0");
        strip.add(copy, "gapleft push, growx 0");
        strip.add(openLink, "growx 0");
        strip.add(dismiss, "growx 0");
        copy.addActionListener(event -> read().ifPresent(this::copy));
        openLink.addActionListener(event -> read().ifPresent(this::openOneOf));
        dismiss.addActionListener(event -> read().ifPresent(model::close));
        text.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (SwingUtilities.isLeftMouseButton(event) && text.getSelectedText() == null && !isTooNew()) {
                    MessageText.linkAt(text.getText(), text.viewToModel2D(event.getPoint()))
                            .ifPresent(links::open);
                }
            }
        });
    }

    private void refresh() {
        List<MessagesModel.Message> open = model.open.get();
        if (open.isEmpty()) {
            text.setText("");
            shown = Optional.empty();
            takeAway();
        } else {
            if (!shown.equals(first())) {
                shown = first();
                changed();
                show(open.get(0).received());
            }
            count.setText(Messages.of("question.count", 1, open.size()));
            count.setVisible(open.size() > 1);
            bringIn();
        }
    }

    private void show(Event.TextReceived message) {
        heading.setText(
                Messages.of("message.heading", message.senderName(), SecurityText.of(message.security(), trust)));
        strip.getAccessibleContext().setAccessibleName(heading.getText());
        text.setText(MessageText.shown(message.text()));
        text.setCaretPosition(0);
        openLink.setVisible(!MessageText.links(message.text()).isEmpty());
    }

    /** Of several the user chooses: none of them is more likely meant than the others. */
    private void openOneOf(MessagesModel.Message message) {
        List<URI> pages = MessageText.links(received(message));
        if (pages.size() == 1) {
            links.open(pages.get(0));
            return;
        }
        JPopupMenu menu = new JPopupMenu();
        menu.setName("links");
        for (URI page : pages) {
            JMenuItem item = new JMenuItem(DisplayText.shorten(page.toASCIIString(), LONGEST_ITEM));
            item.putClientProperty("html.disable", true);
            item.addActionListener(event -> links.open(page));
            menu.add(item);
        }
        menu.show(openLink, 0, openLink.getHeight());
    }

    /** All of it, as it was sent. */
    private void copy(MessagesModel.Message message) {
        getToolkit().getSystemClipboard().setContents(new StringSelection(received(message)), null);
    }

    /** The one that is shown, once it could be read. */
    private Optional<MessagesModel.Message> read() {
        return isTooNew() ? Optional.empty() : first();
    }

    private Optional<MessagesModel.Message> first() {
        return model.open.get().stream().findFirst();
    }

    private static String received(MessagesModel.Message message) {
        return message.received().text();
    }

    private static JButton button(String name) {
        JButton button = new JButton(Messages.of("message." + name));
        button.setName(name);
        button.getAccessibleContext().setAccessibleName(Messages.of("message." + name + ".accessible"));
        return button;
    }
}
