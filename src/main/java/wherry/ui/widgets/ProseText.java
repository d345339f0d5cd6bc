package wherry.ui.widgets;

import javax.swing.BorderFactory;
import javax.swing.JTextArea;
import javax.swing.UIManager;

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
        setFont(UIManager.getFont("Label.font"));
        setForeground(UIManager.getColor("Wherry.proseForeground"));
    }
}
