package wherry.ui.shelf;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.ListCellRenderer;
import javax.swing.UIManager;
import net.miginfocom.swing.MigLayout;
import wherry.ui.shelf.ShelfItem.Kind;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.RendererPanel;

/** Renders one thing on the shelf: a picture of it, its name, and its kind and size or where it is going. */
final class ShelfCell extends RendererPanel implements ListCellRenderer<ShelfItem> {
    private static final Map<Kind, Icon> ICONS =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(Function.identity(), ShelfCell::icon));

    private final JLabel picture = new PlainLabel();
    private final JLabel name = new PlainLabel();
    private final JLabel detail = new PlainLabel().styled("small");
    /** What is too long for one line: who did not take it. */
    private final JLabel rest = new PlainLabel().styled("small");

    private int room;
    private Image thumbnail;
    private boolean chosen;
    private boolean hasFocus;

    ShelfCell() {
        super(null);
        setOpaque(false);
        setBorder(BorderFactory.createEmptyBorder());
        picture.setHorizontalAlignment(JLabel.CENTER);
        layOut(Form.TILE);
    }

    /** How much room a thing takes: a tile where there is room, else a line. */
    enum Form {
        TILE(112, 124, 56),
        LINE(160, 44, 32);

        final int width;
        final int height;
        private final int picture;

        Form(int width, int height, int picture) {
            this.width = width;
            this.height = height;
            this.picture = picture;
        }
    }

    void layOut(Form now) {
        removeAll();
        room = now == Form.TILE ? now.width - 16 : Integer.MAX_VALUE;
        String side = now.picture + "!";
        if (now == Form.TILE) {
            setLayout(new MigLayout(
                    "insets 8 8 6 8, gap 0, fill, wrap 1, hidemode 2", "[grow, center]", "[" + side + "]4[]0[]0[]"));
            add(picture, "w " + side + ", h " + side);
            add(name, "wmin 0, wmax " + (now.width - 16));
            add(detail, "wmin 0, wmax " + (now.width - 16));
            add(rest, "wmin 0, wmax " + (now.width - 16));
        } else {
            setLayout(new MigLayout("insets 4 6 4 6, gap 0, fill", "[]8[grow, fill]", "push[]0[]push"));
            add(picture, "spany 2, w " + side + ", h " + side);
            add(name, "wmin 0, wmax " + (now.width - 52) + ", wrap");
            add(detail, "wmin 0, wmax " + (now.width - 52));
        }
    }

    @Override
    public Component getListCellRendererComponent(
            JList<? extends ShelfItem> list, ShelfItem item, int index, boolean selected, boolean focused) {
        chosen = selected;
        hasFocus = focused && list.isFocusOwner();
        thumbnail = item.looks().thumbnail().orElse(null);
        picture.setIcon(thumbnail == null ? ICONS.get(item.looks().kind()) : null);
        name.setText(item.name());
        name.setForeground(list.getForeground());
        boolean said = !item.word().isEmpty();
        say(said ? item.word() : item.detail());
        boolean warns = said || item.looks().kind() == Kind.GONE;
        detail.setForeground(UIManager.getColor(warns ? "Wherry.amber" : "Label.disabledForeground"));
        rest.setForeground(detail.getForeground());
        return this;
    }

    /** On two lines if need be. What does not fit even there is cut; the tip has all of it. */
    private void say(String words) {
        int width = room == Integer.MAX_VALUE ? room : UIScale.scale(room);
        FontMetrics metrics = detail.getFontMetrics(detail.getFont());
        int end = words.length();
        while (end > 0 && metrics.stringWidth(words.substring(0, end)) > width) {
            end = words.lastIndexOf(' ', end - 1);
        }
        boolean fits = end == words.length() || end <= 0;
        detail.setText(fits ? words : words.substring(0, end));
        rest.setText(fits ? "" : words.substring(end + 1));
    }

    @Override
    public String spoken() {
        return String.join(" ", name.getText(), detail.getText(), rest.getText())
                .strip();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int arc = UIScale.scale(12);
        int margin = UIScale.scale(2);
        if (chosen) {
            g.setColor(UIManager.getColor("Wherry.chosen"));
            g.fillRoundRect(margin, margin, getWidth() - 2 * margin, getHeight() - 2 * margin, arc, arc);
        }
        if (hasFocus) {
            g.setColor(UIManager.getColor("Component.accentColor"));
            g.drawRoundRect(margin, margin, getWidth() - 2 * margin - 1, getHeight() - 2 * margin - 1, arc, arc);
        }
        Rectangle place = picture.getBounds();
        if (thumbnail == null) {
            g.setColor(UIManager.getColor("Wherry.tile"));
            g.fillRoundRect(place.x, place.y, place.width, place.height, arc, arc);
        } else {
            drawThumbnail(g, place, arc);
        }
        g.dispose();
    }

    /** As large as it fits, in its own shape. */
    private void drawThumbnail(Graphics2D g, Rectangle place, int arc) {
        double scale = Math.min(
                (double) place.width / thumbnail.getWidth(null), (double) place.height / thumbnail.getHeight(null));
        int width = Math.max(1, (int) Math.round(thumbnail.getWidth(null) * scale));
        int height = Math.max(1, (int) Math.round(thumbnail.getHeight(null) * scale));
        int x = place.x + (place.width - width) / 2;
        int y = place.y + (place.height - height) / 2;
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.clip(new RoundRectangle2D.Float(x, y, width, height, arc / 2f, arc / 2f));
        g.drawImage(thumbnail, x, y, width, height, null);
    }

    private static Icon icon(Kind kind) {
        String drawing = switch (kind) {
            case FILE -> "files";
            case GONE -> "question";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
        return Icons.tinted(drawing, 28, "Wherry.tileForeground");
    }
}
