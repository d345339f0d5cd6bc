package wherry.protocol.localsend.discovery;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.discovery.Announcement;
import wherry.protocol.Reach;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.ReachAnswer;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.Endpoint;
import wherry.transfer.Watchdog;

/** Asks a peer who it is, and whether it hears and reaches us; keeps nothing in mind. Each question ends within 4 s. */
public final class PeerQuestions {
    private static final System.Logger LOG = System.getLogger(PeerQuestions.class.getName());
    private static final Duration PATIENCE = Duration.ofMillis(2_500);
    /** However slowly it answers. */
    private static final Duration IN_ALL = Duration.ofSeconds(4);

    private static final TransferLimits LIMITS =
            new TransferLimits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, 1);

    private final Tls tls;
    private final Watchdog watchdog;
    private final IntFunction<Device> self;

    /** @param self how we present ourselves when we serve at that port */
    public PeerQuestions(Tls tls, Watchdog watchdog, IntFunction<Device> self) {
        this.tls = tls;
        this.watchdog = watchdog;
        this.self = self;
    }

    /** Whoever is there, ourselves included; empty when nobody is who speaks this protocol. */
    public Optional<Announcement> identify(InetSocketAddress at) {
        return ask(new Endpoint(Spec.NAME, at), connection -> {
            Optional<Device> device = info(connection);
            Optional<Announcement> credible = device.flatMap(found -> Probe.announcement(found, connection, ""));
            return credible.map(found -> found.withAlso(device.get().extension().also()));
        });
    }

    /** What a peer says about us; empty when it says nothing, or does not know the question. */
    public Optional<Reach> reach(Endpoint peer, int ownPort) {
        byte[] json = self.apply(ownPort).toJson().getBytes(StandardCharsets.UTF_8);
        return ask(peer, connection -> {
            boolean knows = connection.security().proven().isPresent()
                    && info(connection)
                            .filter(device -> device.extension().features().contains(Extension.REACH))
                            .isPresent();
            if (!knows || !connection.reusable()) {
                return Optional.empty();
            }
            PeerConnection.Reply reply = connection.postJson(Spec.REACH, json, Timeout.of(PATIENCE));
            return reply.status() == HttpStatus.SC_OK
                    ? Optional.of(ReachAnswer.read(reply.body()))
                    : Optional.of(Reach.NOT_NOW);
        });
    }

    /** What is asked over one connection. */
    @FunctionalInterface
    private interface Question<T> {
        Optional<T> over(PeerConnection connection) throws IOException;
    }

    private <T> Optional<T> ask(Endpoint peer, Question<T> question) {
        try (PeerConnection connection = new PeerConnection(peer, tls, LIMITS, watchdog);
                Watchdog.Watch deadline = watchdog.watch(IN_ALL, connection)) {
            connection.open();
            Optional<T> answer = question.over(connection);
            LOG.log(Level.TRACE, "Answered in time: {0}", !deadline.expired());
            return answer;
        } catch (IOException nothing) {
            LOG.log(Level.DEBUG, "Asking " + peer, nothing);
            return Optional.empty();
        }
    }

    private static Optional<Device> info(PeerConnection connection) throws IOException {
        PeerConnection.Reply reply = connection.get(Spec.INFO, Timeout.of(PATIENCE));
        return reply.status() == HttpStatus.SC_OK ? Optional.of(Device.read(reply.body())) : Optional.empty();
    }
}
