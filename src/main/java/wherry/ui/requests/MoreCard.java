package wherry.ui.requests;

import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.ui.widgets.CardPanel;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.Strip;

/** Says how many of a kind are open besides those that have a card, and is done with all at once. */
final class MoreCard extends Strip {
    private final PlainLabel words = new PlainLabel();
    private final String kind;
    private final JButton all = new JButton();

    /**
     * Shows nothing yet.
     *
     * @param kind by which its parts are named and worded
     * @param done is done with all that are open
     */
    MoreCard(Kind kind, Runnable done) {
        this(
                new CardPanel(
                        new MigLayout("insets 6 14 6 12, fillx", "[grow, fill]12[]"), "Wherry.questionBackground"),
                kind,
                done);
    }

    private MoreCard(JPanel card, Kind kind, Runnable done) {
        super(card);
        this.kind = kind.prefix;
        card.setName(kind.card);
        words.setName(kind.words);
        all.setName(kind.button);
        all.setText(Messages.of(kind.prefix + "." + kind.button));
        all.addActionListener(event -> unlessTooNew(done));
        card.add(words, "wmin 0, growx");
        card.add(all, "wmin pref");
    }

    /** Of what there may be more. */
    enum Kind {
        QUESTIONS("question", "moreQuestions", "moreText", "declineAll"),
        MESSAGES("message", "moreMessages", "moreMessagesText", "dismissAll");

        private final String prefix;
        private final String card;
        private final String words;
        private final String button;

        Kind(String prefix, String card, String words, String button) {
            this.prefix = prefix;
            this.card = card;
            this.words = words;
            this.button = button;
        }
    }

    /**
     * Comes or goes.
     *
     * @param count of those without a card
     * @param open with a card or without
     */
    void show(int count, int open) {
        if (count == 0) {
            takeAway();
            return;
        }
        words.setText(Messages.of(kind + ".andMore", count));
        String tip = Messages.of(kind + "." + all.getName() + ".tip", open);
        all.setToolTipText(tip);
        all.getAccessibleContext().setAccessibleName(tip);
        bringIn();
    }
}
