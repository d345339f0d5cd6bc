package wherry.ui.peers;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.swing.TransferHandler;
import wherry.transfer.Peer;

/** Takes what is dropped on the list of peers or beside it, and hands it to those whom it is for. */
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
        return DroppedPaths.isCopied(support) && receivers.apply(support).isPresent();
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
