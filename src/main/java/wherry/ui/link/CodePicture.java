package wherry.ui.link;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import javax.swing.JPanel;
import wherry.link.LinkCode;
import wherry.ui.widgets.Messages;

/** Draws the code of a link: black on white in the dark, too, since not every camera reads the reverse. */
final class CodePicture extends JPanel {
    private static final int SIDE = 260;
    /** What a phone still reads from a hand's breadth. A panel that is drawn large on a small screen has room for no more. */
    private static final int LEAST = 150;

    private LinkCode code;

    CodePicture(LinkCode code) {
        this.code = code;
        setName("linkCode");
        getAccessibleContext().setAccessibleName(Messages.of("link.code.accessible"));
    }

    /** From now on that one is shown. */
    void show(LinkCode now) {
        code = now;
        repaint();
    }

    @Override
    public Dimension getPreferredSize() {
        int side = UIScale.scale(SIDE);
        return new Dimension(side, side);
    }

    @Override
    public Dimension getMinimumSize() {
        int side = UIScale.scale(LEAST);
        return new Dimension(side, side);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, getWidth(), getHeight());
        graphics.setColor(Color.BLACK);
        int modules = code.size() + 2 * LinkCode.QUIET;
        // Whole pixels, so that every edge is sharp.
        int module = Math.max(1, Math.min(getWidth(), getHeight()) / modules);
        int left = (getWidth() - module * code.size()) / 2;
        int top = (getHeight() - module * code.size()) / 2;
        for (int row = 0; row < code.size(); row++) {
            for (int column = 0; column < code.size(); column++) {
                if (code.isDark(row, column)) {
                    graphics.fillRect(left + column * module, top + row * module, module, module);
                }
            }
        }
    }
}
