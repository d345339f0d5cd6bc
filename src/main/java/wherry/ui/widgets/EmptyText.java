package wherry.ui.widgets;

import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.swing.JComponent;
import javax.swing.UIManager;

/** Paints the words in the middle of a list that has nothing to show. */
public final class EmptyText {
    private static final int MARGIN = 16;

    private EmptyText() {}

    /** Paints the text wrapped and centred on what is visible of the component. */
    public static void paint(JComponent on, Graphics graphics, String text) {
        Rectangle area = on.getVisibleRect();
        int width = area.width - 2 * MARGIN;
        if (width < 40) {
            return;
        }
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(UIManager.getColor("Label.disabledForeground"));
        List<TextLayout> lines = wrap(on, text, width, g.getFontRenderContext());
        float height = (float) lines.stream().mapToDouble(EmptyText::height).sum();
        float y = area.y + Math.max(MARGIN, (area.height - height) / 2);
        for (TextLayout line : lines) {
            y += line.getAscent();
            line.draw(g, area.x + MARGIN + (width - line.getAdvance()) / 2, y);
            y += line.getDescent() + line.getLeading();
        }
        g.dispose();
    }

    private static List<TextLayout> wrap(JComponent on, String text, int width, FontRenderContext context) {
        AttributedString styled = new AttributedString(text, Map.of(TextAttribute.FONT, on.getFont()));
        LineBreakMeasurer measurer = new LineBreakMeasurer(styled.getIterator(), context);
        List<TextLayout> lines = new ArrayList<>();
        while (measurer.getPosition() < text.length()) {
            lines.add(measurer.nextLayout(width));
        }
        return lines;
    }

    private static float height(TextLayout line) {
        return line.getAscent() + line.getDescent() + line.getLeading();
    }
}
