package wherry.ui.peers;

import java.util.Optional;
import java.util.function.Function;
import javax.swing.TransferHandler;
import wherry.transfer.Peer;

/** Takes files that are dropped, always as copies: a program that believes in a move would delete them. */
final class PathsDropHandler extends TransferHandler {
    private final Function<TransferSupport, Optional<Peer>> receiver;
    private final SendCommands send;

    /**
     * Takes drops on one component.
     *
     * @param receiver whom a drop would go to; empty where nothing may be dropped
     */
    PathsDropHandler(Function<TransferSupport, Optional<Peer>> receiver, SendCommands send) {
        this.receiver = receiver;
        this.send = send;
    }

    @Override
    public boolean canImport(TransferSupport support) {
        // What is no file is taken, too, so that it can be said that it is none.
        if (!DroppedPaths.namedIn(support.getDataFlavors())) {
            return false;
        }
        if (support.isDrop()) {
            if ((support.getSourceDropActions() & COPY) == 0) {
                return false;
            }
            support.setDropAction(COPY);
        }
        return receiver.apply(support).isPresent();
    }

    @Override
    public boolean importData(TransferSupport support) {
        if (!canImport(support)) {
            return false;
        }
        return receiver.apply(support)
                .map(peer -> send.dropped(peer, DroppedPaths.read(support.getTransferable())))
                .orElse(false);
    }
}
