package wherry.ui.peers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.ListCellRenderer;
import javax.swing.UIManager;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.RendererPanel;

/**
 * Renders one row of the peers: a picture of the device, its name, and below it what it is and how far it is known.
 * Lights up while files are dragged over it.
 */
public final class PeerCellRenderer extends RendererPanel implements ListCellRenderer<Peer> {
    static final int HEIGHT = 56;

    private static final Icon CHOSEN = Icons.tinted("check", PeerRowLayout.TILE / 2, "List.selectionForeground");
    private static final Icon STARRED = Icons.tinted("starred", PeerRowLayout.STAR, "Wherry.star");
    private static final Icon STARRED_LIT = Icons.tinted("starred", PeerRowLayout.STAR, "List.selectionForeground");
    private static final Icon STAR = Icons.tinted("star", PeerRowLayout.STAR, "Wherry.sign");
    private static final DeviceIcons HERE = new DeviceIcons("Wherry.tileForeground");
    private static final DeviceIcons AWAY = new DeviceIcons("Label.disabledForeground");
    private static final BadgeIcons BADGES = new BadgeIcons(PeerBadge::colorKey);
    private static final BadgeIcons BADGES_LIT = new BadgeIcons(badge -> "List.selectionForeground");
    private static final DeviceIcons LIT = new DeviceIcons("List.selectionForeground");

    private final JLabel picture = new PlainLabel();
    private final JLabel name = new PlainLabel().styled("semibold");
    private final JLabel star = new PlainLabel();
    private final JLabel detail = new PlainLabel().styled("small");
    private final JLabel badge = new PlainLabel().styled("small");
    private final PeersModel peers;
    private final TrustController trust;
    private final IntSupplier hoveredRow;
    private Look look = Look.PLAIN;
    private Color tile = Color.GRAY;
    private boolean hasFocus;

    /** How the row stands out. */
    private enum Look {
        PLAIN,
        HOVERED,
        CHOSEN,
        /** What is dragged would go there. */
        LIT
    }

    /** @param hoveredRow over which the pointer is; negative for none */
    PeerCellRenderer(PeersModel peers, TrustController trust, IntSupplier hoveredRow) {
        super(new PeerRowLayout());
        this.peers = peers;
        this.trust = trust;
        this.hoveredRow = hoveredRow;
        setOpaque(false);
        picture.setHorizontalAlignment(JLabel.CENTER);
        badge.setIconTextGap(4);
        List.of(picture, name, star, detail, badge).forEach(this::add);
    }

    @Override
    public Component getListCellRendererComponent(
            JList<? extends Peer> list, Peer peer, int index, boolean selected, boolean focused) {
        boolean hovered = index == hoveredRow.getAsInt();
        look = isDropTarget(list, index) ? Look.LIT : selected ? Look.CHOSEN : hovered ? Look.HOVERED : Look.PLAIN;
        hasFocus = focused && list.isFocusOwner();
        boolean away = peer.presence() == Presence.AWAY;
        String called = peers.name(peer);
        name.setText(look == Look.LIT ? Messages.of("drop.sendTo", called) : called);
        detail.setText(detail(peer, called, hovered || selected));
        describe(PeerBadge.of(peer, trust));
        star.setIcon(star(peer, hovered));
        picture.setIcon(look == Look.LIT ? LIT.of(peer) : selected ? CHOSEN : (away ? AWAY : HERE).of(peer));
        tile = UIManager.getColor(
                look == Look.LIT || selected ? "Component.accentColor" : away ? "Wherry.tileAway" : "Wherry.tile");
        Color onAccent = UIManager.getColor("List.selectionForeground");
        Color quiet = UIManager.getColor("Label.disabledForeground");
        name.setForeground(look == Look.LIT ? onAccent : away ? quiet : list.getForeground());
        detail.setForeground(look == Look.LIT ? onAccent : quiet);
        return this;
    }

    /** What stands in the first line. */
    public String title() {
        return name.getText();
    }

    @Override
    public String spoken() {
        String starred = star.getIcon() == STARRED || star.getIcon() == STARRED_LIT ? Messages.of("peer.starred") : "";
        return String.join(" ", name.getText(), detail.getText(), badge.getText(), starred)
                .strip();
    }

    private String detail(Peer peer, String called, boolean closer) {
        List<String> parts = new ArrayList<>(List.of(PeerText.kind(peer)));
        if (!Stars.isAbsent(peer) && !called.equals(PeerText.name(peer))) {
            parts.add(PeerText.name(peer));
        }
        // A name that is an address says it already.
        if (!peer.alias().isEmpty() && (closer || peers.hasNamesake(peer))) {
            parts.add(PeerText.addressEnd(peer));
        }
        String presence = PeerText.presence(peer);
        if (!presence.isEmpty()) {
            parts.add(presence);
        }
        return String.join(" \u00B7 ", parts);
    }

    private void describe(PeerBadge known) {
        badge.setText(known.words());
        badge.setIcon((look == Look.LIT ? BADGES_LIT : BADGES).of(known));
        badge.setForeground(UIManager.getColor(look == Look.LIT ? "List.selectionForeground" : known.colorKey()));
    }

    private Icon star(Peer peer, boolean hovered) {
        if (peers.stars().of(peer).isPresent()) {
            return look == Look.LIT ? STARRED_LIT : STARRED;
        }
        return hovered && look != Look.LIT && PeerText.verified(peer).isPresent() ? STAR : null;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int margin = UIScale.scale(4);
        int arc = UIScale.scale(12);
        int width = getWidth() - 2 * margin;
        int height = getHeight() - margin / 2;
        if (look != Look.PLAIN) {
            g.setColor(ground());
            g.fillRoundRect(margin, margin / 4, width, height, arc, arc);
        }
        if (hasFocus) {
            g.setColor(UIManager.getColor("Component.accentColor"));
            g.drawRoundRect(margin, margin / 4, width - 1, height - 1, arc, arc);
        }
        g.setColor(look == Look.LIT ? ground() : tile);
        Rectangle place = picture.getBounds();
        g.fillRoundRect(place.x, place.y, place.width, place.height, arc, arc);
        g.dispose();
    }

    private Color ground() {
        return UIManager.getColor(
                switch (look) {
                    case LIT -> "List.selectionBackground";
                    case CHOSEN -> "Wherry.chosen";
                    default -> "Wherry.hover";
                });
    }

    private static boolean isDropTarget(JList<?> list, int index) {
        JList.DropLocation drop = list.getDropLocation();
        return drop != null && !drop.isInsert() && drop.getIndex() == index;
    }
}
