package wherry.ui.peers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseMotionAdapter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.swing.DropMode;
import javax.swing.JList;
import javax.swing.JToolTip;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import javax.swing.text.Position;
import wherry.transfer.Peer;
import wherry.ui.model.Aim;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.EmptyText;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainToolTip;

/** Lists the peers. Who is chosen stays chosen while rows come, go and change places. */
final class PeersList extends JList<Peer> {
    private final PeersModel peers;
    private final TrustController trust;
    private final PeerCommands commands;
    private int hovered = -1;
    private boolean restoring;
    private Optional<String> starPressed = Optional.empty();

    PeersList(PeersModel peers, Aim aim, SendCommands send, PeerCommands commands) {
        super(peers);
        this.peers = peers;
        this.trust = commands.trust();
        this.commands = commands;
        setName("peers");
        getAccessibleContext().setAccessibleName(Messages.of("peers.accessible"));
        setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
        setCellRenderer(new PeerCellRenderer(peers, trust, () -> hovered));
        setDropMode(DropMode.ON);
        setTransferHandler(new PathsDropHandler(new DropReceivers(this, peers)::of, send));
        aim.watchPresses(this);
        addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2 && SwingUtilities.isLeftMouseButton(event) && !isOnStar(event)) {
                    rowAt(event.getPoint()).ifPresent(send::chooseFilesFor);
                }
            }

            @Override
            public void mouseExited(MouseEvent event) {
                hover(-1);
            }
        });
        addMouseMotionListener(new MouseMotionAdapter() {
            @Override
            public void mouseMoved(MouseEvent event) {
                hover(rowAt(event.getPoint())
                        .map(peer -> peers.indexOf(peer.id()))
                        .orElse(-1));
            }
        });
        addListSelectionListener(change -> {
            if (!peers.updating() && !restoring) {
                peers.chosen.set(getSelectedValuesList());
            }
        });
        Keys.bind(this, "ENTER", send::sendShelfOrChoose);
        Keys.bind(this, "ESCAPE", this::clearSelection);
        // The window pastes files; the list's own paste would ask the clipboard while the event thread waits.
        Keys.unbind(this, Keys.MENU + " V");
        PeerMenu.install(this, this::selected, send, commands);
        ObservableValue.whileShown(this, this::restoreSelection, peers.listed);
        ObservableValue.whileShown(this, this::repaint, trust.changes);
    }

    private Optional<Peer> selected() {
        return peers.at(getSelectedIndex());
    }

    /** The size of everything may be another one now. */
    @Override
    public void updateUI() {
        super.updateUI();
        // Fixed, so that a thousand rows are not measured one by one.
        setFixedCellHeight(UIScale.scale(PeerCellRenderer.HEIGHT));
        setFixedCellWidth(UIScale.scale(100));
    }

    private void hover(int row) {
        if (row != hovered) {
            for (int changed : new int[] {hovered, row}) {
                Rectangle cell = changed < 0 ? null : getCellBounds(changed, changed);
                if (cell != null) {
                    repaint(cell);
                }
            }
            hovered = row;
        }
    }

    /** The star is a button in the row: to press it chooses nobody. */
    @Override
    protected void processMouseEvent(MouseEvent event) {
        if (SwingUtilities.isLeftMouseButton(event) && isOnStar(event)) {
            Optional<Peer> peer = rowAt(event.getPoint());
            if (event.getID() == MouseEvent.MOUSE_PRESSED) {
                starPressed = peer.map(Peer::id);
            } else if (event.getID() == MouseEvent.MOUSE_RELEASED) {
                // Not before: the row goes to another place.
                peer.filter(same -> starPressed.equals(Optional.of(same.id()))).ifPresent(commands::toggleStar);
                starPressed = Optional.empty();
            }
            event.consume();
        } else if (event.getID() == MouseEvent.MOUSE_PRESSED && isBelowAll(event)) {
            // Swing would choose the row that is nearest.
            requestFocusInWindow();
            setSelectedIndices(event.isControlDown() || event.isMetaDown() ? getSelectedIndices() : new int[0]);
        } else {
            super.processMouseEvent(event);
        }
    }

    private boolean isBelowAll(MouseEvent event) {
        return SwingUtilities.isLeftMouseButton(event)
                && rowAt(event.getPoint()).isEmpty();
    }

    private boolean isOnStar(MouseEvent event) {
        Optional<Peer> peer = rowAt(event.getPoint()).filter(commands::canBeStarred);
        boolean firstLine = event.getY() % getFixedCellHeight() < getFixedCellHeight() * 5 / 8;
        boolean leftToRight = getComponentOrientation().isLeftToRight();
        return peer.isPresent() && firstLine && PeerRowLayout.isStar(event.getX(), getWidth(), leftToRight);
    }

    private void restoreSelection() {
        // Nobody but the user chooses: whoever comes alone, or is left alone, need not be who is meant.
        int[] rows = peers.chosen.get().stream()
                .mapToInt(peer -> peers.indexOf(peer.id()))
                .filter(row -> row >= 0)
                .sorted()
                .toArray();
        if (!Arrays.equals(rows, getSelectedIndices())) {
            restoring = true;
            try {
                setSelectedIndices(rows);
            } finally {
                restoring = false;
            }
        }
        peers.chosen.set(getSelectedValuesList());
    }

    /** Typing finds a peer by its name; without this, by what a record prints. */
    @Override
    public int getNextMatch(String prefix, int start, Position.Bias bias) {
        int size = getModel().getSize();
        int step = bias == Position.Bias.Forward ? 1 : -1;
        String wanted = prefix.toLowerCase(Locale.ROOT);
        for (int i = 0; i < size; i++) {
            int row = Math.floorMod(start + i * step, size);
            if (peers.name(getModel().getElementAt(row))
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
                // Who is chosen with others stays chosen with them.
                if (!isSelectedIndex(row)) {
                    setSelectedIndex(row);
                }
            }
            return super.getPopupLocation(event);
        }
        Point place = indexToLocation(Math.max(0, getSelectedIndex()));
        return place == null ? null : new Point(place.x + UIScale.scale(24), place.y + getFixedCellHeight());
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return new Dimension(UIScale.scale(332), UIScale.scale(PeerCellRenderer.HEIGHT) * 5);
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
