package wherry.protocol.localsend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import wherry.discovery.Announcement;
import wherry.discovery.AnnouncementCodec;
import wherry.discovery.PeerListener;
import wherry.protocol.PinPrompt;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Failure;
import wherry.transfer.Network;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.TransferBuffers;
import wherry.transfer.TransferRecorder;
import wherry.transfer.Watchdog;

/**
 * LocalSend, version 2 of its protocol: HTTP over TLS between self-signed certificates, as the apps on phones and
 * desktops speak it. Described in src/site/markdown/localsend.md.
 */
public final class LocalSend implements Protocol {
    /** TCP for the server and UDP for announcements alike. */
    public static final int PORT = 53317;

    /** This computer's key and certificate. */
    public static final class Credentials {
        private final Identity identity;
        private final Path folder;

        private Credentials(Identity identity, Path folder) {
            this.identity = identity;
            this.folder = folder;
        }

        /**
         * Reads them, or makes new ones: for this run only where nothing can be kept. Takes a while.
         *
         * @param folder where they are kept, readable by the user only
         * @param report is told a sentence when others will have to get to know this computer anew
         */
        public static Credentials in(Path folder, Consumer<String> report) {
            try {
                return new Credentials(Identity.in(folder, report), folder);
            } catch (IOException failure) {
                System.getLogger(LocalSend.class.getName())
                        .log(System.Logger.Level.WARNING, "Keeping the key", failure);
                report.accept(Sentences.of(
                        "localsend.identityUnkept", DisplayText.escape(folder), Failure.writing(failure, folder)));
                return new Credentials(Identity.make(Instant.now()), folder);
            }
        }
    }

    static final String NAME = "localsend";

    private final Identity identity;
    private final Supplier<String> alias;
    private final Supplier<TransferLimits> limits;
    private final SessionTimes times;
    private final Bounds bounds;
    private final Continuations continuations;
    private final OfferMemory memory;
    private final Tls tls;
    private final Neighbours neighbours;
    private final LocalSendAnnouncements announcements;
    private final Scan scan;
    private final Probe probe;
    private final Watchdog watchdog = new Watchdog();
    private final TransferBuffers buffers = new TransferBuffers();
    private final OutgoingSessions outgoing = new OutgoingSessions();
    private final BackgroundCalls calls;
    private final Map<LocalSendServer, ReceiveHandler> servers = new ConcurrentHashMap<>();

    /**
     * Made anew for each node. Opens nothing yet.
     *
     * @param credentials what others will know us by
     * @param alias what others see, as set at the moment
     * @param limits as set at the moment; a server keeps those with which it was opened
     */
    public LocalSend(Credentials credentials, Supplier<String> alias, Supplier<TransferLimits> limits) {
        this(
                credentials.identity,
                alias,
                limits,
                SessionTimes.DEFAULT,
                Bounds.DEFAULT,
                Acceptances.in(credentials.folder, SessionTimes.DEFAULT.comeback()));
    }

    /** One of which no session outlives this process. */
    LocalSend(Identity identity, Supplier<String> alias, TransferLimits limits, SessionTimes times, Bounds bounds) {
        this(identity, alias, limits, times, bounds, Acceptances.none());
    }

    LocalSend(
            Identity identity,
            Supplier<String> alias,
            TransferLimits limits,
            SessionTimes times,
            Bounds bounds,
            Acceptances acceptances) {
        this(identity, alias, () -> limits, times, bounds, acceptances);
    }

    private LocalSend(
            Identity identity,
            Supplier<String> alias,
            Supplier<TransferLimits> limits,
            SessionTimes times,
            Bounds bounds,
            Acceptances acceptances) {
        this.identity = identity;
        this.alias = alias;
        this.limits = limits;
        this.times = times;
        this.bounds = bounds;
        this.continuations = new Continuations(acceptances, watchdog);
        this.memory = new OfferMemory(bounds.memory(), continuations::giveUpOldest);
        this.tls = new Tls(identity, buffers);
        this.calls = new BackgroundCalls(tls, limits, watchdog);
        this.neighbours = new Neighbours(identity.fingerprint(), new PeerChecks(tls, watchdog), this::visible);
        this.announcements = new LocalSendAnnouncements(identity.fingerprint(), neighbours);
        this.scan = new Scan(tls, watchdog, PORT);
        this.probe = new Probe(tls, watchdog, identity.fingerprint());
    }

    /** What others recognise this computer by: the SHA-256 of its certificate, in upper-case hexadecimal digits. */
    @Override
    public Optional<String> fingerprint() {
        return Optional.of(identity.fingerprint());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int defaultPort() {
        return PORT;
    }

    @Override
    public boolean keepsFolders() {
        return true;
    }

    @Override
    public boolean isAnsweredByCalls() {
        return true;
    }

    @Override
    public boolean asksForPin() {
        return true;
    }

    @Override
    public boolean encrypts() {
        return true;
    }

    @Override
    public AnnouncementCodec announcements() {
        return announcements;
    }

    @Override
    public ProtocolServer open(InetSocketAddress at, ReceiveHandler reception) throws IOException {
        TransferLimits now = limits.get();
        Bounds crowd = bounds.withConnectionsAtMost(now.connections());
        Sessions sessions = new Sessions(crowd);
        LocalSendServer server = LocalSendServer.open(at, tls, now, watchdog, sessions, crowd, servers::remove);
        servers.put(server, reception);
        CancelCall cancelCall = (sender, sessionId) -> calls.tellCancelled(sender.server(), sessionId);
        UploadRoute uploads = new UploadRoute(sessions, buffers, now.idle());
        AcceptedOffers accepted = new AcceptedOffers(reception, sessions, continuations, times, watchdog, cancelCall);
        PinGuard pin = new PinGuard(reception::pin, reception::trusts, System::nanoTime);
        server.serve(new Routes(
                () -> device(server.port(), reception),
                reception,
                this::met,
                sessions,
                continuations,
                outgoing,
                new OfferRoute(reception, pin, sessions, continuations, accepted, memory),
                uploads,
                new ResumeRoute(uploads, buffers),
                new SameRoute(uploads, buffers),
                new BatchRoute(sessions, buffers),
                new DropRoute(uploads)));
        return server;
    }

    /** Only while we serve: whoever hears of us will want to find us. */
    @Override
    public void lookAgain(List<Network> networks, PeerListener neighbourhood) {
        visible()
                .ifPresent(self -> scan.start(networks, self, (found, from) -> {
                    neighbourhood.heard(found, from);
                    neighbours.heard(found, from, neighbourhood);
                }));
    }

    @Override
    public Optional<Announcement> probe(InetSocketAddress at, PeerListener neighbourhood) throws ProtocolException {
        Optional<Announcement> found = probe.ask(at);
        found.ifPresent(announcement -> neighbours.watch(announcement, at.getAddress(), neighbourhood));
        return found;
    }

    @Override
    public void leave() {
        continuations.leave();
    }

    @Override
    public boolean takesTexts() {
        return true;
    }

    @Override
    public void sendText(String text, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException {
        sender(to, recorder, pins).send(text);
    }

    @Override
    public void send(SendRequest files, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException {
        sender(to, recorder, pins).send(files);
    }

    private LocalSendSender sender(Endpoint to, TransferRecorder recorder, PinPrompt pins) {
        Device self = visible().orElseGet(() -> device(PORT, Extension.OURS));
        Supplier<PeerConnection> dial = () -> new PeerConnection(to, tls, limits.get(), watchdog);
        OfferCall offers = new OfferCall(dial, to, calls, recorder, pins);
        LostSession.Successors successors = (again, same) -> sender(again, same, pins);
        return new LocalSendSender(
                to, self, dial, offers, limits.get(), watchdog, outgoing, calls, recorder, successors);
    }

    /** How we present ourselves while we serve. */
    private Optional<Device> visible() {
        return servers.entrySet().stream()
                .findFirst()
                .map(serving -> device(serving.getKey().port(), serving.getValue()));
    }

    private Device device(int port, ReceiveHandler reception) {
        Extension ours = reception.takesUploads() ? Extension.OURS : Extension.OURS.with(Extension.ASKS);
        return device(port, ours.withAlso(reception.othersThan(NAME)));
    }

    private Device device(int port, Extension extension) {
        return new Device(alias.get(), identity.fingerprint(), port, Device.Scheme.HTTPS, extension);
    }

    /** A peer called us: what it has not proved by that it is asked for. */
    private void met(Announcement announcement, InetAddress from, PeerListener neighbourhood) {
        neighbourhood.heard(announcement, from);
        neighbours.heard(announcement, from, neighbourhood);
    }
}
