package wherry.protocol;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import wherry.discovery.Announcement;
import wherry.discovery.AnnouncementCodec;
import wherry.discovery.Hint;
import wherry.discovery.PeerListener;
import wherry.http.TlsServer;
import wherry.transfer.Endpoint;
import wherry.transfer.Network;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.TransferRecorder;

/** A way to send and to receive. Stateless; safe for use by many threads. */
public interface Protocol extends Closeable {
    /** As it stands in {@link Endpoint#protocol}. */
    String name();

    /** The port that peers try when nothing else is known. */
    int defaultPort();

    /** Whether files arrive in the folders that they were in; otherwise they arrive side by side. */
    boolean keepsFolders();

    /** Whether it can encrypt: whoever does not in it is asked about in any case, and never trusted. */
    default boolean encrypts() {
        return false;
    }

    /** Whether it can ask a sender for a PIN. */
    default boolean asksForPin() {
        return false;
    }

    /** What others recognise this computer by, when the protocol has something lasting for that. */
    default Optional<String> fingerprint() {
        return Optional.empty();
    }

    /** Encrypts connections of browsers with the certificate that has this fingerprint, where there is one. */
    default Optional<TlsServer> tls() {
        return Optional.empty();
    }

    /**
     * The user looks for peers in vain: knocks at addresses nearby, where this protocol has something to knock at.
     * Returns at once.
     *
     * @param networks those in use
     * @param neighbourhood where to tell who answered
     */
    default void lookAgain(List<Network> networks, PeerListener neighbourhood) {}

    /**
     * Somebody may be there: asks who it is, where this protocol has a question that does no harm to others. Returns at
     * once. An address of which nothing else is known is asked once; when something is heard from it, because of that.
     *
     * @param neighbourhood where to tell who answered
     */
    default void ask(Hint hint, PeerListener neighbourhood) {}

    /** The user looks for peers: addresses that were asked in vain may be asked again. */
    default void askAnew() {}

    /**
     * Asks whoever is at an address that the user typed whether it speaks this protocol, where it has a question that
     * does no harm to others, and goes on looking whether it is there. Blocks for some seconds at most.
     *
     * @param neighbourhood where to tell of it later; the answer itself is only returned
     * @return who is there; empty when nobody is who speaks this protocol
     * @throws ProtocolException somebody is who speaks it, and nothing can be sent there; the message says why
     */
    default Optional<Announcement> probe(InetSocketAddress at, PeerListener neighbourhood) throws ProtocolException {
        return Optional.empty();
    }

    /**
     * Asks whoever is at an address who it is, ourselves included, where this protocol has a question that does no harm.
     * Keeps nothing in mind. Blocks for some seconds at most.
     *
     * @return who is there; empty when nobody is who speaks this protocol
     */
    default Optional<Announcement> identify(InetSocketAddress at) {
        return Optional.empty();
    }

    /**
     * Asks a peer that has shown its certificate whether it hears us and can connect to us, where it can tell. Blocks for
     * some seconds at most.
     *
     * @param ownPort where we serve, at the address that the question comes from
     * @return what it says; empty when it says nothing
     */
    default Optional<Reach> reach(Endpoint peer, int ownPort) {
        return Optional.empty();
    }

    /**
     * Whether peers answer an announcement by calling the server of whoever announced itself, so that one who only wants
     * to know who is there needs one.
     */
    default boolean isAnsweredByCalls() {
        return false;
    }

    /** How this protocol makes peers known. */
    AnnouncementCodec announcements();

    /**
     * Opens a server that is already listening when this returns. Connections run on threads of its own.
     *
     * @param at where to listen; port 0 takes a free one
     * @throws java.net.BindException the port is taken
     */
    ProtocolServer open(InetSocketAddress at, ReceiveHandler reception) throws IOException;

    /**
     * Sends the files and returns when every one of them has ended. Each end is told to the recorder
     * ({@link TransferRecorder#fileEnded}); ending the transfer as a whole is the caller's. A failure that concerns one
     * file does not keep the others from being sent.
     *
     * @param pins asked when the receiver wants a PIN, in protocols that have such a thing
     * @throws ConnectionLostException the connection was lost in a way that lets the transfer be continued
     * @throws IOException nothing more can be sent to this peer, or the transfer was cancelled. Files whose end has not
     *     been told were not delivered
     */
    void send(SendRequest outgoing, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException;

    /** The same where nobody can be asked for a PIN. */
    default void send(SendRequest outgoing, Endpoint to, TransferRecorder recorder) throws IOException {
        send(outgoing, to, recorder, PinPrompt.NOBODY);
    }

    /** Frees what it holds. Nothing is sent, and nothing received, any more. */
    @Override
    default void close() {}

    /** This program ends: receptions that can be continued when it runs again end in a way that allows that. */
    default void leave() {}

    /** Whether texts can be sent that are shown rather than stored. */
    default boolean takesTexts() {
        return false;
    }

    /**
     * Sends a text, where that is possible, and ends the transfer.
     *
     * @param pins as for {@link #send}
     * @throws IOException it was not delivered, or the transfer was cancelled; ending it is then the caller's
     */
    default void sendText(String text, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException {
        throw new ProtocolException(Sentences.of("send.noText"));
    }

    /** The same where nobody can be asked for a PIN. */
    default void sendText(String text, Endpoint to, TransferRecorder recorder) throws IOException {
        sendText(text, to, recorder, PinPrompt.NOBODY);
    }
}
