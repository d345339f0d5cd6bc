package wherry.ui;

import java.nio.file.Path;
import java.util.Optional;
import javax.swing.ButtonGroup;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JRadioButtonMenuItem;
import wherry.settings.Trust;
import wherry.settings.Trust.Decision;

/** What can be decided about the owner of a key, with a mark before what holds. */
final class TrustMenu {
    private final TrustKeeper trust;
    private final String fingerprint;
    private final String alias;
    private final Optional<Trust> now;
    private final ButtonGroup group = new ButtonGroup();

    private TrustMenu(TrustKeeper trust, String fingerprint, String alias) {
        this.trust = trust;
        this.fingerprint = fingerprint;
        this.alias = alias;
        now = trust.of(fingerprint);
    }

    /**
     * Fills a menu.
     *
     * @param alias what the owner calls itself
     */
    static void fill(JPopupMenu menu, TrustKeeper trust, String fingerprint, String alias) {
        new TrustMenu(trust, fingerprint, alias).fill(menu);
    }

    private void fill(JPopupMenu menu) {
        Decision decision = now.map(Trust::decision).orElse(Decision.ASK);
        Optional<Path> folder = now.flatMap(Trust::folder);
        boolean ends = now.flatMap(Trust::until).isPresent();
        mark(menu.add(item("ASK", Texts.of("trust.menu.ASK"), () -> trust.ask(fingerprint, alias))), decision, "ASK");
        menu.addSeparator();
        for (Term term : Term.values()) {
            String words = Texts.of("trust.menu.accept", term.words());
            menu.add(item(term.name(), words, () -> trust.accept(fingerprint, alias, term, folder)))
                    .setSelected(decision == Decision.ACCEPT && !ends && term == Term.FOR_EVER);
        }
        if (decision == Decision.ACCEPT && ends) {
            JMenuItem until = new JRadioButtonMenuItem(
                    Texts.of("trust.menu.until", now.map(TrustWords::until).orElse("")), true);
            until.setName("trust.until");
            until.setEnabled(false);
            menu.add(until);
        }
        menu.addSeparator();
        mark(
                menu.add(item("BLOCK", Texts.of("trust.menu.BLOCK"), () -> trust.block(fingerprint, alias))),
                decision,
                "BLOCK");
    }

    private JMenuItem item(String name, String words, Runnable decide) {
        JMenuItem item = new JRadioButtonMenuItem(words);
        item.setName("trust." + name);
        item.addActionListener(event -> decide.run());
        group.add(item);
        return item;
    }

    private static void mark(JMenuItem item, Decision decision, String name) {
        item.setSelected(decision.name().equals(name));
    }
}
