package wherry.node;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import wherry.protocol.Protocol;
import wherry.settings.Settings;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.Peer;

/**
 * This participant on the chosen network. {@link #run} hosts it; every other method returns at once and may be called
 * from any thread, the event thread included. Events are delivered on the node's own threads.
 */
public final class Node implements Closeable {
    /** What this node does besides listening for peers. */
    public enum Role {
        /** Serves, announces itself, sends. */
        FULL,
        /** Sends, and is not seen. */
        SENDER,
        /** Only listens, and logs every datagram rather than the first of each peer. */
        OBSERVER
    }

    /** How the window and the command line come by a node without naming a protocol. */
    @FunctionalInterface
    public interface Factory {
        Node create(Settings settings, Role role, Consumer<Event> events);
    }

    public Node(List<Protocol> protocols, Settings settings, Role role, Consumer<Event> events) {}

    /** Opens everything, follows changes of the networks, and returns when {@link #close} was called. */
    public void run() {}

    /** Takes over new settings: reopens what they change and lets finish what runs. */
    public void apply(Settings settings) {}

    /**
     * Sends files and folders to a peer.
     *
     * @return the id of the transfer, which is listed at once
     */
    public String send(Peer peer, List<Path> paths) {
        return "";
    }

    /** Sends again what a transfer that has ended did not deliver, as a new transfer. */
    public void retry(String transferId) {}

    /** Stops a transfer in either direction. Does nothing when it has ended. */
    public void cancel(String transferId) {}

    /** Answers an open offer. Does nothing when it is not open any more. */
    public void answer(String offerId, Answer answer) {}

    /** Accepts an open offer and, until this node is closed, all that its address will offer. */
    public void acceptFromNowOn(String offerId) {}

    /**
     * Lists a peer that does not announce itself. The name is looked up in the background; what is wrong with it is
     * logged.
     *
     * @param address {@code host} or {@code host:port}
     */
    public void addPeer(String address) {}

    /** Takes a peer off the list; it comes back when it is heard. */
    public void removePeer(String peerId) {}

    /** The peers at this moment. */
    public List<Peer> peers() {
        return List.of();
    }

    /** Says goodbye, stops everything, and makes {@link #run} return. */
    @Override
    public void close() {}
}
