package wherry.ui.requests;

import com.formdev.flatlaf.util.HiDPIUtils;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.swing.JComponent;
import javax.swing.UIManager;
import wherry.settings.ViewSettings;
import wherry.transfer.Offer;
import wherry.transfer.Preview;
import wherry.ui.widgets.Messages;

/**
 * Shows the small pictures that came with an offer in a row, and how many files it has besides. Its room is taken from the
 * beginning: they are decoded meanwhile, and nothing moves when they come.
 */
final class PreviewStrip extends JComponent {
    private static final int SIDE = 44;
    private static final int GAP = 6;

    private final Image[] pictures;
    private final String more;

    /** @param background decodes them */
    PreviewStrip(Offer offer, ViewSettings.Previews wanted, Executor background) {
        List<Preview> previews = offer.previews().stream()
                .filter(preview -> wanted == ViewSettings.Previews.ON)
                .limit(Preview.MOST)
                .toList();
        pictures = new Image[previews.size()];
        int others = offer.files().size() - previews.size();
        more = others > 0 ? Messages.of("question.morePictures", others) : "";
        setName("previews");
        setFocusable(false);
        setVisible(!previews.isEmpty());
        for (int i = 0; i < previews.size(); i++) {
            int place = i;
            background.execute(() -> PreviewDecoder.decode(previews.get(place))
                    .ifPresent(picture -> EventQueue.invokeLater(() -> show(place, picture))));
        }
    }

    /** How many could be decoded by now. */
    long shown() {
        return Stream.of(pictures).filter(picture -> picture != null).count();
    }

    private void show(int place, Image picture) {
        pictures[place] = picture;
        repaint();
    }

    @Override
    public Dimension getPreferredSize() {
        int width = pictures.length * UIScale.scale(SIDE + GAP)
                + getFontMetrics(font()).stringWidth(more);
        return new Dimension(width, UIScale.scale(SIDE));
    }

    private static Font font() {
        return UIManager.getFont("Label.font");
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        int side = UIScale.scale(SIDE);
        Shape clip = g.getClip();
        int x = 0;
        for (Image picture : pictures) {
            paint(g, picture, x, side);
            g.setClip(clip);
            x += side + UIScale.scale(GAP);
        }
        g.setFont(font());
        g.setColor(UIManager.getColor("Wherry.proseForeground"));
        HiDPIUtils.drawStringUnderlineCharAtWithYCorrection(
                this, g, more, -1, x, (side + g.getFontMetrics().getAscent()) / 2);
        g.dispose();
    }

    /** The middle of it, in a square with round corners. */
    private static void paint(Graphics2D g, Image picture, int x, int side) {
        RoundRectangle2D tile = new RoundRectangle2D.Float(x, 0, side, side, side / 4f, side / 4f);
        g.setColor(UIManager.getColor("Wherry.tile"));
        g.fill(tile);
        if (picture != null) {
            int width = picture.getWidth(null);
            int height = picture.getHeight(null);
            int part = Math.min(width, height);
            g.clip(tile);
            int left = (width - part) / 2;
            int top = (height - part) / 2;
            g.drawImage(picture, x, 0, x + side, side, left, top, left + part, top + part, null);
        }
    }
}
