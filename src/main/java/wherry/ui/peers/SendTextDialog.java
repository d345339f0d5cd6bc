package wherry.ui.peers;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Event;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.WrappedText;

/** Asks for a text to send. */
public final class SendTextDialog {
    private final JDialog dialog;
    private final JTextArea text = new JTextArea(6, 40);
    private final PlainLabel problem = new PlainLabel(" ");
    private Optional<String> answer = Optional.empty();

    private SendTextDialog(Component parent) {
        dialog = Dialogs.create(parent, "sendTextDialog");
    }

    /** Returns the text; empty when the user thought better of it */
    public static Optional<String> ask(Component parent, String label) {
        SendTextDialog asked = new SendTextDialog(parent);
        asked.show(label);
        return asked.answer;
    }

    private void show(String wanted) {
        JPanel content = new JPanel(new MigLayout("insets 16, fill, wrap 1", "[grow, fill]", "[]6[grow, fill]4[]12[]"));
        PlainLabel label = new PlainLabel(wanted);
        label.setLabelFor(text);
        content.add(label, "wmin 0");
        text.setName("textToSend");
        text.setUI(new WrappedText());
        text.setLineWrap(true);
        text.setWrapStyleWord(true);
        text.getAccessibleContext().setAccessibleName(label.getText());
        text.setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        text.setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        Keys.bind(text, Keys.MENU + " ENTER", this::accept);
        content.add(new JScrollPane(text), "grow, hmin 60");
        problem.setName("textProblem");
        problem.putClientProperty(FlatClientProperties.STYLE, "foreground: $Wherry.red");
        content.add(problem, "wmin 0");
        JButton send = Dialogs.button("send", this::accept);
        send.setToolTipText(Messages.of("sendTextDialog.send.tip"));
        content.add(Dialogs.button("cancel", dialog::dispose), "split 2, gapleft push, growx 0");
        content.add(send, "growx 0");
        Dialogs.show(dialog, content, send);
    }

    private void accept() {
        String typed = text.getText();
        if (typed.isBlank()) {
            problem.setText(Messages.of("sendTextDialog.empty"));
        } else if (typed.getBytes(StandardCharsets.UTF_8).length > Event.TextReceived.LONGEST) {
            problem.setText(Messages.of("sendTextDialog.tooLong"));
        } else {
            answer = Optional.of(typed);
            dialog.dispose();
        }
        text.requestFocusInWindow();
    }
}
