package wherry.node;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.discovery.Discovery;
import wherry.discovery.NetworkWatch;
import wherry.discovery.PeerTable;
import wherry.protocol.Protocol;
import wherry.protocol.ReceiveHandler;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.Trust;
import wherry.settings.TrustStore;
import wherry.transfer.Answer;
import wherry.transfer.ComparisonCode;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;

/**
 * This participant on the chosen network. {@link #run} hosts it; every other method returns at once and may be called
 * from any thread, the event thread included. Events are delivered on the node's own threads, one after another where
 * they concern one thing; whoever takes them must not block.
 */
public final class Node implements Closeable {
    private static final System.Logger LOG = System.getLogger(Node.class.getName());
    private static final long TURN_MILLIS = 1_000;
    private static final long CLOSING_MILLIS = 2_000;

    /** What this node does besides listening for peers. */
    public enum Role {
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
    public interface Factory {
        Node create(Settings settings, Role role, Consumer<Event> events);
    }

    private final List<Protocol> protocols;
    private final Role role;
    private final Consumer<Event> events;
    private final BlockingQueue<Consumer<NetworkBinding>> commands = new LinkedBlockingQueue<>();
    private final OfferPolicy questions;
    private final Transfers transfers;
    private final PeerTable peers;
    private final TrustStore trust;
    private final PeerReturns comebacks;
    private final SendQueue sends;
    private final NodeReceiveHandler receptions;
    private final ManualPeers typed;
    private final Search search;
    private final RememberedPeers remembered;
    /** For what may block or call back, so that the callers need not wait. */
    private final ExecutorService background;

    private volatile Settings settings;
    private volatile boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param protocols the best first; the last is the one that peers added by hand are taken to speak, and whose port
     *     the settings mean
     * @param trust what was decided about whom; what is put into it holds from then on
     * @param events takes what happens, on several threads; must not block
     */
    public Node(List<Protocol> protocols, Settings settings, TrustStore trust, Role role, Consumer<Event> events) {
        this(protocols, settings, trust, LastAddresses.none(), role, events);
    }

    /** @param last where peers were that have shown who they are, and will be asked for first */
    public Node(
            List<Protocol> protocols,
            Settings settings,
            TrustStore trust,
            LastAddresses last,
            Role role,
            Consumer<Event> events) {
        this.protocols = List.copyOf(protocols);
        this.settings = settings;
        this.role = role;
        this.trust = trust;
        this.events = events;
        this.questions = new OfferPolicy(
                settings.asking(),
                trust,
                protocols.stream()
                        .filter(Protocol::encrypts)
                        .map(Protocol::name)
                        .collect(Collectors.toUnmodifiableSet()),
                role == Role.UNATTENDED ? OfferPolicy.Attendance.UNATTENDED : OfferPolicy.Attendance.ATTENDED,
                events);
        this.transfers = new Transfers(events);
        this.peers = new PeerTable(Clock.systemUTC(), this::peersChanged);
        this.remembered = new RememberedPeers(trust);
        peers.remember(remembered::include);
        this.comebacks = new PeerReturns(peers::peers, PeerReturns.LIMIT);
        this.sends = new SendQueue(
                this.protocols, transfers, events, new LatestPeers(peers)::of, comebacks, () -> this.settings.links());
        this.receptions = new NodeReceiveHandler(
                // A link has a PIN of its own, or was opened without one.
                Stream.concat(protocols.stream().filter(Protocol::asksForPin).map(Protocol::name), Stream.of("link"))
                        .collect(Collectors.toUnmodifiableSet()),
                questions,
                transfers,
                peers,
                () -> this.settings,
                events);
        this.typed = new ManualPeers(this.protocols, peers, receptions);
        this.search = new Search(this.protocols, receptions, peers, last);
        this.background = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "node-background");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Opens everything, follows changes of the networks, and returns when {@link #close} was called. */
    public void run() {
        // One for all protocols, so that whoever hears this node in several of them knows that it is one.
        String fingerprint = fingerprint().orElseGet(() -> UUID.randomUUID().toString());
        Discovery discovery = new Discovery(
                protocols.stream().map(Protocol::announcements).toList(),
                fingerprint,
                peers,
                receptions,
                new DatagramLines(role, events));
        try (NetworkBinding attachment =
                new NetworkBinding(protocols, receptions, discovery, search, role, fingerprint, events)) {
            settings.peers().forEach(this::addPeer);
            clean();
            try {
                followCommands(attachment);
            } finally {
                attachment.sayGoodbye();
                endTransfers();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            protocols.forEach(Protocol::close);
        }
    }

    /** While the servers are open yet: whoever is sending to us is told before its connections break. */
    private void endTransfers() {
        protocols.forEach(Protocol::leave);
        sends.close();
        transfers.close(CLOSING_MILLIS);
    }

    /** Takes over new settings: reopens what they change and lets finish what runs. */
    public void apply(Settings now) {
        settings = now;
        questions.apply(now.asking());
        commands.add(attachment -> {
            clean();
            attachment.attach(now);
        });
    }

    /**
     * Sends files and folders to a peer.
     *
     * @return the id of the transfer, which is listed at once
     */
    public String send(Peer peer, List<Path> paths) {
        return sends.send(remembered.sentTo(peer), List.copyOf(paths));
    }

    /**
     * Sends a text, to be shown rather than stored, in a protocol that has such a thing.
     *
     * @return the id of the transfer, which is listed at once
     */
    public String sendText(Peer peer, String text) {
        return sends.sendText(remembered.sentTo(peer), text);
    }

    /** Looks for peers again: announces this node anew, and asks every address of its networks that is near. */
    public void lookAgain() {
        background.execute(typed::lookAgain);
        commands.add(attachment -> attachment.lookAgain());
    }

    /** The SHA-256 of this computer's certificate, in upper-case hexadecimal digits; empty without one. */
    public Optional<String> fingerprint() {
        return protocols.stream()
                .flatMap(protocol -> protocol.fingerprint().stream())
                .findFirst();
    }

    /**
     * What the two users read to each other to be sure of their certificates ({@link ComparisonCode}). Unlike the other
     * methods this one takes some hundredths of a second: not for the event thread.
     *
     * @param otherFingerprint the peer's, in any case
     * @return empty when one of the two has no certificate
     */
    public Optional<String> comparisonCode(String otherFingerprint) {
        return fingerprint()
                .filter(own -> ComparisonCode.isFingerprint(otherFingerprint))
                .map(own -> ComparisonCode.of(own, otherFingerprint));
    }

    /** Sends again what a transfer that has ended did not deliver, as a new transfer. */
    public void retry(String transferId) {
        sends.retry(transferId);
    }

    /** Stops a transfer in either direction. Does nothing when it has ended. */
    public void cancel(String transferId) {
        background.execute(() -> transfers.cancel(transferId));
    }

    /** Answers an open offer. Does nothing when it is not open any more. */
    public void answer(String offerId, Answer answer) {
        background.execute(() -> questions.answer(offerId, answer));
    }

    /**
     * Gives the PIN that the receiver of a transfer wants, or none: the transfer then ends as declined. Does nothing when
     * it is not wanted any more.
     */
    public void answerPin(String transferId, Optional<String> pin) {
        background.execute(() -> sends.answerPin(transferId, pin));
    }

    /**
     * Accepts an open offer and, until this node is closed, all that its sender will offer: whoever has its certificate,
     * or without one whoever has its address. An offer that was not encrypted although it could have been is accepted by
     * itself. What is to hold for longer goes into the {@link TrustStore}.
     */
    public void acceptFromNowOn(String offerId) {
        background.execute(() -> questions.acceptFromNowOn(offerId));
    }

    /**
     * Lists a peer that does not announce itself. The name is looked up in the background, and without a port it is asked
     * what it speaks; what is wrong is logged.
     *
     * @param address {@code host} or {@code host:port}
     */
    public void addPeer(String address) {
        background.execute(() -> {
            try {
                typed.add(address);
            } catch (IOException failure) {
                receptions.log(Failure.sentence(failure));
            }
        });
    }

    /** Takes a peer off the list; it comes back when it is heard. */
    public void removePeer(String peerId) {
        background.execute(() -> peers.remove(peerId));
    }

    /**
     * Takes what comes in another way than by the protocols: what is left at a link is asked about, stored and listed as
     * any other. Works whether {@link #run} does or not.
     */
    public ReceiveHandler reception() {
        return receptions;
    }

    /** The names of the protocols, the best first. */
    public List<String> protocols() {
        return protocols.stream().map(Protocol::name).toList();
    }

    /** The best protocol for {@link #sendText}; empty when none has texts. */
    public Optional<String> textProtocol() {
        return protocols.stream()
                .filter(Protocol::takesTexts)
                .map(Protocol::name)
                .findFirst();
    }

    /**
     * Whoever is at that address, with what it says to speak, as for {@link #addPeer}; not listed. Unlike the other methods
     * this one takes some seconds: not for the event thread.
     *
     * @throws IOException there is no such host
     */
    public Peer peerAt(PeerAddress address) throws IOException {
        return typed.at(address);
    }

    /**
     * Whoever is at that address, taken to speak that protocol; not listed. Unlike the other methods this one may ask
     * the name service: not for the event thread.
     *
     * @param protocol one of {@link #protocols}
     * @throws IOException there is no such host
     */
    public Peer peerAt(PeerAddress address, String protocol) throws IOException {
        return typed.at(address, protocol);
    }

    /**
     * The name of somebody whom the user knows by another certificate than this peer has shown, if it has shown one: what
     * is sent may be meant for that one. Empty for whoever has a name of its own.
     */
    public Optional<String> takenFor(Peer peer) {
        return trust.impersonated(peer.alias(), peer.proven().orElse("")).map(Trust::lastAlias);
    }

    /** As they are at this moment. */
    public Settings settings() {
        return settings;
    }

    /** The peers at this moment. */
    public List<Peer> peers() {
        return peers.peers();
    }

    /** Those who are being asked who they are, and may be listed soon. */
    public List<Peer> peersBeingAsked() {
        return peers.beingAsked();
    }

    /** Says goodbye, stops everything, and makes {@link #run} return. */
    @Override
    public void close() {
        closed = true;
        commands.add(attachment -> {});
    }

    private void followCommands(NetworkBinding attachment) throws InterruptedException {
        try (NetworkWatch watch =
                new NetworkWatch(usable -> commands.add(attached -> attached.networksChanged(usable, settings)))) {
            LOG.log(Level.DEBUG, "Following {0}", watch);
            while (!closed) {
                Consumer<NetworkBinding> command = commands.poll(TURN_MILLIS, TimeUnit.MILLISECONDS);
                if (command != null) {
                    command.accept(attachment);
                }
                peers.keep(sends.peersInUse());
            }
        }
    }

    private void clean() {
        if (!role.serves()) {
            return;
        }
        try {
            receptions.folder().clean();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "Cleaning the folder", failure);
            receptions.log(Failure.sentence(failure));
        }
    }

    private void peersChanged(List<Peer> list) {
        events.accept(new Event.PeersChanged(list));
        comebacks.wake();
        search.found(list);
    }
}
