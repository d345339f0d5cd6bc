package wherry.ui.peers;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.PeerAddress;
import wherry.transfer.ProtocolException;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.ProseText;

/** Asks for the address of a peer that does not announce itself. */
public final class AddPeerDialog {
    private final JDialog dialog;
    private final JTextField address = new JTextField(24);
    private final ProseText problem = new ProseText("addressProblem");
    private Optional<String> answer = Optional.empty();

    private AddPeerDialog(Component parent) {
        dialog = Dialogs.create(parent, "addPeerDialog");
    }

    /** Returns {@code host} or {@code host:port}; empty when the user thought better of it */
    static Optional<String> ask(Component parent) {
        AddPeerDialog asked = new AddPeerDialog(parent);
        asked.show();
        return asked.answer;
    }

    /** Why it cannot be an address, without asking anybody; empty when it can. */
    public static Optional<String> problem(String text) {
        if (text.isEmpty() || text.chars().anyMatch(unit -> unit == ',' || Character.isWhitespace(unit))) {
            return Optional.of(Messages.of("addPeerDialog.problem"));
        }
        try {
            PeerAddress.parse(text);
            return Optional.empty();
        } catch (ProtocolException why) {
            return Optional.of(why.getMessage());
        }
    }

    private void show() {
        JPanel content = new JPanel(new MigLayout("insets 16, fillx, wrap 1", "[grow, fill]", "[]12[]4[]4[]16[]"));
        ProseText why = new ProseText("addPeerWhy");
        why.setText(Messages.of("addPeerDialog.why"));
        content.add(why, "width 0:400");
        JLabel label = new JLabel(Messages.of("addPeerDialog.label"));
        label.setLabelFor(address);
        content.add(label);
        content.add(address);
        problem.putClientProperty(FlatClientProperties.STYLE, "foreground: $Wherry.red");
        content.add(problem, "width 0:400");
        address.setName("address");
        address.getAccessibleContext().setAccessibleName(Messages.of("addPeerDialog.label"));
        address.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, "192.168.1.31:54321");
        JButton add = Dialogs.button("add", this::accept);
        content.add(Dialogs.button("cancel", dialog::dispose), "split 2, gapleft push, growx 0, tag cancel");
        content.add(add, "growx 0, tag ok");
        Dialogs.show(dialog, content, add);
    }

    private void accept() {
        String typed = address.getText().strip();
        Optional<String> why = problem(typed);
        if (why.isEmpty()) {
            answer = Optional.of(typed);
            dialog.dispose();
        } else {
            problem.setText(why.get());
            dialog.pack();
            address.putClientProperty(FlatClientProperties.OUTLINE, FlatClientProperties.OUTLINE_ERROR);
            address.requestFocusInWindow();
        }
    }
}
