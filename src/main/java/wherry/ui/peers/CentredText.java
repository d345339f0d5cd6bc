package wherry.ui.peers;

import javax.swing.BorderFactory;
import javax.swing.JTextPane;
import javax.swing.UIManager;
import javax.swing.text.SimpleAttributeSet;
import javax.swing.text.StyleConstants;

/** Shows a few sentences that wrap, in the middle. Not a place to type, and no stop for the Tab key. */
final class CentredText extends JTextPane {
    CentredText(String name) {
        setName(name);
        setEditable(false);
        setFocusable(false);
        setOpaque(false);
        setBorder(BorderFactory.createEmptyBorder());
    }

    @Override
    public void setText(String text) {
        super.setText(text);
        SimpleAttributeSet centred = new SimpleAttributeSet();
        StyleConstants.setAlignment(centred, StyleConstants.ALIGN_CENTER);
        getStyledDocument().setParagraphAttributes(0, text.length(), centred, false);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        // What is dropped on the words is meant for what they stand on.
        setDropTarget(null);
        setFont(UIManager.getFont("Label.font"));
        setForeground(UIManager.getColor("Wherry.proseForeground"));
    }
}
