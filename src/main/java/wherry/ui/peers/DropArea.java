package wherry.ui.peers;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.dnd.DropTarget;
import java.awt.dnd.DropTargetAdapter;
import java.awt.dnd.DropTargetDragEvent;
import java.awt.dnd.DropTargetDropEvent;
import java.awt.dnd.DropTargetEvent;
import java.awt.geom.RoundRectangle2D;
import java.util.Optional;
import java.util.TooManyListenersException;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.SwingConstants;
import javax.swing.UIManager;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Peer;
import wherry.ui.model.ObservableValue;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;

/** Takes files for the selected peer that are dropped, chosen or pasted. Explains itself while there is nobody to send to. */
public final class DropArea extends JPanel {
    private final PeersModel peers;
    private final JLabel heading = new PlainLabel().styled("h3");
    private final ProseText explanation = new ProseText("explanation");
    private final JScrollPane words = new JScrollPane(
            explanation,
            ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
            ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
    private final JLabel picture = new JLabel(Icons.action("drop").derive(36, 36));
    private final ProseText remark = new ProseText("remark");
    private boolean draggedOver;

    public DropArea(PeersModel peers, SendCommands send) {
        super(new MigLayout("insets 12, fill, wrap 1, hidemode 3", "[grow, center]", "12:push[]10[]10[]12[]12:push"));
        this.peers = peers;
        setName("drop");
        setOpaque(false);
        getAccessibleContext().setAccessibleName(Messages.of("drop.accessible"));
        heading.setHorizontalAlignment(SwingConstants.CENTER);
        heading.setName("dropHeading");
        remark.putClientProperty(FlatClientProperties.STYLE, "foreground: $Wherry.amber");
        add(picture);
        add(heading, "wmin 0, growx");
        // Where there is little room the words are scrolled, and the buttons stay.
        words.setBorder(null);
        words.setOpaque(false);
        words.getViewport().setOpaque(false);
        add(words, "wmin 0, hmin 0, growx, wmax 500");
        JPanel buttons = new JPanel(new MigLayout("insets 0, gap 8"));
        buttons.setOpaque(false);
        buttons.add(button("chooseFiles", "files", send::chooseFiles));
        buttons.add(button("chooseFolder", "folder", send::chooseFolder));
        buttons.add(button("paste", "paste", send::paste));
        add(buttons, "shrink 0");
        add(remark, "wmin 0, growx, wmax 500");
        setTransferHandler(new PathsDropHandler(support -> peers.selected.get(), send));
        lightUpWhenDraggedOver(getDropTarget());
        ObservableValue.whileShown(this, this::describe, peers.selected, peers.listed, peers.remark);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        float line = UIScale.scale(draggedOver ? 2f : 1.5f);
        float dash = UIScale.scale(6f);
        float arc = UIScale.scale(14f);
        RoundRectangle2D edge =
                new RoundRectangle2D.Float(line, line, getWidth() - 2 * line, getHeight() - 2 * line, arc, arc);
        Color accent = UIManager.getColor("Component.accentColor");
        g.setColor(UIManager.getColor("List.background"));
        g.fill(edge);
        if (draggedOver) {
            g.setColor(new Color(accent.getRed(), accent.getGreen(), accent.getBlue(), 36));
            g.fill(edge);
        }
        g.setColor(draggedOver ? accent : UIManager.getColor("Wherry.dashes"));
        g.setStroke(
                new BasicStroke(line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {dash, dash}, 0));
        g.draw(edge);
        g.dispose();
    }

    private void describe() {
        Optional<Peer> peer = peers.selected.get();
        boolean nobody = peers.getSize() == 0 && !peers.anyHidden();
        if (peer.isPresent()) {
            String name = PeerText.name(peer.get());
            heading.setText(Messages.of(draggedOver ? "drop.sendTo" : "drop.here", name));
        } else {
            heading.setText(Messages.of(nobody ? "drop.nobodyYet" : "drop.choosePeer"));
        }
        explanation.setText(nobody ? Messages.of("drop.whyNobody") : "");
        words.setVisible(nobody);
        explanation.setCaretPosition(0);
        // The words need its place.
        picture.setVisible(!nobody);
        remark.setText(peers.remark.get());
        remark.setVisible(!peers.remark.get().isEmpty());
        getAccessibleContext().setAccessibleDescription(heading.getText());
    }

    private static JButton button(String name, String icon, Runnable action) {
        JButton button = new JButton(Messages.of("drop." + name), Icons.action(icon));
        button.setName(name);
        button.setToolTipText(Messages.of("drop." + name + ".tip"));
        button.getAccessibleContext().setAccessibleName(Messages.of("drop." + name + ".accessible"));
        button.addActionListener(event -> action.run());
        return button;
    }

    private void lightUpWhenDraggedOver(DropTarget target) {
        try {
            // Swing's own drop target takes more than one listener.
            target.addDropTargetListener(new DropTargetAdapter() {
                @Override
                public void dragEnter(DropTargetDragEvent event) {
                    lightUp(DroppedPaths.offeredIn(event.getCurrentDataFlavors())
                            && peers.selected.get().isPresent());
                }

                @Override
                public void dragExit(DropTargetEvent event) {
                    lightUp(false);
                }

                @Override
                public void drop(DropTargetDropEvent event) {
                    lightUp(false);
                }
            });
        } catch (TooManyListenersException impossible) {
            throw new AssertionError("Swing's drop targets take many listeners", impossible);
        }
    }

    private void lightUp(boolean on) {
        draggedOver = on;
        describe();
        repaint();
    }
}
