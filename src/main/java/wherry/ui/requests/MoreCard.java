package wherry.ui.requests;

import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.ui.widgets.CardPanel;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.Strip;

/** Says how many questions are open besides those that have a card, and declines all at once. */
final class MoreCard extends Strip {
    private final PlainLabel words = new PlainLabel();
    private final JButton declineAll = new JButton(Messages.of("question.declineAll"));

    /**
     * Shows nothing yet.
     *
     * @param decline declines every question that is open
     */
    MoreCard(Runnable decline) {
        this(
                new CardPanel(
                        new MigLayout("insets 6 14 6 12, fillx", "[grow, fill]12[]"), "Wherry.questionBackground"),
                decline);
    }

    private MoreCard(JPanel card, Runnable decline) {
        super(card);
        card.setName("moreQuestions");
        words.setName("moreText");
        declineAll.setName("declineAll");
        declineAll.addActionListener(event -> unlessTooNew(decline));
        card.add(words, "wmin 0, growx");
        card.add(declineAll, "wmin pref");
    }

    /**
     * Comes or goes.
     *
     * @param count of those without a card
     * @param all that are open
     */
    void show(int count, int all) {
        if (count == 0) {
            takeAway();
            return;
        }
        words.setText(Messages.of("question.andMore", count));
        String tip = Messages.of("question.declineAll.tip", all);
        declineAll.setToolTipText(tip);
        declineAll.getAccessibleContext().setAccessibleName(tip);
        bringIn();
    }
}
