package wherry.ui.transfers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.util.List;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.UIManager;
import wherry.transfer.Direction;
import wherry.transfer.Transfer;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.PlainLabel;

/** Renders which way a transfer goes, what it is, how much, from or to whom, and when; with an arrow to unfold it. */
final class TransferTitleCell extends TransferCell {
    private static final Icon UP = Icons.ink("up", 16);
    private static final Icon DOWN = Icons.ink("down", 16);
    private static final Icon LOCK = Icons.ink("lock", 13);

    private static final int ARROW = 22;
    private static final int STEP = 22;
    private static final int GAP = 8;

    private final TransfersModel model;
    private final JLabel direction = new JLabel();
    private final PlainLabel title = new PlainLabel();
    private final PlainLabel details = new PlainLabel();
    private final JLabel lock = new JLabel();
    private TransferRow row;
    private Color ink = Color.BLACK;

    TransferTitleCell(TransfersModel model, RowText text) {
        // Laid out by hand: it is painted for every visible row, ten times a second.
        super(text, null);
        this.model = model;
        List.of(direction, title, details, lock).forEach(this::add);
    }

    @Override
    void show(TransferRow of, JTable table, boolean selected) {
        row = of;
        boolean file = of instanceof TransferRow.OfFile;
        ink = selected ? table.getSelectionForeground() : UIManager.getColor("Label.disabledForeground");
        Transfer transfer = of.transfers().get(0);
        boolean sent = transfer.direction() == Direction.SENDING;
        direction.setIcon(sent ? UP : DOWN);
        direction.setForeground(
                selected
                        ? table.getSelectionForeground()
                        : UIManager.getColor(sent ? "Wherry.accentForeground" : "Wherry.green"));
        direction.setVisible(!file);
        title.setText(text().title(of));
        title.setForeground(selected ? table.getSelectionForeground() : table.getForeground());
        title.setFont(file ? small() : table.getFont());
        lock.setVisible(!file && TransferText.isVerified(transfer));
        details.setFont(small());
        details.setForeground(ink);
        details.setText(text().details(of));
        lock.setIcon(LOCK);
        lock.setForeground(ink);
    }

    static java.awt.Font small() {
        return UIManager.getFont("small.font");
    }

    @Override
    public void doLayout() {
        if (row == null) {
            // A change of the theme lays out what has shown nothing yet.
            return;
        }
        int gap = UIScale.scale(GAP);
        int x = UIScale.scale(ARROW + row.depth() * STEP);
        int right = getWidth() - gap;
        if (row instanceof TransferRow.OfFile) {
            int size = details.getPreferredSize().width;
            int end = Math.max(x, Math.min(right - size - gap, x + title.getPreferredSize().width));
            place(title, x, end, 0, getHeight());
            place(details, end + gap, right, 0, getHeight());
            return;
        }
        int icon = direction.getPreferredSize().width;
        int upper = title.getPreferredSize().height;
        int lower = details.getPreferredSize().height;
        int y = Math.max(0, (getHeight() - upper - lower) / 2);
        place(direction, x, x + icon, y, upper);
        place(title, x + icon + gap, right, y, upper);
        int from = x + icon + gap;
        if (lock.isVisible()) {
            int width = lock.getPreferredSize().width;
            place(lock, from, from + width, y + upper, lower);
            from += width + gap / 2;
        }
        details.setText(Fitting.details(text().details(row), details, right - from - gap));
        place(details, from, right, y + upper, lower);
    }

    private static void place(Component part, int left, int right, int y, int height) {
        part.setBounds(left, y, Math.max(0, right - left), height);
    }

    /** Whether that point of a row's cell is on the arrow that unfolds it. */
    boolean isOnArrow(TransferRow of, Rectangle cell, Point point) {
        int right = UIScale.scale(ARROW + of.depth() * STEP);
        return model.canUnfold(of) && point.x >= cell.x && point.x - cell.x < right;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (row == null || !model.canUnfold(row)) {
            return;
        }
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.translate(UIScale.scale(ARROW / 2f + row.depth() * STEP), getHeight() / 2f);
        UIScale.scaleGraphics(g);
        if (model.isUnfolded(row.key())) {
            g.rotate(Math.PI / 2);
        }
        Path2D arrow = new Path2D.Float();
        arrow.moveTo(-2, -4);
        arrow.lineTo(2, 0);
        arrow.lineTo(-2, 4);
        g.setColor(ink);
        g.setStroke(new java.awt.BasicStroke(1.6f));
        g.draw(arrow);
        g.dispose();
    }
}
