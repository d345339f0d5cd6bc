package wherry.ui.peers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.ListCellRenderer;
import javax.swing.SwingConstants;
import javax.swing.UIManager;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.RendererPanel;

/** Renders one row of the peers: a dot, the name, and a word behind it. Lights up while files are dragged over it. */
public final class PeerCellRenderer extends RendererPanel implements ListCellRenderer<Peer> {
    static final int HEIGHT = 34;

    private static final Icon HERE = Icons.dot("Wherry.green", Icons.DotStyle.FILLED);
    private static final Icon HERE_SELECTED = Icons.dot("List.selectionForeground", Icons.DotStyle.FILLED);
    private static final Icon RING_SELECTED = Icons.dot("List.selectionForeground", Icons.DotStyle.RING);
    private static final Icon AWAY = Icons.dot("Label.disabledForeground", Icons.DotStyle.RING);
    private static final Icon LOCK = Icons.lock("Label.disabledForeground");
    private static final Icon LOCK_SELECTED = Icons.lock("List.selectionForeground");
    private static final Icon UNHEARD = Icons.dot("Wherry.green", Icons.DotStyle.RING);

    private final JLabel name = new PlainLabel();
    private final JLabel tag = new PlainLabel().styled("small");
    private boolean filled;
    private String proved = "";
    private final TrustController trust;

    PeerCellRenderer(TrustController trust) {
        super(new BorderLayout(UIScale.scale(8), 0));
        this.trust = trust;
        setOpaque(false);
        setBorder(BorderFactory.createEmptyBorder(0, UIScale.scale(12), 0, UIScale.scale(12)));
        name.setIconTextGap(UIScale.scale(9));
        tag.setHorizontalTextPosition(SwingConstants.LEADING);
        // A long name gives way to the tag, not the other way round.
        add(name, BorderLayout.CENTER);
        add(tag, BorderLayout.LINE_END);
    }

    @Override
    public Component getListCellRendererComponent(
            JList<? extends Peer> list, Peer peer, int index, boolean selected, boolean focused) {
        boolean dropTarget = isDropTarget(list, index);
        boolean away = peer.presence() == Presence.AWAY;
        String text = PeerText.name(peer);
        name.setText(dropTarget ? Messages.of("drop.sendTo", text) : text);
        proved = PeerText.proved(peer, trust);
        tag.setText(dropTarget ? "" : PeerText.tag(peer));
        // A selection without the focus is grey: what is made for its strong colour would vanish on it.
        boolean strong = dropTarget || (selected && list.isFocusOwner());
        tag.setIcon(!proved.isEmpty() ? (strong ? LOCK_SELECTED : LOCK) : null);
        filled = selected || dropTarget;
        name.setIcon(dot(peer.presence(), strong));
        setBackground(dropTarget ? UIManager.getColor("List.selectionBackground") : list.getSelectionBackground());
        Color quiet = UIManager.getColor("Label.disabledForeground");
        if (dropTarget) {
            name.setForeground(UIManager.getColor("List.selectionForeground"));
        } else {
            name.setForeground(selected ? list.getSelectionForeground() : away ? quiet : list.getForeground());
        }
        tag.setForeground(selected ? list.getSelectionForeground() : quiet);
        return this;
    }

    @Override
    public String spoken() {
        return String.join(" ", name.getText(), tag.getText(), proved).strip();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        if (filled) {
            Graphics2D g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(getBackground());
            int margin = UIScale.scale(4);
            int arc = UIScale.scale(8);
            g.fillRoundRect(margin, margin / 4, getWidth() - 2 * margin, getHeight() - margin / 2, arc, arc);
            g.dispose();
        }
    }

    private static Icon dot(Presence presence, boolean onAccent) {
        return switch (presence) {
            case HERE -> onAccent ? HERE_SELECTED : HERE;
            case AWAY -> onAccent ? RING_SELECTED : AWAY;
            case UNHEARD -> onAccent ? RING_SELECTED : UNHEARD;
        };
    }

    private static boolean isDropTarget(JList<?> list, int index) {
        JList.DropLocation drop = list.getDropLocation();
        return drop != null && !drop.isInsert() && drop.getIndex() == index;
    }
}
