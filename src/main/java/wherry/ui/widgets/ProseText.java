package wherry.ui.widgets;

import javax.swing.BorderFactory;
import javax.swing.JTextArea;
import javax.swing.UIManager;
import javax.swing.text.DefaultCaret;

/** Shows a few sentences that wrap. Not a place to type, and no stop for the Tab key. */
public final class ProseText extends JTextArea {
    public ProseText(String name) {
        setName(name);
        setEditable(false);
        setFocusable(false);
        setLineWrap(true);
        setWrapStyleWord(true);
        setOpaque(false);
        setBorder(BorderFactory.createEmptyBorder());
    }

    @Override
    public void updateUI() {
        setUI(new WrappedText());
        // What is dropped on the words is meant for what they stand on.
        setDropTarget(null);
        setFont(UIManager.getFont("Label.font"));
        setForeground(UIManager.getColor("Wherry.proseForeground"));
        // Or each text that is set would scroll what it is in to where somebody could type.
        if (getCaret() instanceof DefaultCaret caret) {
            caret.setUpdatePolicy(DefaultCaret.NEVER_UPDATE);
        }
    }
}
