package wherry.ui;

import java.awt.Component;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.settings.Settings;

/** Lets the user change the settings. */
final class SettingsDialog {
    private final JDialog dialog;
    private final SettingsForm form;
    private Optional<Settings> answer = Optional.empty();

    private SettingsDialog(Component parent, Settings settings, FileChooser chooser) {
        dialog = Dialogs.create(parent, "settingsDialog");
        form = new SettingsForm(settings, chooser);
    }

    /** Returns the settings as changed; empty when the user thought better of it */
    static Optional<Settings> ask(Component parent, Settings settings, FileChooser chooser) {
        SettingsDialog asked = new SettingsDialog(parent, settings, chooser);
        asked.show();
        return asked.answer;
    }

    private void show() {
        JPanel content = new JPanel(new MigLayout("insets 16, fill, wrap 1", "[grow, fill]", "[]16[]"));
        content.add(form, "grow");
        JButton save = Dialogs.button("save", this::accept);
        JButton about = Dialogs.button("about", () -> AboutDialog.show(dialog));
        content.add(about, "split 3, growx 0");
        content.add(Dialogs.button("cancel", dialog::dispose), "gapleft push, growx 0");
        content.add(save, "growx 0");
        Dialogs.show(dialog, content, save);
    }

    private void accept() {
        answer = form.read();
        if (answer.isPresent()) {
            dialog.dispose();
        }
    }
}
