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
import java.util.List;
import java.util.Optional;
import java.util.TooManyListenersException;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.UIManager;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Peer;
import wherry.ui.model.ObservableValue;
import wherry.ui.shelf.ShelfList;
import wherry.ui.shelf.ShelfModel;
import wherry.ui.widgets.ButtonRow;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.ProseText;

/**
 * Takes what is dropped, chosen or pasted: for those who are chosen, or onto the shelf, which it shows. Invites while
 * there is nothing on it, and says what to do while there is nobody to send to.
 */
public final class DropArea extends JPanel {
    private static final String ROWS_OF_SHELF = "[28!]8[grow, fill]12[]8[]";
    private static final String ROWS_OF_INVITATION = "[grow, fill]12[]8[]";

    private static final String ACCENTED = "background: $Button.default.background;"
            + "foreground: $Button.default.foreground; borderColor: $Button.default.borderColor;"
            + "hoverBackground: $Button.default.hoverBackground; focusedBackground: $Button.default.focusedBackground;"
            + "pressedBackground: $Button.default.pressedBackground; hoverBorderColor: $Button.default.borderColor;"
            + "focusedBorderColor: $Button.default.focusedBorderColor";

    private final PeersModel peers;
    private final ShelfModel shelf;
    private final SendCommands commands;
    private final Invitation invitation;
    private final JScrollPane things;
    private final JButton chooseFiles;
    private final JButton send;
    private final ShelfList list;
    private final ProseText remark = new ProseText("remark");
    private boolean draggedOver;

    public DropArea(PeersModel peers, ShelfModel shelf, SendCommands commands, Invitation.Ways ways) {
        super(new MigLayout("insets 12, fill, wrap 1, hidemode 3", "[grow, fill]", ROWS_OF_INVITATION));
        this.peers = peers;
        this.shelf = shelf;
        this.commands = commands;
        invitation = new Invitation(ways);
        setName("drop");
        setOpaque(false);
        getAccessibleContext().setAccessibleName(Messages.of("drop.accessible"));
        remark.putClientProperty(FlatClientProperties.STYLE, "foreground: $Wherry.amber");
        PathsDropHandler drops = new PathsDropHandler(support -> Optional.of(peers.chosen.get()), commands);
        list = new ShelfList(shelf);
        list.setTransferHandler(drops);
        things = new JScrollPane(
                list, ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        things.setBorder(BorderFactory.createEmptyBorder());
        things.setOpaque(false);
        things.getViewport().setOpaque(false);
        chooseFiles = button("chooseFiles", "files", commands::chooseFiles);
        send = button("send", "files", commands::sendShelf);
        send.setIcon(null);
        add(invitation, "wmin 0, hmin 0");
        add(things, "wmin 0, hmin 40");
        add(buttons(), "wmin 0, growy 0");
        add(remark, "wmin 0");
        setTransferHandler(drops);
        lightUpWhenDraggedOver(getDropTarget());
        lightUpWhenDraggedOver(list.getDropTarget());
        ObservableValue.whileShown(this, this::describe, peers.chosen, peers.listed, peers.remark, shelf.items);
    }

    /** Where the keyboard comes first. */
    public JComponent firstStop() {
        return things.isVisible() ? list : chooseFiles;
    }

    private JPanel buttons() {
        ButtonRow buttons = new ButtonRow();
        buttons.add(chooseFiles, ButtonRow.Spare.PICTURE);
        buttons.add(button("chooseFolder", "folder", commands::chooseFolder), ButtonRow.Spare.PICTURE);
        buttons.add(button("writeText", "text", commands::writeText), ButtonRow.Spare.PICTURE);
        buttons.add(button("paste", "paste", commands::paste), ButtonRow.Spare.PICTURE);
        buttons.addLast(send);
        return buttons;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        float line = UIScale.scale(draggedOver ? 2f : 1.5f);
        float dash = UIScale.scale(6f);
        float arc = UIScale.scale(16f);
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
        List<Peer> chosen = peers.chosen.get();
        boolean filled = !shelf.items.get().isEmpty();
        boolean nobody = peers.getSize() == 0 && !peers.anyHidden();
        List<Peer> waiting = chosen.stream()
                .filter(peer -> !shelf.owedTo(peer.id()).isEmpty())
                .toList();
        boolean again = filled && commands.isSendingAgain();
        invitation.describe(heading(nobody, filled, waiting, again), receivers(chosen, nobody && !filled));
        invitation.setCompact(filled);
        boolean sendable = !waiting.isEmpty() || again;
        if (filled ? !sendable && send.isFocusOwner() : send.isFocusOwner() || list.isFocusOwner()) {
            // Or Swing would hand it to whatever comes next, as the choice of the network.
            chooseFiles.requestFocusInWindow();
        }
        things.setVisible(filled);
        send.setVisible(filled);
        send.setEnabled(sendable);
        send.putClientProperty(FlatClientProperties.STYLE, waiting.isEmpty() ? null : ACCENTED);
        send.setText(sendText(waiting, again));
        ((MigLayout) getLayout()).setRowConstraints(filled ? ROWS_OF_SHELF : ROWS_OF_INVITATION);
        remark.setText(peers.remark.get());
        remark.setVisible(!peers.remark.get().isEmpty());
        getAccessibleContext().setAccessibleDescription(invitation.heading());
        revalidate();
    }

    private static Invitation.Receivers receivers(List<Peer> chosen, boolean nobody) {
        if (!chosen.isEmpty()) {
            return Invitation.Receivers.CHOSEN;
        }
        return nobody ? Invitation.Receivers.NOBODY : Invitation.Receivers.TO_CHOOSE;
    }

    /** Names those to whom it goes: who has it already, or is getting it, gets nothing. */
    private String sendText(List<Peer> waiting, boolean again) {
        List<Peer> chosen = peers.chosen.get();
        if (chosen.isEmpty()) {
            return Messages.of("drop.send");
        }
        return again
                ? Messages.of("drop.sendAgain", peers.names(chosen))
                : Messages.of("drop.sendTo", peers.names(waiting.isEmpty() ? chosen : waiting));
    }

    /**
     * @param waiting those who are still to get something
     * @param again whether all who are chosen have all of it
     */
    private String heading(boolean nobody, boolean filled, List<Peer> waiting, boolean again) {
        String names = peers.names(peers.chosen.get());
        if (!names.isEmpty()) {
            if (draggedOver) {
                return Messages.of("drop.sendTo", names);
            }
            if (!filled) {
                return Messages.of("drop.here", names);
            }
            if (again) {
                return Messages.of("drop.has", names);
            }
            return waiting.isEmpty()
                    ? Messages.of("drop.underWay", names)
                    : Messages.of("drop.ready", peers.names(waiting));
        }
        if (draggedOver) {
            return Messages.of("drop.onShelf");
        }
        if (filled) {
            return Messages.of(nobody ? "drop.waitForSomebody" : "drop.clickWhom");
        }
        return Messages.of(nobody ? "drop.nobodyYet" : "drop.anything");
    }

    private static JButton button(String name, String icon, Runnable action) {
        JButton button = new JButton(Messages.of("drop." + name), Icons.action(icon));
        // Names of strangers stand on one of them.
        button.putClientProperty("html.disable", true);
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
                    lightUp(DroppedPaths.namedIn(event.getCurrentDataFlavors()));
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
