package wherry.ui.settings;

import java.nio.file.Path;
import java.util.Optional;
import javax.swing.ButtonGroup;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JRadioButtonMenuItem;
import wherry.settings.Trust;
import wherry.settings.Trust.Decision;
import wherry.ui.model.TrustController;
import wherry.ui.model.TrustDuration;
import wherry.ui.widgets.Messages;

/** Offers what can be decided about the owner of a key, with a mark before what holds. */
public final class TrustMenu {
    private final TrustController trust;
    private final String fingerprint;
    private final String alias;
    private final Optional<Trust> now;
    private final ButtonGroup group = new ButtonGroup();

    private TrustMenu(TrustController trust, String fingerprint, String alias) {
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
    public static void fill(JPopupMenu menu, TrustController trust, String fingerprint, String alias) {
        new TrustMenu(trust, fingerprint, alias).fill(menu);
    }

    private void fill(JPopupMenu menu) {
        Decision decision = now.map(Trust::decision).orElse(Decision.ASK);
        Optional<Path> folder = now.flatMap(Trust::folder);
        boolean ends = now.flatMap(Trust::until).isPresent();
        mark(
                menu.add(item("ASK", Messages.of("trust.menu.ASK"), () -> trust.ask(fingerprint, alias))),
                decision,
                "ASK");
        menu.addSeparator();
        for (TrustDuration term : TrustDuration.values()) {
            String words = Messages.of("trust.menu.accept", term.words());
            menu.add(item(term.name(), words, () -> trust.accept(fingerprint, alias, term, folder)))
                    .setSelected(decision == Decision.ACCEPT && !ends && term == TrustDuration.FOR_EVER);
        }
        if (decision == Decision.ACCEPT && ends) {
            JMenuItem until = new JRadioButtonMenuItem(
                    Messages.of("trust.menu.until", now.map(TrustText::until).orElse("")), true);
            until.setName("trust.until");
            until.setEnabled(false);
            menu.add(until);
        }
        menu.addSeparator();
        mark(
                menu.add(item("BLOCK", Messages.of("trust.menu.BLOCK"), () -> trust.block(fingerprint, alias))),
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
