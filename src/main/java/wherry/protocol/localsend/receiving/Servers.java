package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import wherry.protocol.ProtocolServer;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.ConnectionResources;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.OwnDevice;
import wherry.protocol.localsend.message.Spec;

/** Opens our servers, and knows what those that are open tell of us. Safe for use by many threads. */
public final class Servers {
    /** Nobody takes this computer's memory for long by having files accepted and going away. */
    private static final int PART_FOR_LOST = 8;

    private final OwnDevice own;
    private final ConnectionResources resources;
    private final SessionTimes times;
    private final Bounds bounds;
    private final Routes.Callers callers;
    private final CancelRoute.Stopping outgoing;
    private final ResumableSessions continuations;
    private final OfferMemory memory;
    private final Map<LocalSendServer, ReceiveHandler> open = new ConcurrentHashMap<>();
    private final Map<LocalSendServer, Sessions> sessionsOf = new ConcurrentHashMap<>();

    /**
     * Opens nothing yet.
     *
     * @param callers is told who made itself known by calling
     * @param outgoing is told when a receiver stops what we send
     */
    public Servers(
            OwnDevice own,
            ConnectionResources resources,
            SessionTimes times,
            Bounds bounds,
            AcceptedOfferStore acceptances,
            Routes.Callers callers,
            CancelRoute.Stopping outgoing) {
        this.own = own;
        this.resources = resources;
        this.times = times;
        this.bounds = bounds;
        this.callers = callers;
        this.outgoing = outgoing;
        this.continuations = new ResumableSessions(acceptances, resources.watchdog(), bounds.memory() / PART_FOR_LOST);
        this.memory = new OfferMemory(bounds.memory(), this::makeRoom);
    }

    /**
     * It is listening when this returns. It keeps the limits that are set now.
     *
     * @param peers answers who else is there
     */
    public ProtocolServer open(InetSocketAddress at, ReceiveHandler reception, PeerExchangeRoute peers)
            throws IOException {
        TransferLimits now = resources.limits();
        Bounds crowd = bounds.withConnectionsAtMost(now.connections());
        Sessions sessions = new Sessions(crowd);
        LocalSendServer server =
                LocalSendServer.open(at, resources.tls(), now, resources.watchdog(), sessions, crowd, this::closed);
        open.put(server, reception);
        sessionsOf.put(server, sessions);
        Routes routes = routes(server, reception, sessions, now);
        server.serve(exchange -> {
            if (peers.isFor(exchange)) {
                peers.handle(exchange);
            } else {
                routes.handle(exchange);
            }
        });
        return server;
    }

    private void closed(LocalSendServer server) {
        open.remove(server);
        sessionsOf.remove(server);
    }

    /** Of the memory for offers: whoever only waits for its sender goes first. */
    private boolean makeRoom() {
        return continuations.giveUpOldest() || sessionsOf.values().stream().anyMatch(Sessions::endStalled);
    }

    private Routes routes(LocalSendServer server, ReceiveHandler reception, Sessions sessions, TransferLimits limits) {
        UploadRoute uploads = new UploadRoute(sessions, resources.buffers(), limits.idle());
        SessionStarter accepted =
                new SessionStarter(reception, sessions, continuations, times, resources.watchdog(), resources.calls());
        PinGuard pin = new PinGuard(reception::pin, reception::trusts, System::nanoTime);
        return new Routes(
                () -> device(server.port(), reception),
                reception,
                callers,
                new CancelRoute(sessions, continuations, outgoing),
                new PrepareUploadRoute(reception, pin, sessions, continuations, accepted, memory),
                uploads,
                new PrivateRoutes(
                        new ResumeRoute(uploads, resources.buffers()),
                        new CompareRoute(uploads, resources.buffers()),
                        new BatchRoute(sessions, resources.buffers()),
                        new DropRoute(uploads),
                        new ReachRoute(reception, System::nanoTime)));
    }

    /** How we present ourselves while we serve; empty while we do not. */
    public Optional<Device> visible() {
        return open.entrySet().stream()
                .findFirst()
                .map(serving -> device(serving.getKey().port(), serving.getValue()));
    }

    private Device device(int port, ReceiveHandler reception) {
        Extension ours = reception.takesUploads() ? Extension.OURS : Extension.OURS.with(Extension.ASKS);
        Extension telling = reception.tellsOfPeers() ? ours.with(Extension.PEERS) : ours;
        return own.at(port, telling.withAlso(reception.othersThan(Spec.NAME)));
    }

    /** Whether the user wants that one Wherry tells another whom it hears; not while nothing is open. */
    public boolean tellOfPeers() {
        return open.values().stream().anyMatch(ReceiveHandler::tellsOfPeers);
    }

    /** This program ends: what can be continued ends in a way that allows that. */
    public void leave() {
        continuations.leave();
    }
}
