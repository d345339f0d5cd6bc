package wherry.ui.peers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.LayoutManager;

/**
 * Places the five parts of a peer's row: a picture, the name and a star beside it, and below them the detail and the
 * badge. A long name gives way to the star, and the detail to the badge. From right to left where that is how one reads.
 */
final class PeerRowLayout implements LayoutManager {
    /** Of the picture's ground. */
    static final int TILE = 36;

    static final int STAR = 16;

    private static final int EDGE = 12;
    private static final int GAP = 12;
    private static final int SMALL_GAP = 8;

    @Override
    public void layoutContainer(Container row) {
        int edge = UIScale.scale(EDGE);
        int tile = UIScale.scale(TILE);
        int height = row.getHeight();
        int start = edge + tile + UIScale.scale(GAP);
        int width = Math.max(0, row.getWidth() - start - edge);
        Component name = row.getComponent(1);
        Component detail = row.getComponent(3);
        int first = name.getPreferredSize().height;
        int second = detail.getPreferredSize().height;
        int gap = UIScale.scale(2);
        int top = (height - first - gap - second) / 2;
        place(row, 0, edge, (height - tile) / 2, tile, tile);
        pair(row, 1, start, top, width, first);
        pair(row, 3, start, top + first + gap, width, second);
    }

    /** The second at the far end, in its full width; the first has the rest. */
    private static void pair(Container row, int index, int x, int y, int width, int height) {
        int last = Math.min(width, row.getComponent(index + 1).getPreferredSize().width);
        int gap = last == 0 ? 0 : UIScale.scale(SMALL_GAP);
        int first = Math.max(0, width - last - gap);
        // Of a word of which there is less than half nothing is left to read.
        boolean readable = 2 * first >= row.getComponent(index).getPreferredSize().width || first > width / 2;
        place(row, index, x, y, readable ? first : 0, height);
        place(row, index + 1, x + width - last, y, last, height);
    }

    private static void place(Container row, int index, int x, int y, int width, int height) {
        boolean mirrored = !row.getComponentOrientation().isLeftToRight();
        row.getComponent(index).setBounds(mirrored ? row.getWidth() - x - width : x, y, width, height);
    }

    /** Whether a point lies in the place of the star, with some room around it. */
    static boolean isStar(int x, int width, boolean leftToRight) {
        int fromEnd = leftToRight ? width - x : x;
        return fromEnd <= UIScale.scale(EDGE + STAR + SMALL_GAP) && fromEnd >= 0;
    }

    @Override
    public Dimension preferredLayoutSize(Container row) {
        return new Dimension(UIScale.scale(260), UIScale.scale(PeerCellRenderer.HEIGHT));
    }

    @Override
    public Dimension minimumLayoutSize(Container row) {
        return preferredLayoutSize(row);
    }

    @Override
    public void addLayoutComponent(String name, Component part) {}

    @Override
    public void removeLayoutComponent(Component part) {}
}
