package wherry.ui;

import java.awt.datatransfer.StringSelection;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JTextArea;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.ui.desktop.FileChooser;
import wherry.ui.widgets.Messages;

/** Copies, saves and searches the log. Event thread only. */
final class LogCommands {
    private static final String FILE = "wherry-log.txt";

    private final FileChooser chooser;
    private final Executor background;
    private final Consumer<String> log;

    /** @param log takes a line for the log, from any thread */
    LogCommands(FileChooser chooser, Executor background, Consumer<String> log) {
        this.chooser = chooser;
        this.background = background;
        this.log = log;
    }

    JButton copyButton(JTextArea text) {
        return button("logCopy", () -> copy(text));
    }

    JButton saveButton(JTextArea text) {
        return button("logSave", () -> save(text));
    }

    private static JButton button(String name, Runnable action) {
        JButton button = new JButton(Messages.of("log." + name));
        button.setName(name);
        button.setToolTipText(Messages.of("log." + name + ".tip"));
        button.addActionListener(event -> action.run());
        return button;
    }

    /** What is selected, else all of it. */
    void copy(JTextArea text) {
        String selected = text.getSelectedText();
        text.getToolkit()
                .getSystemClipboard()
                .setContents(new StringSelection(selected == null ? text.getText() : selected), null);
    }

    void save(JTextArea text) {
        String all = text.getText() + "\n";
        chooser.chooseFileToSave(text, Messages.of("log.saveTitle"), FILE)
                .ifPresent(file -> background.execute(() -> write(all, file)));
    }

    private void write(String all, Path file) {
        try {
            Files.writeString(file, all, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            log.accept(Messages.of("log.saved", DisplayText.escape(file)));
        } catch (FileAlreadyExistsException taken) {
            log.accept(Messages.of("log.taken", DisplayText.escape(file)));
        } catch (IOException failure) {
            log.accept(Messages.of("log.notSaved", Failure.writing(failure, file)));
        }
    }

    /** Selects the next place, from the selection on and then from the beginning; whatever the case of the letters. */
    void find(JTextArea text, String wanted) {
        String all = text.getText();
        int from = text.getSelectionEnd();
        int found = indexOf(all, wanted, from, all.length());
        if (found < 0) {
            found = indexOf(all, wanted, 0, from);
        }
        if (wanted.isEmpty() || found < 0) {
            text.select(from, from);
            text.getToolkit().beep();
            return;
        }
        text.select(found, found + wanted.length());
        text.getCaret().setSelectionVisible(true);
        try {
            text.scrollRectToVisible(text.modelToView2D(found).getBounds());
        } catch (javax.swing.text.BadLocationException impossible) {
            throw new AssertionError("it has just been found there", impossible);
        }
    }

    private static int indexOf(String all, String wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (all.regionMatches(true, i, wanted, 0, wanted.length())) {
                return i;
            }
        }
        return -1;
    }
}
