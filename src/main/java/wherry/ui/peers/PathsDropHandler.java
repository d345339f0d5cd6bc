package wherry.ui.peers;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.swing.TransferHandler;
import wherry.transfer.Peer;

/** Takes what is dropped, always as copies: a program that believes in a move would delete its files. */
final class PathsDropHandler extends TransferHandler {
    private final Function<TransferSupport, Optional<List<Peer>>> receivers;
    private final SendCommands send;

    /**
     * Takes drops on one component.
     *
     * @param receivers whom a drop would go to, nobody for the shelf; empty where nothing may be dropped
     */
    PathsDropHandler(Function<TransferSupport, Optional<List<Peer>>> receivers, SendCommands send) {
        this.receivers = receivers;
        this.send = send;
    }

    @Override
    public boolean canImport(TransferSupport support) {
        if (!DroppedPaths.namedIn(support.getDataFlavors())) {
            return false;
        }
        if (support.isDrop()) {
            if ((support.getSourceDropActions() & COPY) == 0) {
                return false;
            }
            support.setDropAction(COPY);
        }
        return receivers.apply(support).isPresent();
    }

    @Override
    public boolean importData(TransferSupport support) {
        if (!canImport(support)) {
            return false;
        }
        return receivers
                .apply(support)
                .map(who -> send.dropped(who, DroppedThings.read(support.getTransferable())))
                .orElse(false);
    }
}
