package wherry.ui.widgets;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Insets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.UIManager;

/** Lays buttons in a row, the last at its end. Where there is little room some go without their pictures or words. */
public final class ButtonRow extends JPanel {
    private static final int GAP = 8;
    /** Of the last. */
    private static final int WIDEST = 320;

    private static final int NARROWEST = 100;
    private static final Insets NARROW = new Insets(3, 8, 3, 8);

    private final Map<JButton, Full> yielding = new LinkedHashMap<>();
    private Optional<JButton> last = Optional.empty();
    private boolean narrow;
    private boolean wordless;

    /** What a button does without where there is little room. */
    public enum Spare {
        PICTURE,
        WORDS
    }

    private record Full(Spare spare, Icon icon, String words, Insets margin) {}

    public ButtonRow() {
        super(null);
        setOpaque(false);
    }

    public void add(JButton button, Spare spare) {
        yielding.put(button, new Full(spare, button.getIcon(), button.getText(), button.getMargin()));
        add(button);
    }

    /** Has one of them say something else. */
    public void rename(JButton button, String words) {
        Full before = yielding.get(button);
        yielding.put(button, new Full(before.spare(), before.icon(), words, before.margin()));
        if (before.spare() == Spare.PICTURE ? !wordless : !narrow) {
            button.setText(words);
        }
    }

    /** At the end; its words are shortened when all else was done. */
    public void addLast(JButton button) {
        last = Optional.of(button);
        add(button);
    }

    @Override
    public void doLayout() {
        spareWords(false);
        squeeze(false);
        if (preferredWidth(NARROWEST) > getWidth()) {
            squeeze(true);
        }
        // The words of the last say what matters: rather than they the others go.
        spareWords(narrow && last.filter(Component::isVisible).isPresent() && preferredWidth(NARROWEST) > getWidth());
        int x = 0;
        for (JButton button : yielding.keySet()) {
            // Where even that is too wide, its words are shortened rather than cut.
            int room = Math.max(0, getWidth() - x);
            x = place(button, x, Math.min(room, button.getPreferredSize().width)) + gap();
        }
        int from = x;
        last.ifPresent(button -> {
            int width = Math.min(Math.max(0, getWidth() - from), widthOfLast(WIDEST));
            place(button, getWidth() - width, width);
        });
    }

    /** From right to left where that is how one reads. */
    private int place(Component part, int x, int width) {
        boolean mirrored = !getComponentOrientation().isLeftToRight();
        int height = part.getPreferredSize().height;
        part.setBounds(mirrored ? getWidth() - x - width : x, (getHeight() - height) / 2, width, height);
        return x + width;
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
            button.setMargin(narrow ? NARROW : full.margin());
            button.putClientProperty("FlatLaf.style", narrow ? "minimumWidth: 0" : null);
        });
        last.ifPresent(button -> button.setMargin(narrow ? NARROW : UIManager.getInsets("Button.margin")));
    }

    private void spareWords(boolean now) {
        if (now == wordless) {
            return;
        }
        wordless = now;
        yielding.forEach((button, full) -> {
            if (full.spare() == Spare.PICTURE && full.icon() != null) {
                button.setIcon(wordless || !narrow ? full.icon() : null);
                button.setText(wordless ? "" : full.words());
            }
        });
    }

    private int gap() {
        return UIScale.scale(narrow ? GAP * 3 / 4 : GAP);
    }

    private int widthOfLast(int most) {
        return last.filter(Component::isVisible)
                .map(button -> Math.min(UIScale.scale(most), button.getPreferredSize().width))
                .orElse(0);
    }

    private int preferredWidth(int ofLast) {
        int gap = gap();
        int width = last.filter(Component::isVisible).isPresent() ? widthOfLast(ofLast) : -gap;
        return width
                + yielding.keySet().stream()
                        .mapToInt(button -> button.getPreferredSize().width + gap)
                        .sum();
    }

    @Override
    public Dimension getPreferredSize() {
        int height = yielding.keySet().stream()
                .mapToInt(button -> button.getPreferredSize().height)
                .max()
                .orElse(0);
        return new Dimension(preferredWidth(WIDEST), height);
    }

    /** It can be as narrow as without what is spared. */
    @Override
    public Dimension getMinimumSize() {
        return new Dimension(0, getPreferredSize().height);
    }
}
