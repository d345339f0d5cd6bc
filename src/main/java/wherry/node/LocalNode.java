package wherry.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import wherry.discovery.Discovery;
import wherry.discovery.PeerTable;
import wherry.http.TlsServer;
import wherry.protocol.PreviewMaker;
import wherry.protocol.Protocol;
import wherry.protocol.ReceiveHandler;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.TrustStore;
import wherry.transfer.Answer;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;

/** Joins protocols, discovery and storage to one participant. */
public final class LocalNode implements Node {
    private static final long CLOSING_MILLIS = 2_000;

    private final ProtocolSet protocols;
    private final Role role;
    private final Consumer<Event> events;
    private final NodeCommands commands = new NodeCommands();
    private final OfferPolicy questions;
    private final Transfers transfers;
    private final PeerTable peers;
    private final PeerReturns comebacks;
    private final SendQueue sends;
    private final NodeReceiveHandler receptions;
    private final ManualPeers typed;
    private final Search search;
    private final RememberedPeers remembered;
    /** For what may block or call back, so that the callers need not wait. */
    private final ExecutorService background = Executors.newCachedThreadPool(DaemonThreads.named("node-background"));

    private volatile Settings settings;

    /**
     * Opens nothing yet.
     *
     * @param protocols the best first; the last is the one that peers added by hand are taken to speak, and whose port
     *     the settings mean
     * @param trust what was decided about whom; what is put into it holds from then on
     * @param last where peers were that have shown who they are, and will be asked for first
     * @param events takes what happens, on several threads; must not block
     */
    public LocalNode(
            List<Protocol> protocols,
            Settings settings,
            TrustStore trust,
            LastAddresses last,
            Role role,
            Consumer<Event> events) {
        this.protocols = new ProtocolSet(protocols);
        this.settings = settings;
        this.role = role;
        this.events = events;
        this.questions = new OfferPolicy(
                settings.asking(),
                trust,
                this.protocols.names(Protocol::encrypts),
                role == Role.UNATTENDED ? OfferPolicy.Attendance.UNATTENDED : OfferPolicy.Attendance.ATTENDED,
                events);
        this.transfers = new Transfers(events);
        this.peers = new PeerTable(Clock.systemUTC(), this::peersChanged);
        this.remembered = new RememberedPeers(trust, () -> this.settings.stars());
        peers.remember(remembered::include);
        this.comebacks = new PeerReturns(peers::peers, PeerReturns.LIMIT);
        List<Protocol> all = this.protocols.all();
        UnaryOperator<Peer> latest = new LatestPeers(peers)::of;
        this.sends =
                new SendQueue(all, transfers, events, latest, comebacks, () -> this.settings.links(), commands::turn);
        this.receptions = new NodeReceiveHandler(
                this.protocols.askingForPin(), questions, transfers, peers, () -> this.settings, events);
        this.typed = new ManualPeers(all, peers, receptions);
        this.search = new Search(all, receptions, peers, last);
    }

    @Override
    public void run() {
        // One for all protocols, so that whoever hears this node in several of them knows that it is one.
        String fingerprint = fingerprint().orElseGet(() -> UUID.randomUUID().toString());
        var codecs = protocols.all().stream().map(Protocol::announcements).toList();
        Discovery discovery = new Discovery(codecs, fingerprint, peers, receptions, new DatagramLines(role, events));
        try (NetworkBinding attachment =
                new NetworkBinding(protocols.all(), receptions, discovery, search, role, fingerprint, events)) {
            settings.peers().forEach(this::addPeer);
            clean();
            try {
                commands.follow(attachment, () -> settings, () -> peers.keep(sends.peersInUse()));
            } finally {
                attachment.sayGoodbye();
                // While the servers are open yet: whoever is sending to us is told before its connections break.
                protocols.all().forEach(Protocol::leave);
                sends.close();
                transfers.close(CLOSING_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            protocols.all().forEach(Protocol::close);
        }
    }

    @Override
    public void apply(Settings now) {
        settings = now;
        questions.apply(now.asking());
        commands.add(attachment -> {
            clean();
            attachment.attach(now);
        });
    }

    @Override
    public void send(String transferId, Peer peer, List<Path> paths, PreviewMaker previews) {
        sends.send(transferId, remembered.sentTo(peer), List.copyOf(paths), previews);
    }

    @Override
    public void sendText(String transferId, Peer peer, String text) {
        sends.sendText(transferId, remembered.sentTo(peer), text);
    }

    @Override
    public void lookAgain() {
        background.execute(typed::lookAgain);
        commands.add(attachment -> attachment.lookAgain());
    }

    @Override
    public Optional<String> fingerprint() {
        return protocols.first(Protocol::fingerprint);
    }

    @Override
    public void retry(String transferId) {
        sends.retry(transferId);
    }

    @Override
    public void cancel(String transferId) {
        background.execute(() -> transfers.cancel(transferId));
    }

    @Override
    public void answer(String offerId, Answer answer) {
        background.execute(() -> questions.answer(offerId, answer));
    }

    @Override
    public void answerPin(String transferId, Optional<String> pin) {
        background.execute(() -> sends.answerPin(transferId, pin));
    }

    @Override
    public void acceptFromNowOn(String offerId) {
        background.execute(() -> questions.acceptFromNowOn(offerId));
    }

    @Override
    public void addPeer(String address) {
        background.execute(() -> typed.add(address, receptions::log));
    }

    @Override
    public void removePeer(String peerId) {
        background.execute(() -> peers.remove(peerId));
    }

    @Override
    public ReceiveHandler reception() {
        return receptions;
    }

    @Override
    public Optional<TlsServer> tls() {
        return protocols.first(Protocol::tls);
    }

    @Override
    public List<String> protocols() {
        return protocols.all().stream().map(Protocol::name).toList();
    }

    @Override
    public Optional<String> textProtocol() {
        return protocols.takingTexts();
    }

    @Override
    public Peer peerAt(PeerAddress address) throws IOException {
        return typed.at(address);
    }

    @Override
    public Peer peerAt(PeerAddress address, String protocol) throws IOException {
        return typed.at(address, protocol);
    }

    @Override
    public Optional<String> takenFor(Peer peer) {
        return remembered.takenFor(peer);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public List<Peer> peers() {
        return peers.peers();
    }

    @Override
    public List<Peer> peersBeingAsked() {
        return peers.beingAsked();
    }

    @Override
    public void close() {
        commands.close();
    }

    private void clean() {
        if (role.serves()) {
            receptions.clean();
        }
    }

    private void peersChanged(List<Peer> list) {
        events.accept(new Event.PeersChanged(list));
        comebacks.wake();
        search.found(list);
    }
}
