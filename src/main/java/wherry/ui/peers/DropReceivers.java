package wherry.ui.peers;

import java.awt.AWTEvent;
import java.awt.EventQueue;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import javax.swing.JList;
import javax.swing.TransferHandler.TransferSupport;
import wherry.transfer.Peer;

/** Tells to whom a drop on the list of peers goes, by who was lit under the pointer and not by what is there now. */
final class DropReceivers {
    private final PeersModel peers;
    /** The peer whose row lights up under what is dragged. */
    private Optional<Peer> lit = Optional.empty();

    DropReceivers(JList<Peer> list, PeersModel peers) {
        this.peers = peers;
        list.addPropertyChangeListener("dropLocation", change -> lightUp((JList.DropLocation) change.getNewValue()));
    }

    /** Whoever was lit when it was let go, or whoever is chosen when it came without a pointer. */
    Optional<List<Peer>> of(TransferSupport support) {
        return support.isDrop()
                ? receiver(support).map(List::of)
                : Optional.of(peers.chosen.get()).filter(chosen -> !chosen.isEmpty());
    }

    private Optional<Peer> receiver(TransferSupport support) {
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
}
