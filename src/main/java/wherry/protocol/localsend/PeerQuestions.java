package wherry.protocol.localsend;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.discovery.Announcement;
import wherry.protocol.Reach;
import wherry.protocol.TransferLimits;
import wherry.transfer.Endpoint;
import wherry.transfer.Watchdog;

/** Asks a peer who it is, and whether it hears and reaches us; keeps nothing in mind. Each question ends within 4 s. */
final class PeerQuestions {
    private static final System.Logger LOG = System.getLogger(PeerQuestions.class.getName());
    private static final Duration PATIENCE = Duration.ofMillis(2_500);
    /** However slowly it answers. */
    private static final Duration IN_ALL = Duration.ofSeconds(4);

    private static final long LARGEST_REPLY = 64 << 10;
    private static final int MOST_HEARD = 8;
    private static final int LONGEST_NAME = 16;
    private static final TransferLimits LIMITS =
            new TransferLimits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, 1);

    private final Tls tls;
    private final Watchdog watchdog;
    private final IntFunction<Device> self;

    /** @param self how we present ourselves when we serve at that port */
    PeerQuestions(Tls tls, Watchdog watchdog, IntFunction<Device> self) {
        this.tls = tls;
        this.watchdog = watchdog;
        this.self = self;
    }

    /** Whoever is there, ourselves included; empty when nobody is who speaks this protocol. */
    Optional<Announcement> identify(InetSocketAddress at) {
        return ask(new Endpoint(LocalSend.NAME, at), connection -> {
            Optional<Device> device = info(connection);
            Optional<Announcement> credible = device.flatMap(found -> Probe.announcement(found, connection, ""));
            return credible.map(found -> found.withAlso(device.get().extension().also()));
        });
    }

    /** What a peer says about us; empty when it says nothing, or does not know the question. */
    Optional<Reach> reach(Endpoint peer, int ownPort) {
        byte[] json = self.apply(ownPort).toJson().getBytes(StandardCharsets.UTF_8);
        return ask(peer, connection -> {
            boolean knows = connection.isVerified()
                    && info(connection)
                            .filter(device -> device.extension().features().contains(Extension.REACH))
                            .isPresent();
            if (!knows || !connection.reusable()) {
                return Optional.empty();
            }
            PeerConnection.Reply reply =
                    connection.postJson(ReachRoute.PATH, json, Timeout.of(PATIENCE), LARGEST_REPLY);
            return reply.status() == HttpStatus.SC_OK ? Optional.of(read(reply.body())) : Optional.of(Reach.NOT_NOW);
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
        PeerConnection.Reply reply = connection.get("info", Timeout.of(PATIENCE), LARGEST_REPLY);
        return reply.status() == HttpStatus.SC_OK ? Optional.of(Device.read(reply.body())) : Optional.empty();
    }

    private static Reach read(String text) throws IOException {
        Set<String> heard = new HashSet<>();
        Optional<Boolean> connects = Optional.empty();
        try (JsonReader json = Device.strict(new StringReader(text))) {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "heard" -> readNames(json, heard);
                    case "connects" -> connects = Optional.of(json.nextBoolean());
                    default -> json.skipValue();
                }
            }
            json.endObject();
            Device.requireEnd(json);
        } catch (IllegalStateException | MalformedJsonException malformed) {
            throw new IOException(malformed);
        }
        return new Reach(heard, connects);
    }

    private static void readNames(JsonReader json, Set<String> names) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            String name = json.nextString();
            if (names.size() < MOST_HEARD && name.length() <= LONGEST_NAME) {
                names.add(name);
            }
        }
        json.endArray();
    }
}
