package wherry.transfer;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells upwards what happens to a node. Every event is a whole snapshot; of several about one thing the last suffices. */
public sealed interface Event {
    /** At most ten a second for one transfer while bytes move, every change of state, the final one exactly once. */
    record TransferChanged(Transfer transfer) implements Event {}

    /**
     * One file of a sent transfer has ended.
     *
     * @param sentence why, unless it was delivered
     * @param contents whether they had to be sent
     */
    record FileEnded(String transferId, Path file, TransferState state, String sentence, Contents contents)
            implements Event {
        /** What became of a file's contents. */
        public enum Contents {
            SENT,
            /** The receiver had them already; nothing was sent. */
            THERE_ALREADY
        }

        public FileEnded(String transferId, Path file, TransferState state, String sentence) {
            this(transferId, file, state, sentence, Contents.SENT);
        }
    }

    /**
     * What a transfer consists of is known. At most once for each offer; one that goes on may tell again what is left.
     *
     * @param files in their order, by the names that the receiver gets to see; of a reception as they came from the wire
     * @param sources where each of them is, in the same order; empty for a reception
     * @param picked what the user chose to send; empty for a reception
     */
    record FilesListed(String transferId, List<OfferedFile> files, List<Path> sources, List<Path> picked)
            implements Event {}

    /**
     * One file of a reception is in place.
     *
     * @param name as it was listed
     * @param place where it is
     * @param contents whether they came, or were there before
     */
    record FileSaved(String transferId, String name, Path place, FileEnded.Contents contents) implements Event {}

    /**
     * One file of a reception has not come, or not as it should; it may come in another session.
     *
     * @param name as it was listed
     * @param sentence says why
     */
    record FileMissed(String transferId, String name, String sentence) implements Event {}

    /**
     * There is something in the folders of a sent transfer that is not sent. At most once for each transfer.
     *
     * @param sentence says what, and why
     */
    record LeftOut(String transferId, String sentence) implements Event {}

    /**
     * Something is to be said of a sent transfer although nothing failed.
     *
     * @param sentence fit to be shown
     */
    record Remarked(String transferId, String sentence) implements Event {}

    /**
     * What a sent transfer that has ended did not deliver is sent again as another one, which begins now.
     *
     * @param endedId of the transfer that has ended
     * @param id of the one that begins
     */
    record SentAgain(String endedId, String id) implements Event {}

    /** All peers, in the order in which they were first heard. At most five a second. */
    record PeersChanged(List<Peer> peers) implements Event {}

    /** Somebody wants to send and the user is to decide. */
    record OfferOpened(Offer offer) implements Event {}

    /**
     * Somebody sent a text rather than a file.
     *
     * @param senderName fit to be shown; proves nothing
     * @param text as it was sent, 64 KiB at most: to be shown as plain text, with what deceives made visible
     */
    record TextReceived(String senderName, InetSocketAddress from, Security security, String text) implements Event {
        /** In bytes of UTF-8. */
        public static final int LONGEST = 64 << 10;
    }

    /** An offer needs no answer any more: it was answered, or the sender gave up. */
    record OfferClosed(String offerId) implements Event {}

    /**
     * The receiver of what is being sent wants a PIN, and the user is to give it or not.
     *
     * @param transfer what waits for it
     */
    record PinWanted(Transfer transfer, PinReason reason) implements Event {}

    /** A PIN is wanted no more: it was given, or not, or the transfer has ended. */
    record PinClosed(String transferId) implements Event {}

    /** A line of the log. */
    record Logged(Instant at, String line, Tone tone) implements Event {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

        /** What a line is about. */
        public enum Tone {
            NEWS,
            /** A datagram as it came, which only those who look for a fault want to read. */
            DATAGRAM,
            /** Something was delivered or is in place. */
            DONE,
            /** Something failed, was declined or was given up. */
            TROUBLE
        }

        public Logged(Instant at, String line) {
            this(at, line, Tone.NEWS);
        }

        public static Logged now(String line) {
            return new Logged(Instant.now(), line);
        }

        /** A line about something that was delivered or is in place. */
        public static Logged done(String line) {
            return new Logged(Instant.now(), line, Tone.DONE);
        }

        public static Logged trouble(String line) {
            return new Logged(Instant.now(), line, Tone.TROUBLE);
        }

        /** {@code 10:02:15 Finished.}: the line with its local time, as users get to read it. */
        public String stamped() {
            return TIME.format(at.atZone(ZoneId.systemDefault())) + " " + line;
        }
    }

    /**
     * Something about this computer on the network that its user should know, once.
     *
     * @param sentence fit to be shown
     */
    record Warned(String sentence) implements Event {}

    /**
     * The usable networks, or the one in use, changed.
     *
     * @param chosen the name of the interface in use; empty for all
     */
    record NetworksChanged(List<Network> usable, Optional<String> chosen) implements Event {}

    record VisibilityChanged(Visibility visibility) implements Event {}
}
