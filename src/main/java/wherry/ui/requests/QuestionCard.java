package wherry.ui.requests;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.ui.FlatEmptyBorder;
import java.util.Optional;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.transfer.Security;
import wherry.ui.model.OwnNames;
import wherry.ui.model.TrustController;
import wherry.ui.model.TrustDuration;
import wherry.ui.widgets.CardPanel;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.ProseText;
import wherry.ui.widgets.SplitButton;
import wherry.ui.widgets.Strip;

/** Asks about one offer, with its own answers: whatever happens to others, they are answers to this one. */
final class QuestionCard extends Strip {
    /** The style of what a card is about. */
    static final String FOREGROUND = "foreground: $Label.foreground; font: +1 $semibold.font";

    private final Offer offer;
    private final OfferAnswers answers;
    private final TrustController trust;
    private final OwnNames names;
    private final JPanel card;
    private final ProseText question = new ProseText("questionText");
    private final ProseText files = new ProseText("questionFiles");
    private final ProseText security = new ProseText("questionSecurity");
    private final JLabel lock = new JLabel();
    private final ProseText warning = new ProseText("questionWarning");
    private final JPanel warningRow = new JPanel(new MigLayout("insets 0, fillx", "[]8[grow, fill]", "[top]"));
    private final SplitButton accept = named(new SplitButton("", this::acceptMenu), "accept");
    private final SplitButton decline = named(new SplitButton("", this::declineMenu), "decline");
    private final JToggleButton choose = named(new JToggleButton(), "choose");
    private final OfferChoice choice;
    private final PreviewStrip previews;

    QuestionCard(Offer offer, OfferAnswers answers, TrustController trust, OfferChoice.Outside outside) {
        this(
                new CardPanel(
                        new MigLayout("insets 10 14 8 12, fillx, hidemode 3, gapy 4", "[]10[grow, fill]"),
                        "Wherry.questionBackground"),
                offer,
                answers,
                trust,
                outside);
    }

    private QuestionCard(
            JPanel card, Offer offer, OfferAnswers answers, TrustController trust, OfferChoice.Outside outside) {
        super(card);
        this.card = card;
        this.offer = offer;
        this.answers = answers;
        this.trust = trust;
        this.names = outside.names();
        choice = new OfferChoice(offer, outside, this::choiceChanged);
        previews = new PreviewStrip(offer, outside.view().now.get().previews(), outside.background());
        card.setName("question");
        question.putClientProperty(FlatClientProperties.STYLE, FOREGROUND);
        // Scripts that the usual font has not are drawn with fonts that reach deeper.
        question.setBorder(new FlatEmptyBorder(0, 0, 3, 0));
        files.setText(OfferText.things(offer));
        files.setVisible(!files.getText().isEmpty());
        choose.setIcon(Icons.action("menu"));
        choose.setHorizontalTextPosition(SwingConstants.LEADING);
        accept.addActionListener(event -> acceptOnce());
        decline.addActionListener(event -> answer(() -> answers.decline(offer)));
        choose.addActionListener(event -> unfold());
        layOut();
        refresh();
    }

    private void layOut() {
        card.add(new JLabel(Icons.action("question").derive(20, 20)), "aligny top, spany 5");
        card.add(question, "wmin 0, growx, wrap");
        card.add(files, "wmin 0, growx, wrap");
        card.add(previews, "wmin 0, growx, wrap");
        warningRow.setOpaque(false);
        warningRow.add(new JLabel(Icons.action("warning")));
        warningRow.add(warning, "wmin 0, growx");
        card.add(warningRow, "wmin 0, growx, wrap");
        JPanel last = new JPanel(new MigLayout("insets 2 0 0 0, fillx, hidemode 3", "[]6[grow, fill]12[]8[]8[]"));
        last.setOpaque(false);
        last.add(lock);
        last.add(security, "wmin 0, growx, aligny center");
        last.add(choose, "wmin pref");
        last.add(accept, "wmin pref");
        last.add(decline, "wmin pref");
        card.add(last, "wmin 0, growx, wrap");
        card.add(choice, "skip 1, wmin 0, growx");
        choice.setVisible(false);
    }

    Offer offer() {
        return offer;
    }

    /** Shows what is known of the sender by now. */
    void refresh() {
        question.setText(OfferText.question(offer, names));
        Optional<String> known = OfferText.warning(offer, trust);
        boolean verified = offer.security() instanceof Security.Verified;
        String colour = verified && known.isEmpty() ? "Wherry.green" : "Wherry.amber";
        security.setText(OfferText.security(offer, trust));
        security.putClientProperty(FlatClientProperties.STYLE, "foreground: $" + colour);
        lock.setIcon(verified ? Icons.lock(colour) : Icons.action("warning").derive(13, 13));
        warning.setText(known.orElse(""));
        warningRow.setVisible(known.isPresent());
        accept.setSuggested(known.isPresent() ? SplitButton.Suggestion.OTHER : SplitButton.Suggestion.LIKELY);
        decline.setSuggested(known.isPresent() ? SplitButton.Suggestion.LIKELY : SplitButton.Suggestion.OTHER);
        card.getAccessibleContext().setAccessibleName(spoken());
    }

    /** All of it in one line. */
    String spoken() {
        return String.join(" ", question.getText() + ",", security.getText(), files.getText(), warning.getText())
                .strip();
    }

    /** Gives or takes the keys Alt+A, Alt+D and Alt+H: one question at a time has them. */
    void setMnemonics(Mnemonics mnemonics) {
        boolean here = mnemonics == Mnemonics.HERE;
        accept.setMnemonic(here ? 'A' : 0);
        decline.setMnemonic(here ? 'D' : 0);
        choose.setMnemonic(here ? 'H' : 0);
    }

    enum Mnemonics {
        HERE,
        ELSEWHERE
    }

    /** Takes away the menus that were opened for it. */
    void closeMenus() {
        accept.closeMenu();
        decline.closeMenu();
    }

    @Override
    public void withdraw() {
        super.withdraw();
        security.setText(Messages.of("question.withdrawn"));
    }

    private void unfold() {
        choice.setVisible(choose.isSelected());
        if (choose.isSelected()) {
            choice.open();
        }
        revalidate();
    }

    private void choiceChanged() {
        accept.setEnabled(!choice.isNothing());
    }

    private void acceptOnce() {
        answer(() -> answers.accept(offer, choice.accept()));
    }

    private javax.swing.JPopupMenu acceptMenu() {
        return AnswerMenus.accept(offer, new Accepting());
    }

    private javax.swing.JPopupMenu declineMenu() {
        return AnswerMenus.decline(offer, answers, this::answer);
    }

    private void answer(Runnable answer) {
        if (isIn()) {
            unlessTooNew(answer);
        }
    }

    private final class Accepting implements AnswerMenus.Accepting {
        @Override
        public void once() {
            acceptOnce();
        }

        @Override
        public void untilQuit() {
            answer(() -> answers.acceptUntilQuit(offer));
        }

        @Override
        public void during(TrustDuration term) {
            answer(() -> answers.acceptFor(offer, term, choice.accept()));
        }

        @Override
        public void intoAnotherFolder() {
            choice.chooseFolder()
                    .ifPresent(folder -> answer(() -> {
                        Answer.Accept chosen = choice.accept();
                        answers.accept(offer, new Answer.Accept(chosen.files(), Optional.of(folder)));
                    }));
        }

        @Override
        public boolean isUntilQuitPossible() {
            return choice.isUsual();
        }
    }

    private static <T extends AbstractButton> T named(T button, String name) {
        button.setText(Messages.of("question." + name));
        button.setName(name);
        button.setToolTipText(Messages.of("question." + name + ".tip"));
        button.getAccessibleContext().setAccessibleName(Messages.of("question." + name + ".accessible"));
        return button;
    }
}
