package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wherry.protocol.Reach;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.transfer.Endpoint;
import wherry.transfer.Security;

/** What one Wherry tells another about how it is heard and reached. */
class ReachTest extends ServingTest {
    @Test
    void whoeverServesWhereItSaysIsReached() throws Exception {
        int port = open(accepting());
        try (ServerSocket own = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            RawHttp.Response answer = ask(port, theirs, asker(own.getLocalPort()));
            assertThat(answer.status()).isEqualTo(200);
            JsonObject json = JsonParser.parseString(answer.body()).getAsJsonObject();
            assertThat(json.get("connects").getAsBoolean()).isTrue();
            assertThat(json.getAsJsonArray("heard")).isEmpty();
            // Nothing is said over the connection: it only shows that it can be made.
            own.setSoTimeout(5_000);
            assertThat(own.accept().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoeverDoesNotIsNotAndIsAnsweredOnceInFiveSeconds() throws Exception {
        int port = open(accepting());
        int closed = closedPort();
        RawHttp.Response answer = ask(port, theirs, asker(closed));
        assertThat(JsonParser.parseString(answer.body())
                        .getAsJsonObject()
                        .get("connects")
                        .getAsBoolean())
                .isFalse();
        assertThat(ask(port, theirs, asker(closed)).status()).isEqualTo(429);
        Identity somebodyElse = Identity.make(java.time.Instant.now());
        JsonObject other = asker(closed);
        other.addProperty("fingerprint", somebodyElse.fingerprint());
        assertThat(ask(port, Optional.of(somebodyElse), other).status()).isEqualTo(200);
    }

    @Test
    void whoeverProvesNothingLearnsNothing() throws Exception {
        int port = open(accepting());
        try (ServerSocket own = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            own.setSoTimeout(300);
            JsonObject asker = asker(own.getLocalPort());
            assertThat(ask(port, Optional.empty(), asker).status()).isEqualTo(403);
            JsonObject liar = asker.deepCopy();
            liar.addProperty("fingerprint", "AB".repeat(32));
            assertThat(ask(port, theirs, liar).status()).isEqualTo(403);
            JsonObject app = asker.deepCopy();
            app.remove("x-wherry");
            assertThat(ask(port, theirs, app).status()).isEqualTo(403);
            JsonObject nowhere = asker.deepCopy();
            nowhere.addProperty("port", 0);
            assertThat(ask(port, theirs, nowhere).status()).isEqualTo(403);
            org.assertj.core.api.Assertions.assertThatThrownBy(own::accept)
                    .as("nobody was connected to")
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void twoWherrysAgree() throws Exception {
        int port = open(accepting());
        LocalSend asker =
                new LocalSend(theirs.orElseThrow(), () -> "Otter", SHORT, SessionTimes.DEFAULT, Bounds.DEFAULT);
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        assertThat(asker.identify(at).flatMap(found -> found.fingerprint())).hasValue(ours.fingerprint());
        Endpoint peer = new Endpoint(Spec.NAME, at, new Security.Verified(ours.fingerprint()));
        assertThat(asker.reach(peer, closedPort())).hasValue(new Reach(Set.of(), Optional.of(false)));
        assertThat(asker.reach(peer, closedPort())).hasValue(Reach.NOT_NOW);
    }

    private JsonObject asker(int port) {
        JsonObject asker = device(theirs.orElseThrow().fingerprint());
        asker.addProperty("port", port);
        return able(asker, "reach");
    }

    private static RawHttp.Response ask(int port, Optional<Identity> identity, JsonObject asker) throws IOException {
        try (RawHttp http = RawHttp.tls(port, identity)) {
            return http.post("/wherry/v1/reach", asker.toString());
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
