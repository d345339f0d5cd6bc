package wherry.ui;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Answer;
import wherry.transfer.DisplayText;
import wherry.transfer.Offer;
import wherry.transfer.Sizes;

/** Where offers are answered, one after another. The strip is in the window only while there is something to ask. */
final class QuestionStrip extends JPanel {
    private static final int LONGEST_NAME = 36;
    /** A question that took another's place under the pointer must have been readable before it can be answered. */
    private static final long READING = TimeUnit.MILLISECONDS.toNanos(400);

    private final QuestionsModel model;
    private final JPanel strip =
            new JPanel(new MigLayout("insets 8 12 8 12, fill, hidemode 3", "[]10[grow, shrink 200]12[]12[]8[]8[]"));
    private final PlainLabel question = new PlainLabel();
    private final PlainLabel count = new PlainLabel().styled("small");
    private final JButton accept = button("accept", 'A');
    private final JButton always = button("always", 'W');
    private final JButton decline = button("decline", 'D');
    private final Runnable watcher = this::refresh;
    private List<Offer> shown = List.of();
    private long changedAt;

    QuestionStrip(QuestionsModel model, NodeControls node) {
        super(new BorderLayout());
        this.model = model;
        strip.setName("question");
        strip.putClientProperty(FlatClientProperties.STYLE, "background: $Wherry.questionBackground");
        question.setName("questionText");
        count.setName("questionCount");
        count.putClientProperty(FlatClientProperties.STYLE, "foreground: $Label.disabledForeground");
        strip.add(new JLabel(Icons.action("question").derive(20, 20)));
        strip.add(question, "wmin 0, growx");
        strip.add(count);
        strip.add(accept, "shrink 0");
        strip.add(always, "shrink 0");
        strip.add(decline, "shrink 0");
        accept.putClientProperty(
                FlatClientProperties.STYLE,
                "background: $Button.default.background;"
                        + "foreground: $Button.default.foreground; hoverBackground: $Button.default.hoverBackground;"
                        + "focusedBackground: $Button.default.focusedBackground; borderColor: $Button.default.borderColor");
        accept.addActionListener(event -> answer(offer -> node.answer(offer.id(), Answer.Accept.all(offer))));
        always.addActionListener(event -> answer(offer -> node.acceptFromNowOn(offer.id())));
        decline.addActionListener(
                event -> answer(offer -> node.answer(offer.id(), new Answer.Decline(Texts.of("question.declined")))));
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
        List<Offer> open = model.open.get();
        boolean first = shown.isEmpty();
        boolean replaced = !first
                && !open.isEmpty()
                && !shown.get(0).id().equals(open.get(0).id());
        shown = open;
        if (open.isEmpty()) {
            takeAway();
            return;
        }
        if (replaced) {
            changedAt = System.nanoTime();
        }
        Offer offer = open.get(0);
        question.setText(words(offer, LONGEST_NAME));
        question.setToolTipText(words(offer, Integer.MAX_VALUE));
        count.setText(Texts.of("question.count", 1, open.size()));
        count.setVisible(open.size() > 1);
        strip.getAccessibleContext().setAccessibleName(question.getToolTipText());
        if (strip.getParent() == null) {
            changedAt = System.nanoTime() - READING;
            add(strip);
            revalidate();
            repaint();
        }
    }

    private void takeAway() {
        remove(strip);
        revalidate();
        repaint();
    }

    /** The strip goes at once; the node tells later that the offer is closed. */
    private void answer(Consumer<Offer> answer) {
        if (shown.isEmpty() || System.nanoTime() - changedAt < READING) {
            return;
        }
        Offer answered = shown.get(0);
        answer.accept(answered);
        model.close(answered.id());
        // The next one comes by the user's own doing: no need to wait for it.
        changedAt = System.nanoTime() - READING / 2;
    }

    /** The question, with names cut in the middle so that all of it can be read. */
    private static String words(Offer offer, int longestName) {
        String size = Sizes.rounded(offer.bytes());
        String sender = DisplayText.shorten(offer.senderName(), longestName);
        if (offer.files().size() == 1) {
            String file = DisplayText.shorten(offer.files().get(0).displayName(), longestName);
            return Texts.of("question.oneFile", sender, file, size);
        }
        return Texts.of("question.manyFiles", sender, offer.files().size(), size);
    }

    private static JButton button(String name, char mnemonic) {
        JButton button = new JButton(Texts.of("question." + name));
        button.setName(name);
        button.setMnemonic(mnemonic);
        button.setToolTipText(Texts.of("question." + name + ".tip"));
        button.getAccessibleContext().setAccessibleName(Texts.of("question." + name + ".accessible"));
        button.setMinimumSize(new Dimension(UIScale.scale(72), 0));
        return button;
    }
}
