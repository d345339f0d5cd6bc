package wherry.ui.requests;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.ui.desktop.FileChooser;
import wherry.ui.model.NodeControls;
import wherry.ui.model.SettingsController;
import wherry.ui.model.TrustController;
import wherry.ui.model.TrustDuration;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.Strip;

/** Asks about offers, one after another. The strip is in the window only while there is something to ask. */
public final class QuestionStrip extends Strip {
    private static final String SUGGESTED = "background: $Button.default.background;"
            + "foreground: $Button.default.foreground; hoverBackground: $Button.default.hoverBackground;"
            + "focusedBackground: $Button.default.focusedBackground; borderColor: $Button.default.borderColor";

    private final QuestionsModel model;
    private final NodeControls node;
    private final TrustController trust;
    private final JPanel strip;
    private final PlainLabel question = new PlainLabel();
    private final PlainLabel count = new PlainLabel().styled("small");
    private final SenderLine sender = new SenderLine();
    private final JButton accept = button(new JButton(), "accept", 'A');
    private final JButton always = button(new JButton(), "always", 'W');
    private final JButton decline = button(new JButton(), "decline", 'D');
    private final JToggleButton choose = button(new JToggleButton(), "choose", 'H');
    private final OfferChoice choice;
    private final AlwaysMenu alwaysMenu = new AlwaysMenu(this::acceptUntilQuit, this::acceptFor);
    private final Runnable watcher = this::refresh;
    private List<Offer> shown = List.of();
    private String chosenFrom = "";
    private String menuOf = "";

    public QuestionStrip(
            QuestionsModel model,
            NodeControls node,
            TrustController trust,
            SettingsController settings,
            FileChooser chooser) {
        this(
                new JPanel(new MigLayout("insets 8 12 8 12, fillx, hidemode 3, gapy 4")),
                model,
                node,
                trust,
                settings,
                chooser);
    }

    private QuestionStrip(
            JPanel strip,
            QuestionsModel model,
            NodeControls node,
            TrustController trust,
            SettingsController settings,
            FileChooser chooser) {
        super(strip);
        this.strip = strip;
        this.model = model;
        this.node = node;
        this.trust = trust;
        choice = new OfferChoice(settings, chooser, this::choiceChanged);
        strip.setName("question");
        strip.putClientProperty(FlatClientProperties.STYLE, "background: $Wherry.questionBackground");
        question.setName("questionText");
        count.setName("questionCount");
        count.putClientProperty(FlatClientProperties.STYLE, "foreground: $Label.disabledForeground");
        always.setHorizontalTextPosition(SwingConstants.LEADING);
        choose.setIcon(Icons.action("menu"));
        choose.setHorizontalTextPosition(SwingConstants.LEADING);
        accept.addActionListener(event -> answer(offer -> node.answer(offer.id(), choice.accept())));
        always.addActionListener(event -> always());
        decline.addActionListener(event ->
                answer(offer -> node.answer(offer.id(), new Answer.Decline(Messages.of("question.declined")))));
        choose.addActionListener(event -> unfold());
        layOut();
    }

    @Override
    public void addNotify() {
        super.addNotify();
        model.open.watch(watcher);
        trust.changes.watch(watcher);
    }

    @Override
    public void removeNotify() {
        trust.changes.forget(watcher);
        model.open.forget(watcher);
        super.removeNotify();
    }

    private void layOut() {
        JPanel answers = new JPanel(new MigLayout("insets 0, gap 8", "[]4[][][]"));
        answers.setOpaque(false);
        answers.add(count);
        answers.add(accept);
        answers.add(always);
        answers.add(decline);
        strip.add(new JLabel(Icons.action("question").derive(20, 20)), "spany 2, aligny center, gapright 6");
        strip.add(question, "wmin 0, growx, pushx");
        strip.add(answers, "wmin pref, wrap");
        strip.add(sender, "wmin 0, growx");
        strip.add(choose, "wmin pref, alignx right, wrap");
        strip.add(sender.warning(), "skip 1, spanx, wmin 0, growx, wrap");
        strip.add(choice, "skip 1, spanx, wmin 0, growx");
        choice.setVisible(false);
    }

    private void refresh() {
        List<Offer> open = model.open.get();
        boolean replaced = !shown.isEmpty()
                && !open.isEmpty()
                && !shown.get(0).id().equals(open.get(0).id());
        shown = open;
        if (open.isEmpty()) {
            alwaysMenu.setVisible(false);
            chosenFrom = "";
            takeAway();
            return;
        }
        if (replaced) {
            changed();
        }
        show(open.get(0));
        count.setText(Messages.of("question.count", 1, open.size()));
        count.setVisible(open.size() > 1);
        bringIn();
    }

    private void show(Offer offer) {
        question.setText(OfferText.question(offer));
        question.setToolTipText(OfferText.wholeQuestion(offer));
        sender.show(offer, trust);
        boolean doubtful = OfferText.warning(offer, trust).isPresent();
        suggest(accept, !doubtful);
        suggest(decline, doubtful);
        strip.getAccessibleContext().setAccessibleName(question.getToolTipText() + ", " + sender.spoken());
        boolean verified = offer.security().proven().isPresent();
        always.setIcon(verified ? Icons.action("menu") : null);
        String tip = Messages.of(verified ? "question.always.verifiedTip" : "question.always.tip");
        always.setToolTipText(tip);
        if (!offer.id().equals(chosenFrom)) {
            chosenFrom = offer.id();
            fold();
            choice.show(offer);
        }
    }

    private void unfold() {
        choice.setVisible(choose.isSelected());
        revalidate();
    }

    private void fold() {
        alwaysMenu.setVisible(false);
        choose.setSelected(false);
        choice.setVisible(false);
    }

    private void choiceChanged() {
        accept.setEnabled(!choice.isNothing());
        boolean verified = !shown.isEmpty() && shown.get(0).security().proven().isPresent();
        // What is kept for an address is no more than yes to everything.
        always.setEnabled(verified ? !choice.isNothing() : choice.isUsual());
    }

    private void always() {
        if (shown.isEmpty() || isTooNew()) {
            return;
        }
        Offer offer = shown.get(0);
        if (offer.security().proven().isPresent()) {
            menuOf = offer.id();
            alwaysMenu.showUnder(always, choice.isUsual());
        } else {
            answer(asked -> node.acceptFromNowOn(asked.id()));
        }
    }

    private void acceptUntilQuit() {
        answerFromMenu(offer -> node.acceptFromNowOn(offer.id()));
    }

    private void acceptFor(TrustDuration term) {
        answerFromMenu(offer -> {
            offer.security()
                    .proven()
                    .ifPresent(fingerprint -> trust.accept(fingerprint, offer.senderName(), term, choice.folder()));
            node.answer(offer.id(), choice.accept());
        });
    }

    /** The menu was opened for one question: it answers no other. */
    private void answerFromMenu(Consumer<Offer> answer) {
        if (!shown.isEmpty() && shown.get(0).id().equals(menuOf)) {
            answer(answer);
        }
    }

    /** The strip goes at once; the node tells later that the offer is closed. */
    private void answer(Consumer<Offer> answer) {
        if (shown.isEmpty() || isTooNew()) {
            return;
        }
        Offer answered = shown.get(0);
        answer.accept(answered);
        model.close(answered.id());
        changedByUser();
    }

    /** Makes one answer look like the likely one. */
    private static void suggest(JButton answer, boolean suggested) {
        answer.putClientProperty(FlatClientProperties.STYLE, suggested ? SUGGESTED : null);
    }

    private static <T extends AbstractButton> T button(T button, String name, char mnemonic) {
        button.setText(Messages.of("question." + name));
        button.setName(name);
        button.setMnemonic(mnemonic);
        button.setToolTipText(Messages.of("question." + name + ".tip"));
        button.getAccessibleContext().setAccessibleName(Messages.of("question." + name + ".accessible"));
        button.setMinimumSize(new Dimension(UIScale.scale(72), button.getPreferredSize().height));
        return button;
    }
}
