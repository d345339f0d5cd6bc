package wherry.ui.widgets;

import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;

/** Tells whenever the text of a field has become another one. */
public final class Typing implements DocumentListener {
    private final Runnable typed;

    private Typing(Runnable typed) {
        this.typed = typed;
    }

    public static void watch(JTextComponent field, Runnable typed) {
        field.getDocument().addDocumentListener(new Typing(typed));
    }

    @Override
    public void insertUpdate(DocumentEvent event) {
        typed.run();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
        typed.run();
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
        // Not the text, but how it looks.
    }
}
