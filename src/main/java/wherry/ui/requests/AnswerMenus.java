package wherry.ui.requests;

import java.util.function.Consumer;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import wherry.transfer.Offer;
import wherry.ui.model.TrustDuration;
import wherry.ui.widgets.Messages;

/** Makes the menus of the two buttons of a question: for how long, into which folder; this one, all, for good. */
final class AnswerMenus {
    private AnswerMenus() {}

    /** What a question does when it is accepted in one of these ways. */
    interface Accepting {
        void once();

        void untilQuit();

        void during(TrustDuration term);

        void intoAnotherFolder();

        /** What is kept for an address is no more than yes to everything. */
        boolean isUntilQuitPossible();
    }

    static JPopupMenu accept(Offer offer, Accepting accepting) {
        JPopupMenu menu = menu("acceptMenu", "question.acceptMenu.accessible");
        boolean proven = offer.security().proven().isPresent();
        menu.add(item("accept.ONCE", Messages.of("question.accept.once"), accepting::once));
        menu.addSeparator();
        String untilQuit = proven ? "question.always.untilQuit" : "question.always.address";
        JMenuItem item = menu.add(item("always.UNTIL_QUIT", Messages.of(untilQuit), accepting::untilQuit));
        item.setEnabled(accepting.isUntilQuitPossible());
        if (proven) {
            for (TrustDuration term : TrustDuration.values()) {
                String words = Messages.of("question.always." + term.name());
                menu.add(item("always." + term.name(), words, () -> accepting.during(term)));
            }
        }
        menu.addSeparator();
        menu.add(item("accept.FOLDER", Messages.of("question.accept.folder"), accepting::intoAnotherFolder));
        return menu;
    }

    static JPopupMenu decline(Offer offer, OfferAnswers answers, Consumer<Runnable> answer) {
        JPopupMenu menu = menu("declineMenu", "question.declineMenu.accessible");
        menu.add(item(
                "decline.THIS",
                Messages.of("question.decline.this"),
                () -> answer.accept(() -> answers.decline(offer))));
        int all = answers.ofSameSender(offer).size();
        menu.add(item(
                "decline.SENDER",
                Messages.of("question.decline.sender", all),
                () -> answer.accept(() -> answers.decline(answers.ofSameSender(offer)))));
        menu.addSeparator();
        boolean proven = offer.security().proven().isPresent();
        JMenuItem block = menu.add(item(
                "decline.BLOCK",
                Messages.of(proven ? "question.decline.block" : "question.decline.blockNobody"),
                () -> answer.accept(() -> answers.block(offer))));
        block.setEnabled(proven);
        return menu;
    }

    private static JPopupMenu menu(String name, String accessible) {
        JPopupMenu menu = new JPopupMenu();
        menu.setName(name);
        menu.getAccessibleContext().setAccessibleName(Messages.of(accessible));
        return menu;
    }

    private static JMenuItem item(String name, String words, Runnable action) {
        JMenuItem item = new JMenuItem(words);
        item.setName(name);
        item.addActionListener(event -> action.run());
        return item;
    }
}
