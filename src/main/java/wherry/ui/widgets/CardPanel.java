package wherry.ui.widgets;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.LayoutManager;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.UIManager;

/** Paints itself as a card that lies on the window: round corners, an outline, and a shadow. */
public final class CardPanel extends JPanel {
    /** So much of the panel is shadow, on each side; unscaled. */
    private static final int SHADOW = 4;

    private static final int ARC = 14;

    private final String background;

    /**
     * An empty card.
     *
     * @param background the theme's key of its colour
     */
    public CardPanel(LayoutManager layout, String background) {
        super(layout);
        this.background = background;
        setOpaque(false);
        int shadow = UIScale.scale(SHADOW);
        setBorder(BorderFactory.createEmptyBorder(shadow, shadow, shadow, shadow));
    }

    @Override
    public Color getBackground() {
        Color themed = background == null ? null : UIManager.getColor(background);
        return themed == null ? super.getBackground() : themed;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(UIManager.getColor("Wherry.cardShadow"));
        int shadow = UIScale.scale(SHADOW);
        for (int spread = shadow; spread > 0; spread--) {
            g.fill(outline(shadow - spread, spread / 2f));
        }
        g.setColor(getBackground());
        g.fill(outline(shadow, 0));
        g.setColor(UIManager.getColor("Wherry.cardOutline"));
        g.draw(outline(shadow, 0));
        g.dispose();
    }

    private RoundRectangle2D outline(float inset, float lower) {
        float arc = UIScale.scale((float) ARC);
        return new RoundRectangle2D.Float(
                inset + 0.5f,
                inset + 0.5f + lower,
                getWidth() - 2 * inset - 1,
                getHeight() - 2 * inset - 1 - lower,
                arc,
                arc);
    }
}
