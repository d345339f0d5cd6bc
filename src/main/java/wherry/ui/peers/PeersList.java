package wherry.ui.peers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.AWTEvent;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Locale;
import java.util.Optional;
import javax.swing.DropMode;
import javax.swing.JList;
import javax.swing.JToolTip;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import javax.swing.TransferHandler.TransferSupport;
import javax.swing.text.Position;
import wherry.transfer.Peer;
import wherry.ui.model.Aim;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.EmptyText;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainToolTip;

/** Lists the peers. Who is selected stays selected while rows come, go and change places. */
final class PeersList extends JList<Peer> {
    private final PeersModel peers;
    private final TrustController trust;
    private final Runnable listWatcher = this::restoreSelection;
    /** The peer whose row lights up under what is dragged. */
    private Optional<Peer> lit = Optional.empty();

    PeersList(PeersModel peers, Aim aim, SendCommands send, PeerCommands commands) {
        super(peers);
        this.peers = peers;
        this.trust = commands.trust();
        setName("peers");
        getAccessibleContext().setAccessibleName(Messages.of("peers.accessible"));
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setCellRenderer(new PeerCellRenderer(trust));
        // Fixed, so that a thousand rows are not measured one by one.
        setFixedCellHeight(UIScale.scale(PeerCellRenderer.HEIGHT));
        setFixedCellWidth(UIScale.scale(100));
        setDropMode(DropMode.ON);
        setTransferHandler(new PathsDropHandler(this::receiver, send));
        aim.watchPresses(this);
        addPropertyChangeListener("dropLocation", change -> lightUp((JList.DropLocation) change.getNewValue()));
        addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2 && SwingUtilities.isLeftMouseButton(event)) {
                    rowAt(event.getPoint()).ifPresent(send::chooseFilesFor);
                }
            }
        });
        addListSelectionListener(change -> {
            if (!peers.updating()) {
                peers.selected.set(peers.at(getSelectedIndex()));
            }
        });
        Keys.bind(this, "ENTER", send::chooseFiles);
        // The window pastes files; the list's own paste would ask the clipboard while the event thread waits.
        Keys.unbind(this, Keys.MENU + " V");
        PeerMenu.install(this, send, commands);
    }

    Optional<Peer> selected() {
        return peers.at(getSelectedIndex());
    }

    /** Whom a drop goes to: whoever was lit when it was let go, or whoever is selected when it came without a pointer. */
    private Optional<Peer> receiver(TransferSupport support) {
        if (!support.isDrop()) {
            return selected();
        }
        return isLettingGo() || !(support.getDropLocation() instanceof JList.DropLocation place)
                ? lit
                : peers.at(place.getIndex());
    }

    /** When it is let go the place is looked up once more, which may be another since the list has scrolled by itself. */
    private void lightUp(JList.DropLocation place) {
        if (!isLettingGo()) {
            lit = place == null ? Optional.empty() : peers.at(place.getIndex());
        }
    }

    /** A drop arrives as an event of the mouse, as a drag does. */
    private static boolean isLettingGo() {
        AWTEvent event = EventQueue.getCurrentEvent();
        return event != null && event.getID() == MouseEvent.MOUSE_RELEASED;
    }

    @Override
    public void addNotify() {
        super.addNotify();
        peers.listed.watch(listWatcher);
    }

    @Override
    public void removeNotify() {
        peers.listed.forget(listWatcher);
        super.removeNotify();
    }

    private void restoreSelection() {
        // Nobody but the user chooses: whoever comes alone, or is left alone, need not be who is meant.
        int row = peers.selected.get().map(peer -> peers.indexOf(peer.id())).orElse(-1);
        if (row < 0) {
            clearSelection();
        } else if (row != getSelectedIndex()) {
            setSelectedIndex(row);
        }
        peers.selected.set(peers.at(row));
    }

    /** Typing finds a peer by its name; without this, by what a record prints. */
    @Override
    public int getNextMatch(String prefix, int start, Position.Bias bias) {
        int size = getModel().getSize();
        int step = bias == Position.Bias.Forward ? 1 : -1;
        String wanted = prefix.toLowerCase(Locale.ROOT);
        for (int i = 0; i < size; i++) {
            int row = Math.floorMod(start + i * step, size);
            if (PeerText.name(getModel().getElementAt(row))
                    .toLowerCase(Locale.ROOT)
                    .startsWith(wanted)) {
                return row;
            }
        }
        return -1;
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        return rowAt(event.getPoint()).map(peer -> PeerText.tip(peer, trust)).orElse(null);
    }

    @Override
    public JToolTip createToolTip() {
        return PlainToolTip.on(this);
    }

    /** Selects the row that a menu was asked for, and says where to show it when it was asked for by key. */
    @Override
    public Point getPopupLocation(MouseEvent event) {
        if (event != null) {
            int row = locationToIndex(event.getPoint());
            if (row >= 0 && getCellBounds(row, row).contains(event.getPoint())) {
                setSelectedIndex(row);
            }
            return super.getPopupLocation(event);
        }
        int row = Math.max(0, getSelectedIndex());
        Point place = indexToLocation(row);
        return place == null ? null : new Point(place.x + UIScale.scale(24), place.y + getFixedCellHeight());
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return new Dimension(UIScale.scale(220), UIScale.scale(PeerCellRenderer.HEIGHT) * 4);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (getModel().getSize() == 0) {
            EmptyText.paint(this, graphics, Messages.of(peers.anyHidden() ? "peers.noMatch" : "peers.empty"));
        }
    }

    private Optional<Peer> rowAt(Point point) {
        int row = locationToIndex(point);
        return row >= 0 && getCellBounds(row, row).contains(point) ? peers.at(row) : Optional.empty();
    }
}
