package wherry.ui.widgets;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Insets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** Lays buttons in a row, the last at its end. Where there is little room some go without their pictures or words. */
public final class ButtonRow extends JPanel {
    private static final int GAP = 8;
    private static final Insets NARROW = new Insets(3, 8, 3, 8);

    private final Map<JButton, Full> yielding = new LinkedHashMap<>();
    private boolean narrow;

    /** What a button does without where there is little room. */
    public enum Spare {
        PICTURE,
        WORDS
    }

    private record Full(Spare spare, Icon icon, String words, Insets margin) {}

    public ButtonRow() {
        super(new MigLayout("insets 0, gap " + GAP + ", fillx, hidemode 3", "[]", "[]"));
        setOpaque(false);
    }

    public void add(JButton button, Spare spare) {
        yielding.put(button, new Full(spare, button.getIcon(), button.getText(), button.getMargin()));
        add(button, "shrink 0, growx 0");
    }

    /** At the end; its words are shortened when all else was done. */
    public void addLast(JButton button) {
        add(button, "gapbefore push, growx 0, wmin 56, wmax 320");
    }

    @Override
    public void doLayout() {
        squeeze(false);
        if (fullWidth() > getWidth()) {
            squeeze(true);
        }
        super.doLayout();
    }

    private void squeeze(boolean now) {
        if (now == narrow) {
            return;
        }
        narrow = now;
        yielding.forEach((button, full) -> {
            boolean withoutWords = narrow && full.spare() == Spare.WORDS;
            button.setIcon(narrow && full.spare() == Spare.PICTURE ? null : full.icon());
            button.setText(withoutWords ? "" : full.words());
            button.setMargin(narrow ? UIScale.scale(NARROW) : full.margin());
            button.putClientProperty("FlatLaf.style", narrow ? "minimumWidth: 0" : null);
        });
    }

    /** With the least of the last. */
    private int fullWidth() {
        int width = -UIScale.scale(GAP);
        for (Component part : getComponents()) {
            if (part.isVisible()) {
                Dimension size = part instanceof JButton button && yielding.containsKey(button)
                        ? part.getPreferredSize()
                        : new Dimension(Math.min(UIScale.scale(120), part.getPreferredSize().width), 0);
                width += size.width + UIScale.scale(GAP);
            }
        }
        return width;
    }

    /** It can be as narrow as without what is spared. */
    @Override
    public Dimension getMinimumSize() {
        return new Dimension(0, super.getPreferredSize().height);
    }
}
