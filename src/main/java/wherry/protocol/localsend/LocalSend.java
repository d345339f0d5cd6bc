package wherry.protocol.localsend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import wherry.discovery.Announcement;
import wherry.discovery.AnnouncementCodec;
import wherry.discovery.Hint;
import wherry.discovery.PeerListener;
import wherry.http.TlsServer;
import wherry.protocol.PinPrompt;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;
import wherry.protocol.Reach;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.discovery.PeerFinder;
import wherry.protocol.localsend.http.ConnectionResources;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.identity.IdentityStore;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.OwnDevice;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.receiving.AcceptedOfferStore;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.PeerExchangeRoute;
import wherry.protocol.localsend.receiving.Servers;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.protocol.localsend.sending.Senders;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Failure;
import wherry.transfer.Network;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.TransferRecorder;

/**
 * LocalSend, version 2 of its protocol: HTTP over TLS between self-signed certificates, as the apps on phones and
 * desktops speak it. Described in src/site/markdown/localsend.md.
 */
public final class LocalSend implements Protocol {
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
                return new Credentials(IdentityStore.open(folder, report), folder);
            } catch (IOException failure) {
                System.getLogger(LocalSend.class.getName())
                        .log(System.Logger.Level.WARNING, "Keeping the key", failure);
                report.accept(Sentences.of(
                        "localsend.identityUnkept", DisplayText.escape(folder), Failure.writing(failure, folder)));
                return new Credentials(Identity.make(Instant.now()), folder);
            }
        }
    }

    private final OwnDevice own;
    private final ConnectionResources resources;
    private final Servers servers;
    private final Senders senders;
    private final PeerFinder finder;

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
                AcceptedOfferStore.in(credentials.folder, SessionTimes.DEFAULT.comeback()));
    }

    /** One of which no session outlives this process. */
    LocalSend(Identity identity, Supplier<String> alias, TransferLimits limits, SessionTimes times, Bounds bounds) {
        this(identity, alias, limits, times, bounds, AcceptedOfferStore.none());
    }

    LocalSend(
            Identity identity,
            Supplier<String> alias,
            TransferLimits limits,
            SessionTimes times,
            Bounds bounds,
            AcceptedOfferStore acceptances) {
        this(identity, alias, () -> limits, times, bounds, acceptances);
    }

    private LocalSend(
            Identity identity,
            Supplier<String> alias,
            Supplier<TransferLimits> limits,
            SessionTimes times,
            Bounds bounds,
            AcceptedOfferStore acceptances) {
        this.own = new OwnDevice(alias, identity.fingerprint());
        this.resources = new ConnectionResources(identity, limits);
        this.senders = new Senders(resources, this::device);
        this.servers = new Servers(own, resources, times, bounds, acceptances, this::met, senders::stop);
        this.finder =
                new PeerFinder(own, resources.tls(), resources.watchdog(), servers::visible, servers::tellOfPeers);
    }

    @Override
    public Optional<String> fingerprint() {
        return Optional.of(own.fingerprint());
    }

    @Override
    public Optional<TlsServer> tls() {
        return Optional.of(resources.tls()::serveBrowser);
    }

    @Override
    public String name() {
        return Spec.NAME;
    }

    @Override
    public int defaultPort() {
        return Spec.PORT;
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
        return finder.announcements();
    }

    @Override
    public ProtocolServer open(InetSocketAddress at, ReceiveHandler reception) throws IOException {
        return servers.open(at, reception, new PeerExchangeRoute(finder::heard, reception::tellsOfPeers));
    }

    /** Only while we serve: whoever hears of us will want to find us. */
    @Override
    public void lookAgain(List<Network> networks, PeerListener neighbourhood) {
        finder.scan(networks, neighbourhood);
    }

    @Override
    public void ask(Hint hint, PeerListener neighbourhood) {
        finder.ask(hint, neighbourhood);
    }

    @Override
    public void askAnew() {
        finder.askAnew();
    }

    @Override
    public Optional<Announcement> probe(InetSocketAddress at, PeerListener neighbourhood) throws ProtocolException {
        return finder.probe(at, neighbourhood);
    }

    @Override
    public Optional<Announcement> identify(InetSocketAddress at) {
        return finder.questions().identify(at);
    }

    @Override
    public Optional<Reach> reach(Endpoint peer, int ownPort) {
        return finder.questions().reach(peer, ownPort);
    }

    @Override
    public void leave() {
        servers.leave();
    }

    @Override
    public void close() {
        finder.close();
        resources.close();
    }

    @Override
    public boolean takesTexts() {
        return true;
    }

    @Override
    public void sendText(String text, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException {
        senders.to(to, recorder, pins).send(text);
    }

    @Override
    public void send(SendRequest files, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException {
        senders.to(to, recorder, pins).send(files);
    }

    private Device device() {
        return servers.visible().orElseGet(() -> own.at(Spec.PORT, Extension.OURS));
    }

    private void met(Announcement announcement, InetAddress from, PeerListener neighbourhood) {
        finder.met(announcement, from, neighbourhood);
    }
}
