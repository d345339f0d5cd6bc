package wherry.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import wherry.http.TlsServer;
import wherry.protocol.PreviewMaker;
import wherry.protocol.ReceiveHandler;
import wherry.settings.Settings;
import wherry.settings.TrustStore;
import wherry.transfer.Answer;
import wherry.transfer.ComparisonCode;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.transfer.TransferId;

/**
 * This participant on the chosen network. {@link #run} hosts it; every other method returns at once, unless it says otherwise,
 * and may be called from any thread, the event thread included. Events are delivered on the node's own threads, one after
 * another where they concern one thing; whoever takes them must not block.
 */
public interface Node extends Closeable {
    /** What this node does besides listening for peers. */
    enum Role {
        /** Serves, announces itself, sends. */
        FULL,
        /** The same with nobody there to answer questions: what is set decides alone. */
        UNATTENDED,
        /** Sends, and is not seen. */
        SENDER,
        /** Only listens, and logs every datagram rather than the first of each peer. */
        OBSERVER;

        /** Whether others can send to such a node. */
        boolean serves() {
            return this == FULL || this == UNATTENDED;
        }
    }

    /** How the window and the command line come by a node without naming a protocol. */
    @FunctionalInterface
    interface Factory {
        Node create(Settings settings, Role role, Consumer<Event> events);
    }

    /** Opens everything, follows changes of the networks, and returns when {@link #close} was called. */
    void run();

    /** Takes over new settings: reopens what they change and lets finish what runs. */
    void apply(Settings now);

    /**
     * Sends files and folders to a peer.
     *
     * @param previews makes small pictures that the receiver sees before it answers; on the thread that sends
     * @return the id of the transfer, which is listed at once
     */
    default String send(Peer peer, List<Path> paths, PreviewMaker previews) {
        String id = TransferId.random();
        send(id, peer, paths, previews);
        return id;
    }

    /**
     * The same under an id that the caller has made, for whoever must know it before the node is there.
     *
     * @param transferId from {@link TransferId#random}, used for nothing else
     */
    void send(String transferId, Peer peer, List<Path> paths, PreviewMaker previews);

    /** The same without pictures. */
    default String send(Peer peer, List<Path> paths) {
        return send(peer, paths, PreviewMaker.NONE);
    }

    /**
     * Sends a text, to be shown rather than stored, in a protocol that has such a thing.
     *
     * @return the id of the transfer, which is listed at once
     */
    default String sendText(Peer peer, String text) {
        String id = TransferId.random();
        sendText(id, peer, text);
        return id;
    }

    /** The same under an id that the caller has made, as for files. */
    void sendText(String transferId, Peer peer, String text);

    /** Looks for peers again: announces this node anew, and asks every address of its networks that is near. */
    void lookAgain();

    /** The SHA-256 of this computer's certificate, in upper-case hexadecimal digits; empty without one. */
    Optional<String> fingerprint();

    /**
     * What the two users read to each other to be sure of their certificates ({@link ComparisonCode}). Unlike the other
     * methods this one takes some hundredths of a second: not for the event thread.
     *
     * @param otherFingerprint the peer's, in any case
     * @return empty when one of the two has no certificate
     */
    default Optional<String> comparisonCode(String otherFingerprint) {
        return fingerprint()
                .filter(own -> ComparisonCode.isFingerprint(otherFingerprint))
                .map(own -> ComparisonCode.of(own, otherFingerprint));
    }

    /** Sends again what a transfer that has ended did not deliver, as a new transfer. */
    void retry(String transferId);

    /** Stops a transfer in either direction. Does nothing when it has ended. */
    void cancel(String transferId);

    /** Answers an open offer. Does nothing when it is not open any more. */
    void answer(String offerId, Answer answer);

    /**
     * Gives the PIN that the receiver of a transfer wants, or none: the transfer then ends as declined. Does nothing when
     * it is not wanted any more.
     */
    void answerPin(String transferId, Optional<String> pin);

    /**
     * Accepts an open offer and, until this node is closed, all that its sender will offer: whoever has its certificate,
     * or without one whoever has its address. An offer that was not encrypted although it could have been is accepted by
     * itself. What is to hold for longer goes into the {@link TrustStore}.
     */
    void acceptFromNowOn(String offerId);

    /**
     * Lists a peer that does not announce itself. The name is looked up in the background, and without a port it is asked
     * what it speaks; what is wrong is logged.
     *
     * @param address {@code host} or {@code host:port}
     */
    void addPeer(String address);

    /** Takes a peer off the list; it comes back when it is heard. */
    void removePeer(String peerId);

    /**
     * Takes what comes in another way than by the protocols: what is left at a link is asked about, stored and listed as
     * any other. Works whether {@link #run} does or not.
     */
    ReceiveHandler reception();

    /** Encrypts connections of browsers with this computer's certificate; empty without one. */
    Optional<TlsServer> tls();

    /** The names of the protocols, the best first. */
    List<String> protocols();

    /** The best protocol for {@link #sendText}; empty when none has texts. */
    Optional<String> textProtocol();

    /**
     * Whoever is at that address, with what it says to speak, as for {@link #addPeer}; not listed. Unlike the other methods
     * this one takes some seconds: not for the event thread.
     *
     * @throws IOException there is no such host
     */
    Peer peerAt(PeerAddress address) throws IOException;

    /**
     * Whoever is at that address, taken to speak that protocol; not listed. Unlike the other methods this one may ask
     * the name service: not for the event thread.
     *
     * @param protocol one of {@link #protocols}
     * @throws IOException there is no such host
     */
    Peer peerAt(PeerAddress address, String protocol) throws IOException;

    /**
     * The name of somebody whom the user knows by another certificate than this peer has shown, if it has shown one: what
     * is sent may be meant for that one. Empty for whoever has a name of its own.
     */
    Optional<String> takenFor(Peer peer);

    /** As they are at this moment. */
    Settings settings();

    /** The peers at this moment. */
    List<Peer> peers();

    /** Those who are being asked who they are, and may be listed soon. */
    List<Peer> peersBeingAsked();

    /** Says goodbye, stops everything, and makes {@link #run} return. */
    @Override
    void close();
}
