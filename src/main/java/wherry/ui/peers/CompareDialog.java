package wherry.ui.peers;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.awt.EventQueue;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.ProseText;

/** Shows the code that two people read to each other. */
final class CompareDialog {
    private CompareDialog() {}

    /**
     * Shows the code as soon as it is computed, and returns when the dialog is closed.
     *
     * @param code takes a moment; run in the background
     * @param same is told when the user says that both ends show the same
     */
    static void show(
            Component parent, String peer, Supplier<Optional<String>> code, Executor background, Runnable same) {
        JDialog dialog = Dialogs.create(parent, "compareDialog");
        JPanel content = new JPanel(new MigLayout("insets 16, fillx, wrap 1", "[grow, fill]", "[]16[]16[]16[]"));
        ProseText why = new ProseText("compareWhy");
        why.setText(Messages.of("compareDialog.why", peer));
        JTextField digits = new JTextField(Messages.of("compareDialog.computing"), 36);
        digits.setName("comparisonCode");
        digits.setEditable(false);
        digits.setHorizontalAlignment(SwingConstants.CENTER);
        digits.putClientProperty(FlatClientProperties.STYLE, "font: +6 $monospaced.font");
        digits.getAccessibleContext().setAccessibleName(Messages.of("compareDialog.code.accessible"));
        ProseText then = new ProseText("compareThen");
        then.setText(Messages.of("compareDialog.then"));
        JButton close = Dialogs.button("close", dialog::dispose);
        content.add(why, "width 0:460");
        content.add(digits);
        content.add(then, "width 0:460");
        JButton agreed = Dialogs.button("same", () -> {
            same.run();
            dialog.dispose();
        });
        agreed.setEnabled(false);
        content.add(agreed, "split 2, growx 0, gapleft push");
        content.add(close, "growx 0");
        background.execute(() -> {
            Optional<String> computed = code.get();
            EventQueue.invokeLater(() -> {
                digits.setText(computed.orElseGet(() -> Messages.of("compareDialog.none")));
                agreed.setEnabled(computed.isPresent());
            });
        });
        Dialogs.show(dialog, content, close);
    }
}
