package wherry.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import wherry.discovery.Announcement;
import wherry.discovery.PeerListener;
import wherry.storage.ReceiveFolder;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.Offer;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** Answers a server's questions about who calls and what is offered. Safe for use by many threads. */
public interface ReceiveHandler extends PeerListener {
    /**
     * Asks whether an offer is wanted. The answer may take as long as a person takes. Whoever asked cancels the future
     * when the sender gives up.
     */
    CompletableFuture<Answer> ask(Offer offer);

    /**
     * Whether nothing has been decided against the sender of an offer that continues one which was accepted. Nobody is
     * asked.
     */
    default boolean isStillWelcome(Offer offer) {
        return true;
    }

    /** A reception begins, or a download by a browser: from now on it is listed and can be cancelled. */
    TransferRecorder begin(Transfer first);

    /** Where received files go, as set at this moment. */
    ReceiveFolder folder();

    /**
     * A text message came: asks whether it is wanted, as {@link #ask} does, and shows it if so.
     *
     * @param text not fit to be shown as it is; at most {@link Event.TextReceived#LONGEST} bytes
     */
    CompletableFuture<Answer> show(Offer offer, String text);

    /** What senders have to give before anybody is asked, in protocols that have such a thing; empty for nothing. */
    default Optional<String> pin() {
        return Optional.empty();
    }

    /** Whether the user trusts the holder of the certificate that was shown there. */
    default boolean trusts(Security shown) {
        return false;
    }

    /** Whether offers may come without encryption in a protocol that could encrypt. */
    default boolean takesPlain() {
        return true;
    }

    /** Whether others who have shown who they are may hear from us where the peers are that we hear. */
    default boolean tellsOfPeers() {
        return true;
    }

    /** Whether anything can be sent to us; else we only want to know who is there. */
    default boolean takesUploads() {
        return true;
    }

    /** The other protocols in which uploads are taken, and the ports. */
    default Map<String, Integer> othersThan(String protocol) {
        return Map.of();
    }

    /**
     * The protocols in whose multicast groups somebody who claims that fingerprint was heard from that address in the
     * last 30 s.
     */
    default Set<String> heardOf(String fingerprint, InetAddress from) {
        return Set.of();
    }

    /** A peer made itself known by asking the server rather than by multicast. */
    @Override
    default void heard(Announcement announcement, InetAddress from) {}

    /** Drops what receptions of dead programs left in the folder. What goes wrong with that is logged. */
    default void clean() {
        try {
            folder().clean();
        } catch (IOException failure) {
            log(Failure.sentence(failure));
        }
    }

    /** A line for the log that the user sees; names in it must have been made fit to be shown. */
    void log(String line);

    /** The same of something that failed, was declined or was given up. */
    default void complain(String line) {
        log(line);
    }
}
