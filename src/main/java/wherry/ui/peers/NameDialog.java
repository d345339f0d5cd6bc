package wherry.ui.peers;

import java.awt.Component;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Asks what the user wants to call a peer. */
final class NameDialog {
    private Optional<String> answer = Optional.empty();

    private NameDialog() {}

    /** Returns the name, blank for the peer's own; empty when the user thought better of it */
    static Optional<String> ask(Component parent, String now) {
        NameDialog asked = new NameDialog();
        asked.show(parent, now);
        return asked.answer;
    }

    private void show(Component parent, String now) {
        JDialog dialog = Dialogs.create(parent, "nameDialog");
        JPanel content = new JPanel(new MigLayout("insets 16, fillx, wrap 1", "[grow, fill]", "[]8[]16[]"));
        PlainLabel label = new PlainLabel(Messages.of("nameDialog.label"));
        JTextField name = new JTextField(now, 28);
        name.setName("ownName");
        name.selectAll();
        name.getAccessibleContext().setAccessibleName(label.getText());
        label.setLabelFor(name);
        content.add(label);
        content.add(name);
        JButton save = Dialogs.button("save", () -> {
            answer = Optional.of(name.getText().strip());
            dialog.dispose();
        });
        content.add(Dialogs.button("cancel", dialog::dispose), "split 2, gapleft push, growx 0, tag cancel");
        content.add(save, "growx 0, tag ok");
        Dialogs.show(dialog, content, save);
    }
}
