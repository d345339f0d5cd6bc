package wherry.ui.widgets;

import com.formdev.flatlaf.extras.FlatSVGIcon;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.swing.Icon;

/** Draws a drawing in the foreground colour of what it is on, as words are drawn, and keeps it for the colours in use. */
final class InkIcon implements Icon {
    /** A theme has fewer; those of a theme that is gone go. */
    private static final int MOST_COLOURS = 8;

    private final String name;
    private final int size;
    private final Icon measure;
    private final Map<Color, Icon> drawn = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Color, Icon> eldest) {
            return size() > MOST_COLOURS;
        }
    };

    InkIcon(String name, int size) {
        this.name = name;
        this.size = size;
        measure = plain();
    }

    @Override
    public void paintIcon(Component on, Graphics graphics, int x, int y) {
        drawn.computeIfAbsent(on.getForeground(), this::in).paintIcon(on, graphics, x, y);
    }

    private Icon in(Color ink) {
        FlatSVGIcon icon = plain();
        icon.setColorFilter(new FlatSVGIcon.ColorFilter(grey -> ink));
        return new CachedIcon(icon);
    }

    private FlatSVGIcon plain() {
        return new FlatSVGIcon("wherry/ui/icons/" + name + ".svg", size, size);
    }

    @Override
    public int getIconWidth() {
        return measure.getIconWidth();
    }

    @Override
    public int getIconHeight() {
        return measure.getIconHeight();
    }
}
