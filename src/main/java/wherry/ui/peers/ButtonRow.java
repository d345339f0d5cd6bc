package wherry.ui.peers;

import java.awt.Component;
import java.awt.Dimension;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** Lays buttons in a row, the last at its end. Where there is little room they go without their pictures. */
final class ButtonRow extends JPanel {
    private final Map<JButton, Icon> icons = new LinkedHashMap<>();

    ButtonRow() {
        super(new MigLayout("insets 0, gap 8, fillx, hidemode 3", "[][][][]push[]"));
        setOpaque(false);
    }

    void addFirst(JButton button) {
        icons.put(button, button.getIcon());
        add(button, "shrink 0");
    }

    void addLast(JButton button) {
        add(button, "wmin 64, wmax 320");
    }

    @Override
    public void doLayout() {
        icons.forEach(JButton::setIcon);
        if (fullWidth() > getWidth()) {
            icons.keySet().forEach(button -> button.setIcon(null));
        }
        super.doLayout();
    }

    /** With the least of the last. */
    private int fullWidth() {
        int width = 0;
        int gap = 0;
        for (Component part : getComponents()) {
            if (part.isVisible()) {
                boolean shrinks = !icons.containsKey(part);
                Dimension size = shrinks ? part.getMinimumSize() : part.getPreferredSize();
                width += gap + Math.min(size.width, part.getPreferredSize().width);
                gap = com.formdev.flatlaf.util.UIScale.scale(8);
            }
        }
        return width;
    }

    /** It can be as narrow as without the pictures. */
    @Override
    public Dimension getMinimumSize() {
        return new Dimension(0, super.getPreferredSize().height);
    }
}
