package wherry.ui.model;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import wherry.link.Link;
import wherry.link.LinkEvent;
import wherry.link.LinkPlan;
import wherry.node.Node;
import wherry.protocol.PreviewMaker;
import wherry.settings.Settings;
import wherry.transfer.Answer;
import wherry.transfer.Peer;

/** Declares what the window asks of the node. Each method but {@link #run}, {@link #comparisonCode} and {@link #close} returns at once. */
public interface NodeControls extends Closeable {
    /** Hosts the node until it is closed. */
    void run();

    void apply(Settings settings);

    /** Returns the id of the transfer. */
    String send(Peer peer, List<Path> paths);

    /**
     * The same with small pictures for those who can show them before they answer.
     *
     * @param previews called on the thread that sends
     */
    default String send(Peer peer, List<Path> paths, PreviewMaker previews) {
        return send(peer, paths);
    }

    /** Returns the id of the transfer. */
    String sendText(Peer peer, String text);

    /** See {@link Node#comparisonCode}: alone of these it takes a moment. */
    Optional<String> comparisonCode(String otherFingerprint);

    void retry(String transferId);

    void cancel(String transferId);

    void answer(String offerId, Answer answer);

    void acceptFromNowOn(String offerId);

    /** The PIN that the receiver of a transfer wants, or none. */
    void answerPin(String transferId, Optional<String> pin);

    /** Asks the whole network who is there. */
    void lookAgain();

    void addPeer(String address);

    void removePeer(String peerId);

    /**
     * Opens a page for browsers; unlike the others this takes a moment. See {@link Link#open}.
     */
    default Link openLink(LinkPlan plan, Consumer<LinkEvent> events) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    void close();
}
