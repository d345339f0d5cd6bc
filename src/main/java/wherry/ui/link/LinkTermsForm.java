package wherry.ui.link;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.link.Link;
import wherry.link.LinkPlan;
import wherry.settings.ViewSettings;
import wherry.ui.model.ViewController;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Changes the terms of a link that is open: how long it lives, whether it has a PIN, whether it is encrypted. Event thread only. */
final class LinkTermsForm {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Link link;
    private final ViewController view;
    private final Runnable changed;
    private final JComboBox<Lifetime> life = new JComboBox<>(
            Arrays.stream(ViewSettings.LinkLife.values()).map(Lifetime::new).toArray(Lifetime[]::new));
    private final JCheckBox pin = new JCheckBox(Messages.of("link.pin"));
    private final PlainLabel pinShown = new PlainLabel();
    private final JCheckBox encrypted = new JCheckBox(Messages.of("link.encrypt"));

    /** With its own words. */
    private record Lifetime(ViewSettings.LinkLife life) {
        @Override
        public String toString() {
            return Messages.of("link.life." + life.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Begins with what was chosen for the last link.
     *
     * @param changed is told when what is shown elsewhere has to be shown anew
     */
    LinkTermsForm(Link link, ViewController view, Runnable changed) {
        this.link = link;
        this.view = view;
        this.changed = changed;
        life.setName("linkLifetime");
        life.getAccessibleContext().setAccessibleName(Messages.of("link.lifetime"));
        life.setSelectedItem(new Lifetime(view.now.get().linkLife()));
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

    static LinkPlan.Encryption of(ViewSettings.LinkEncryption wanted) {
        return wanted == ViewSettings.LinkEncryption.ON
                ? LinkPlan.Encryption.OWN_CERTIFICATE
                : LinkPlan.Encryption.NONE;
    }

    JPanel panel() {
        JPanel panel = new JPanel(new MigLayout("insets 0, fillx", "[]8[]push", "[]6[]6[]"));
        PlainLabel lifetime = new PlainLabel(Messages.of("link.lifetime"));
        lifetime.setLabelFor(life);
        panel.add(lifetime);
        panel.add(life, "wrap");
        panel.add(pin);
        panel.add(pinShown, "wrap");
        panel.add(encrypted, "spanx");
        return panel;
    }

    private void live() {
        ViewSettings.LinkLife wanted = ((Lifetime) life.getSelectedItem()).life();
        view.change(now -> now.with(wanted));
        link.live(wanted.time());
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
        ViewSettings.LinkEncryption wanted =
                encrypted.isSelected() ? ViewSettings.LinkEncryption.ON : ViewSettings.LinkEncryption.OFF;
        view.change(now -> now.with(wanted));
        link.encrypt(of(wanted));
        changed.run();
    }
}
