package wherry.ui.missing;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ScrollPaneConstants;
import net.miginfocom.swing.MigLayout;
import wherry.doctor.Cause;
import wherry.doctor.Diagnosis;
import wherry.doctor.Finding;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;

/** Says why somebody is not seen, and has a button for each remedy. Event thread only. */
public final class MissingDialog {
    private final MissingController controller;
    private final Remedies remedies;
    private final JDialog dialog;
    private final JTextField who = new JTextField(18);
    private final JPanel findings =
            new JPanel(new MigLayout("insets 4, fillx, wrap 1, hidemode 3", "[grow, fill]", ""));
    private final JButton check = Dialogs.button("checkAgain", this::examine);
    private final JButton copyReport = Dialogs.button("copyReport", () -> copy(DiagnosisText.report(shown())));
    private Diagnosis shown;

    /** What the window can do about it. */
    public record Remedies(Runnable lookAgain, Runnable useAnotherPort) {}

    private MissingDialog(Component parent, MissingController controller, Remedies remedies) {
        this.controller = controller;
        this.remedies = remedies;
        this.dialog = Dialogs.create(parent, "missingDialog");
    }

    /** Examines at once, and returns when the dialog is closed. */
    public static void show(Component parent, MissingController controller, Remedies remedies) {
        new MissingDialog(parent, controller, remedies).show();
    }

    private void show() {
        JPanel content = new JPanel(new MigLayout("insets 16, fill, wrap 1", "[grow, fill]", "[]8[grow, fill]12[]"));
        JLabel question = new PlainLabel(Messages.of("missingDialog.who"));
        who.setName("missingWho");
        who.getAccessibleContext().setAccessibleName(Messages.of("missingDialog.who.accessible"));
        question.setLabelFor(who);
        content.add(question, "split 3, growx 0");
        content.add(who, "wmin 60, growx");
        content.add(check, "growx 0");
        JScrollPane scroll = new JScrollPane(
                new TrackingPanel(findings),
                ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
                ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.setBorder(null);
        content.add(scroll, "wmin 0, hmin 120, width 520, height 260");
        JButton close = Dialogs.button("close", dialog::dispose);
        content.add(copyReport, "split 2, growx 0");
        content.add(close, "growx 0, gapleft push");
        examine();
        Dialogs.show(dialog, content, check);
    }

    private Diagnosis shown() {
        return shown;
    }

    private void examine() {
        check.setEnabled(false);
        copyReport.setEnabled(false);
        findings.removeAll();
        JProgressBar bar = new JProgressBar();
        bar.setIndeterminate(true);
        findings.add(prose("missingLooking", Messages.of("missingDialog.looking")), "wmin 0");
        findings.add(bar);
        refresh();
        controller.examine(who.getText(), this::found);
    }

    private void found(Diagnosis diagnosis) {
        shown = diagnosis;
        check.setEnabled(true);
        copyReport.setEnabled(true);
        findings.removeAll();
        if (diagnosis.healthy()) {
            String text = diagnosis.answering().isPresent()
                    ? diagnosis.healthySentence()
                    : Messages.of("missingDialog.healthy");
            findings.add(prose("missingHealthy", text), "wmin 0");
            findings.add(lookAgain(), "growx 0");
        }
        diagnosis.findings().forEach(this::add);
        refresh();
    }

    private void add(Finding finding) {
        ProseText sentence = prose("missingSentence", DiagnosisText.sentence(finding));
        sentence.setFont(sentence.getFont().deriveFont(java.awt.Font.BOLD));
        findings.add(sentence, "wmin 0, gaptop 8");
        findings.add(prose("missingAdvice", finding.advice()), "wmin 0");
        finding.command().ifPresent(command -> {
            JTextField field = new JTextField(command);
            field.setName("missingCommand");
            field.setEditable(false);
            field.setCaretPosition(0);
            field.getAccessibleContext().setAccessibleName(Messages.of("missingDialog.command.accessible"));
            findings.add(field, "wmin 0");
            findings.add(Dialogs.button("copyCommand", () -> copy(command)), "growx 0");
        });
        if (finding.cause() == Cause.PORT_TAKEN) {
            findings.add(Dialogs.button("useAnotherPort", remedies.useAnotherPort()), "growx 0");
        } else if (finding.command().isEmpty()) {
            findings.add(lookAgain(), "growx 0");
        }
    }

    private JButton lookAgain() {
        return Dialogs.button("lookAgain", remedies.lookAgain());
    }

    private static ProseText prose(String name, String text) {
        ProseText prose = new ProseText(name);
        prose.setText(text);
        prose.getAccessibleContext().setAccessibleName(text);
        return prose;
    }

    private void refresh() {
        findings.revalidate();
        findings.repaint();
    }

    private static void copy(String text) {
        StringSelection selection = new StringSelection(text);
        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(selection, selection);
    }

    /** As wide as what shows it, so that sentences wrap. */
    private static final class TrackingPanel extends JPanel implements javax.swing.Scrollable {
        TrackingPanel(JPanel inside) {
            super(new java.awt.BorderLayout());
            add(inside, java.awt.BorderLayout.NORTH);
        }

        @Override
        public Dimension getPreferredScrollableViewportSize() {
            return getPreferredSize();
        }

        @Override
        public int getScrollableUnitIncrement(java.awt.Rectangle visible, int orientation, int direction) {
            return 16;
        }

        @Override
        public int getScrollableBlockIncrement(java.awt.Rectangle visible, int orientation, int direction) {
            return visible.height;
        }

        @Override
        public boolean getScrollableTracksViewportWidth() {
            return true;
        }

        @Override
        public boolean getScrollableTracksViewportHeight() {
            return false;
        }
    }
}
