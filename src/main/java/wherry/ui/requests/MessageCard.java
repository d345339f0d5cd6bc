package wherry.ui.requests;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.datatransfer.StringSelection;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.net.URI;
import java.util.List;
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
import wherry.ui.model.SecurityText;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.CardPanel;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.ProseText;
import wherry.ui.widgets.Strip;

/** Shows one text that came in, as plain text. */
final class MessageCard extends Strip {
    private static final int LONGEST_ITEM = 80;

    private final Event.TextReceived received;
    private final LinkCommands links;
    private final JTextArea text = new ProseText("messageText");
    private final JButton copy = button("copyMessage");
    private final JButton openLink = button("openLink");
    private final JButton dismiss = button("dismissMessage");

    /**
     * Shows it, and waits for nothing.
     *
     * @param sender as the user calls it
     * @param links opens them, once the user has seen where they lead
     * @param dismissed the user has read it
     */
    MessageCard(
            Event.TextReceived received, String sender, LinkCommands links, TrustController trust, Runnable dismissed) {
        this(
                new CardPanel(
                        new MigLayout("insets 10 14 8 12, fillx, hidemode 3, gapy 6", "[]10[grow, fill]"),
                        "Wherry.questionBackground"),
                received,
                sender,
                links,
                trust,
                dismissed);
    }

    private MessageCard(
            JPanel card,
            Event.TextReceived received,
            String sender,
            LinkCommands links,
            TrustController trust,
            Runnable dismissed) {
        super(card);
        this.received = received;
        this.links = links;
        card.setName("message");
        ProseText heading = new ProseText("messageHeading");
        heading.putClientProperty(FlatClientProperties.STYLE, QuestionCard.FOREGROUND);
        heading.setText(Messages.of("message.heading", sender, SecurityText.of(received.security(), trust)));
        card.getAccessibleContext().setAccessibleName(heading.getText());
        // To be scrolled and copied from with keys.
        text.setFocusable(true);
        text.setRows(3);
        text.setText(MessageText.shown(received.text()));
        text.setCaretPosition(0);
        text.getAccessibleContext().setAccessibleName(Messages.of("message.text.accessible"));
        openLink.setVisible(!MessageText.links(received.text()).isEmpty());
        card.add(new JLabel(Icons.action("text").derive(20, 20)), "aligny top, spany 3");
        card.add(heading, "wmin 0, growx, wrap");
        card.add(new JScrollPane(text), "spanx, wmin 0, hmin 48, growx, pushx, wrap");
        card.add(copy, "split 3, gapleft push, growx 0");
        card.add(openLink, "growx 0");
        card.add(dismiss, "growx 0");
        copy.addActionListener(event -> unlessTooNew(this::copy));
        openLink.addActionListener(event -> unlessTooNew(this::openOneOf));
        dismiss.addActionListener(event -> unlessTooNew(dismissed));
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

    /** What is said of it to those who do not see it. */
    String spoken() {
        return contents().getAccessibleContext().getAccessibleName();
    }

    /** Of several the user chooses: none of them is more likely meant than the others. */
    private void openOneOf() {
        List<URI> pages = MessageText.links(received.text());
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
    private void copy() {
        getToolkit().getSystemClipboard().setContents(new StringSelection(received.text()), null);
    }

    private static JButton button(String name) {
        JButton button = new JButton(Messages.of("message." + name));
        button.setName(name);
        button.getAccessibleContext().setAccessibleName(Messages.of("message." + name + ".accessible"));
        return button;
    }
}
