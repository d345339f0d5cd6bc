package wherry.ui.link;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.link.Link;
import wherry.link.LinkPlan;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Changes the terms of a link that is open: how long it lives, whether it has a PIN, whether it is encrypted. Event thread only. */
final class LinkTermsForm {
    /** Each with its own words. */
    private static final List<Lifetime> LIVES = List.of(
            new Lifetime(Duration.ofMinutes(10), "minutes10"),
            new Lifetime(Duration.ofHours(1), "hour"),
            new Lifetime(Duration.ofHours(8), "hours8"),
            new Lifetime(Duration.ofDays(1), "day"));

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Link link;
    private final Terms terms;
    private final Runnable changed;
    private final JComboBox<Lifetime> life = new JComboBox<>(LIVES.toArray(Lifetime[]::new));
    private final JCheckBox pin = new JCheckBox(Messages.of("link.pin"));
    private final PlainLabel pinShown = new PlainLabel();
    private final JCheckBox encrypted = new JCheckBox(Messages.of("link.encrypt"));

    private record Lifetime(Duration time, String key) {
        @Override
        public String toString() {
            return Messages.of("link.life." + key);
        }
    }

    /** What was chosen last in this window: the next link begins with it. */
    static final class Terms {
        private Duration life = LIVES.get(0).time();
        private LinkPlan.Encryption encryption = LinkPlan.Encryption.NONE;

        Duration life() {
            return life;
        }

        LinkPlan.Encryption encryption() {
            return encryption;
        }
    }

    /** @param changed is told when what is shown elsewhere has to be shown anew */
    LinkTermsForm(Link link, Terms terms, Runnable changed) {
        this.link = link;
        this.terms = terms;
        this.changed = changed;
        life.setName("linkLifetime");
        life.getAccessibleContext().setAccessibleName(Messages.of("link.lifetime"));
        LIVES.stream().filter(each -> each.time().equals(terms.life())).forEach(life::setSelectedItem);
        life.addActionListener(event -> live());
        pin.setName("linkPin");
        pin.addActionListener(event -> askForPin());
        pinShown.setName("linkPinShown");
        pinShown.putClientProperty("FlatLaf.styleClass", "h3");
        encrypted.setName("linkEncrypted");
        encrypted.setToolTipText(Messages.of("link.encrypt.tip"));
        encrypted.setSelected(link.isEncrypted());
        encrypted.setEnabled(link.canEncrypt());
        encrypted.addActionListener(event -> encrypt());
    }

    JPanel panel() {
        JPanel panel = new JPanel(new MigLayout("insets 0, fillx, hidemode 3", "[]8[]push[]8[]", "[]6[]"));
        PlainLabel lifetime = new PlainLabel(Messages.of("link.lifetime"));
        lifetime.setLabelFor(life);
        panel.add(lifetime);
        panel.add(life);
        panel.add(pin);
        panel.add(pinShown, "wrap");
        panel.add(encrypted, "spanx");
        return panel;
    }

    private void live() {
        terms.life = ((Lifetime) life.getSelectedItem()).time();
        link.live(terms.life);
        changed.run();
    }

    private void askForPin() {
        Optional<String> wanted = pin.isSelected()
                ? Optional.of(String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000)))
                : Optional.empty();
        link.askFor(wanted);
        pinShown.setText(wanted.orElse(""));
        changed.run();
    }

    private void encrypt() {
        terms.encryption = encrypted.isSelected() ? LinkPlan.Encryption.OWN_CERTIFICATE : LinkPlan.Encryption.NONE;
        link.encrypt(terms.encryption);
        changed.run();
    }
}
