package wherry.ui.widgets;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.MouseEvent;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.function.Supplier;
import javax.swing.JButton;
import javax.swing.JPopupMenu;
import javax.swing.ToolTipManager;
import javax.swing.UIManager;

/** A button that does what it says, with an arrow at its end that opens a menu of the other ways to do it. */
public final class SplitButton extends JButton {
    private static final int ARROW = 26;
    private static final String MARGIN = "margin: 3,12,3," + (12 + ARROW);
    private static final String SUGGESTED = "; background: $Button.default.background;"
            + "foreground: $Button.default.foreground; hoverBackground: $Button.default.hoverBackground;"
            + "focusedBackground: $Button.default.focusedBackground; borderColor: $Button.default.borderColor;"
            + "focusedBorderColor: $Button.default.focusedBorderColor";

    private final Supplier<JPopupMenu> menus;
    private JPopupMenu menu = new JPopupMenu();
    private boolean pressedOnArrow;

    /**
     * A button with that text.
     *
     * @param menus makes the menu anew whenever it is opened
     */
    public SplitButton(String text, Supplier<JPopupMenu> menus) {
        super(text);
        this.menus = menus;
        setSuggested(Suggestion.OTHER);
        for (String keys : new String[] {"DOWN", "alt DOWN", "shift F10", "CONTEXT_MENU"}) {
            Keys.bind(this, keys, this::openMenu);
        }
    }

    /** Whether it is the likely one among several. */
    public enum Suggestion {
        LIKELY,
        OTHER
    }

    public void setSuggested(Suggestion suggestion) {
        putClientProperty(FlatClientProperties.STYLE, suggestion == Suggestion.LIKELY ? MARGIN + SUGGESTED : MARGIN);
    }

    public void openMenu() {
        if (isEnabled()) {
            menu = menus.get();
            menu.show(this, 0, getHeight());
        }
    }

    public void closeMenu() {
        menu.setVisible(false);
    }

    private boolean isOnArrow(MouseEvent event) {
        int arrow = UIScale.scale(ARROW);
        return getComponentOrientation().isLeftToRight() ? event.getX() >= getWidth() - arrow : event.getX() < arrow;
    }

    @Override
    protected void processMouseEvent(MouseEvent event) {
        if (event.getID() == MouseEvent.MOUSE_PRESSED) {
            pressedOnArrow = isOnArrow(event);
            if (pressedOnArrow) {
                requestFocusInWindow();
                // Or the tip comes up over the menu.
                ToolTipManager.sharedInstance().mousePressed(event);
                openMenu();
                return;
            }
        }
        boolean ofPress = event.getID() == MouseEvent.MOUSE_RELEASED || event.getID() == MouseEvent.MOUSE_CLICKED;
        if (!pressedOnArrow || !ofPress) {
            super.processMouseEvent(event);
        }
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(isEnabled() ? getForeground() : UIManager.getColor("Button.disabledText"));
        int arrow = UIScale.scale(ARROW);
        int from = getComponentOrientation().isLeftToRight() ? getWidth() - arrow : 0;
        float middle = from + arrow / 2f - UIScale.scale(1f);
        float half = UIScale.scale(3.5f);
        float y = getHeight() / 2f;
        Path2D tip = new Path2D.Float();
        tip.moveTo(middle - half, y - half / 2);
        tip.lineTo(middle, y + half / 2);
        tip.lineTo(middle + half, y - half / 2);
        g.setStroke(new BasicStroke(UIScale.scale(1.5f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(tip);
        int edge = getComponentOrientation().isLeftToRight() ? from : arrow;
        g.setStroke(new BasicStroke(UIScale.scale(1f)));
        g.setComposite(AlphaComposite.SrcOver.derive(0.35f));
        g.draw(new Line2D.Float(edge + 0.5f, UIScale.scale(7f), edge + 0.5f, getHeight() - UIScale.scale(7f)));
        g.dispose();
    }
}
