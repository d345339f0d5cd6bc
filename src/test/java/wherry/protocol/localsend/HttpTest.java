package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;
import wherry.testing.KeptLog;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.TransferState;

/** Where our server is stricter than its codec, and how long it waits for whom. */
class HttpTest extends ServingTest {
    private static final String INFO = "GET /api/localsend/v2/info HTTP/1.1\r\n";
    private static final String REGISTER = "POST /api/localsend/v2/register HTTP/1.1\r\nHost: 127.0.0.1\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                REGISTER + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
                REGISTER + "Content-Length: +2\r\n\r\n{}",
                REGISTER + "Content-Length: -0\r\n\r\n",
                REGISTER + "Content-Length: 0x2\r\n\r\n{}",
                REGISTER + "Content-Length: 2, 2\r\n\r\n{}",
                REGISTER + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
                REGISTER + "Content-Length: 99999999999999999999\r\n\r\n{}",
                REGISTER + "Content-Length:\r\n\r\n{}",
                REGISTER + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                REGISTER + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                REGISTER + "Transfer-Encoding: identity\r\n\r\n",
                "POST /api/localsend/v2/register HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                INFO + "Host: 127.0.0.1\n\r\n\r\n",
                "GET /api/localsend/v2/info HTTP/1.1\nHost: 127.0.0.1\r\n\r\n",
                INFO + "Host: 127.0.0.1\r\nA: b\r\n c\r\n\r\n",
                INFO + "Host: 127.0.0.1\r\nA: b\r\n\tc\r\n\r\n",
                INFO + "Host: 127.0.0.1\r\nA: b\u0000c\r\n\r\n",
                INFO + "Host: 127.0.0.1\r\nA: b\rc\r\n\r\n",
                INFO + "Host: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n",
                INFO + "\r\n",
                INFO + "Host: 127.0.0.1\r\nA b: c\r\n\r\n",
                INFO + "Host: 127.0.0.1\r\nA : c\r\n\r\n",
                INFO + "Host: 127.0.0.1\r\n: c\r\n\r\n",
                INFO + "Host: 127.0.0.1\r\nno colon\r\n\r\n",
                "GET  HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET /api/localsend/v2/info HTTP/-1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /api/localsend/v2/info HTTP/1.-1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /api/localsend/v2/info HTTP/99999999999.1\r\nHost: 127.0.0.1\r\n\r\n",
            })
    void anAmbiguousHeadIsRefusedAndTheConnectionClosed(String head) throws IOException {
        int port = open(accepting());

        try (KeptLog log = KeptLog.from(Level.INFO);
                RawHttp peer = RawHttp.plain(port)) {
            peer.send(head);
            assertThat(peer.read().status()).isEqualTo(400);
            assertThat(peer.isClosedByServer()).isTrue();
            assertThat(log.entries()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2\n{}\r\n0\r\n\r\n",
                "2\r\n{}\n0\r\n\r\n",
                "2\r\n{}\r\n0\n\r\n",
                "2\r\n{}\r\n0\r\n\n",
                "2\r\n{}0\r\n\r\n",
                "2\r\n{}x\r\n0\r\n\r\n",
                "+2\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                " 2\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n",
                "ffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\nA: b\n\r\n"
            })
    void ambiguousChunksAreRefusedAndTheConnectionClosed(String chunks) throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.plain(port)) {
            peer.send(REGISTER + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
            assertThat(peer.read().status()).isEqualTo(400);
            assertThat(peer.isClosedByServer()).isTrue();
        }
    }

    @Test
    void wellFormedChunksAreTakenAndTheConnectionGoesOn() throws IOException {
        int port = open(accepting());
        String device = device(theirs.orElseThrow().fingerprint()).toString();
        String size = "00" + Integer.toHexString(device.length() - 1).toUpperCase(Locale.ROOT);

        try (RawHttp peer = RawHttp.plain(port)) {
            for (int i = 0; i < 2; i++) {
                peer.send(REGISTER + "Transfer-Encoding: chunked\r\n\r\n1;a=b\r\n" + device.charAt(0) + "\r\n" + size
                        + " \r\n" + device.substring(1) + "\r\n0\r\nA: b\r\n\r\n");
                assertThat(peer.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aFileWhoseChunksAreNoneIsRefusedWithoutANoteInTheLog() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);

        try (KeptLog log = KeptLog.from(Level.INFO);
                RawHttp peer = RawHttp.plain(port)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "a", 4)));
            peer.send(
                    "POST " + upload(accepted, "a")
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\n2\r\nre\r\n0\r\n\r\n");
            assertThat(peer.read().status()).isEqualTo(400);
            assertThat(log.entries()).isEmpty();
        }
        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.FAILED);
        assertThat(TestFiles.names(inbox)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"alias\":", "{]", "[]", "null", "\"x\"", "{\"port\":\"x\"}", "{\"port\":{}}", "{} {}"
            })
    void aDeviceThatIsNoneIsRefusedWithoutANoteInTheLog(String body) throws IOException {
        int port = open(accepting());

        try (KeptLog log = KeptLog.from(Level.INFO);
                RawHttp peer = RawHttp.plain(port)) {
            assertThat(peer.post(V2 + "register", body).status()).isEqualTo(400);
            assertThat(log.entries()).isEmpty();
        }
    }

    /** A page can send what it is told of here; it cannot keep its browser from saying that it is one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1\r\nOrigin: http://pages.example\r\n",
                "Host: 127.0.0.1\r\nOrigin: null\r\n",
                "Host: 127.0.0.1\r\norigin: http://127.0.0.1\r\n",
                "Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site\r\n",
                "Host: 127.0.0.1\r\nSec-Fetch-Site: none\r\n",
                "Host: pages.example\r\n",
                "Host: pages.example:53317\r\n",
                "Host: 127.0.0.1.pages.example:53317\r\n",
                "Host: 1.2.3\r\n",
                "Host: [::1].pages.example\r\n",
                "Host: localhost.pages.example\r\n",
                "Host: \r\n"
            })
    void aWebPagesRequestIsRefusedBeforeItsBodyIsRead(String marks) throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        String offer = offer(file("a", "a", 4));

        for (String line : List.of("GET " + V2 + "info", "POST " + V2 + "prepare-upload", "OPTIONS " + V2 + "upload")) {
            try (RawHttp peer = RawHttp.tls(port, theirs)) {
                // The body stays away: there is an answer all the same.
                peer.send(line + " HTTP/1.1\r\n" + marks + "Content-Length: " + offer.length() + "\r\n\r\n");
                assertThat(peer.read().status()).isEqualTo(403);
                peer.send(offer);
                peer.socket().close();
            }
        }
        assertThat(reception.offers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.1.31:53317",
                "10.0.0.1",
                "[fe80::1%eth0]:53317",
                "[2001:db8::1]",
                "fe80::1:53317",
                "localhost:53317",
                "LOCALHOST"
            })
    void requestsForAnAddressOrForThisComputerAreAnswered(String host) throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.plain(port)) {
            peer.send(INFO + "Host: " + host + "\r\n\r\n");
            assertThat(peer.read().status()).isEqualTo(200);
        }
    }

    @Test
    void requestsForThisComputersOwnNameAreAnswered() throws IOException {
        int port = open(accepting());
        String name = InetAddress.getLocalHost().getHostName();

        for (String host : List.of(name, name + ":53317", name.replaceFirst("[.].*", "") + ".local:53317")) {
            try (RawHttp peer = RawHttp.plain(port)) {
                peer.send(INFO + "Host: " + host + "\r\n\r\n");
                assertThat(peer.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aLargeHeadIsRefused() throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.plain(port)) {
            peer.send(INFO + "Host: 127.0.0.1\r\n");
            for (int i = 0; i < 20; i++) {
                peer.send("X-" + i + ": " + "x".repeat(1000) + "\r\n");
            }
            peer.send("\r\n");
            assertThat(peer.read().status()).isIn(400, 431);
        }
    }

    @Test
    void anUnknownExpectationIsRefusedAndTheKnownOneMet() throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            String device = device(theirs.orElseThrow().fingerprint()).toString();
            peer.send(REGISTER + "Expect: 100-continue\r\nContent-Length: " + device.length() + "\r\n\r\n");
            assertThat(peer.read().status()).isEqualTo(100);
            peer.send(device);
            assertThat(peer.read().status()).isEqualTo(200);
            peer.send(REGISTER + "Expect: more\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(peer.read().status()).isEqualTo(417);
        }
    }

    @Test
    void aConnectionIsKeptForMoreRequestsEvenIfTheyCameAtOnce() throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            peer.send((INFO + "Host: 127.0.0.1\r\n\r\n").repeat(3));
            for (int i = 0; i < 3; i++) {
                assertThat(peer.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void http10IsAnsweredAndClosed() throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.plain(port)) {
            peer.send("GET /api/localsend/v1/info HTTP/1.0\r\n\r\n");
            assertThat(peer.read().status()).isEqualTo(200);
            assertThat(peer.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                INFO,
                INFO + "Host: 127.0.0.1\r\nA: ",
                "\u0016\u0003\u0001",
                "\u0016\u0003\u0001\u0002\u0000"
            })
    void whoDoesNotFinishItsHeadInTimeIsCut(String begun) throws IOException {
        int port = open(accepting(), SHORT, SessionTimes.DEFAULT);

        try (RawHttp peer = RawHttp.plain(port)) {
            peer.send(begun);
            assertThat(peer.isClosedByServer()).isTrue();
        }
    }

    @Test
    void whoDribblesItsHeadIsCutAllTheSame() throws Exception {
        int port = open(accepting(), SHORT, SessionTimes.DEFAULT);

        try (RawHttp peer = RawHttp.plain(port)) {
            peer.send(INFO);
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            boolean cut = false;
            while (!cut && System.nanoTime() < deadline) {
                try {
                    peer.send("X");
                    Thread.sleep(50);
                } catch (IOException closed) {
                    cut = true;
                }
            }
            assertThat(cut).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "prepare-upload"})
    void whoDribblesAShortBodyIsCutAllTheSame(String route) throws Exception {
        int port = open(accepting(), SHORT, SessionTimes.DEFAULT);

        try (RawHttp peer = RawHttp.plain(port)) {
            peer.begin(V2 + route, 10_000);
            Await.until("it is cut", () -> {
                try {
                    peer.send(" ");
                    return false;
                } catch (IOException closed) {
                    return true;
                }
            });
        }
    }

    /** Longer than what is short may take, and none of its pauses is as long as one may be. */
    @Test
    void aLongListThatComesFastMayTakeLonger() throws Exception {
        int port = open(accepting(), SHORT, SessionTimes.DEFAULT);
        String spaces = " ".repeat(64 << 10);
        JsonObject[] files = IntStream.range(0, 3_000)
                .mapToObj(i -> file("f" + i, "f" + i, 1))
                .toArray(JsonObject[]::new);
        byte[] offer = offer(files).replace(",", "," + " ".repeat(200)).getBytes(StandardCharsets.UTF_8);
        assertThat(offer.length).isGreaterThan(2 << 20);

        try (RawHttp peer = RawHttp.plain(port)) {
            peer.begin(V2 + "prepare-upload", offer.length + spaces.length());
            int half = offer.length - 100;
            peer.send(Arrays.copyOf(offer, half));
            long begun = System.nanoTime();
            Await.until(
                    "it has taken longer than a short one may",
                    () -> System.nanoTime() - begun
                            > SHORT.header().plusMillis(500).toNanos() / 2);
            peer.send(" ");
            Await.until(
                    "it has taken longer than a short one may",
                    () -> System.nanoTime() - begun
                            > SHORT.header().plusMillis(500).toNanos());
            peer.send(Arrays.copyOfRange(offer, half, offer.length));
            peer.send(spaces.substring(1));
            assertThat(peer.read().status()).isEqualTo(200);
        }
    }

    @Test
    void whoseRequestIsStillBeingReadGivesWayToWhoIsNew() throws IOException {
        int port = open(accepting(), TransferLimits.DEFAULT, SessionTimes.DEFAULT, new Bounds(8, 8, 64, 16));
        List<RawHttp> reading = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                RawHttp peer = RawHttp.plain(port);
                reading.add(peer);
                assertThat(peer.announce(V2 + "register", 100).status()).isEqualTo(100);
            }
            try (RawHttp peer = RawHttp.plain(port)) {
                assertThat(peer.get(V2 + "info").status()).isEqualTo(200);
            }
            assertThat(reading.get(0).isClosedByServer()).isTrue();
            reading.get(7).socket().setSoTimeout(1);
            assertThat(reading.get(7).isClosedByServer()).isFalse();
        } finally {
            for (RawHttp peer : reading) {
                peer.close();
            }
        }
    }

    @Test
    void whoseOfferIsBeforeAPersonOrAcceptedDoesNotGiveWay() throws IOException {
        RecordingReceiveHandler reception = new RecordingReceiveHandler(
                inbox,
                offer -> offer.files().get(0).name().equals("wanted")
                        ? CompletableFuture.completedFuture(Answer.Accept.all(offer))
                        : new CompletableFuture<>());
        int port = open(reception, TransferLimits.DEFAULT, SessionTimes.DEFAULT, new Bounds(2, 2, 64, 16));
        try (RawHttp uploading = RawHttp.plain(port);
                RawHttp asking = RawHttp.plain(port)) {
            RawHttp.Response accepted = uploading.post(V2 + "prepare-upload", offer(file("a", "wanted", 3 << 20)));
            uploading.begin(upload(accepted, "a"), 3 << 20);
            uploading.send(new byte[2 << 20]);
            Await.until(
                    "it has come", () -> reception.recorders().get(0).snapshot().bytesDone() > 0);
            byte[] offer = offer(file("b", "asked", 1)).getBytes(StandardCharsets.UTF_8);
            asking.begin(V2 + "prepare-upload", offer.length);
            asking.send(offer);
            Await.until("it is asked", () -> reception.offers().size() == 2);

            try (RawHttp late = RawHttp.plain(port)) {
                assertThat(late.isClosedByServer()).isTrue();
            }

            uploading.send(new byte[1 << 20]);
            assertThat(uploading.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aRefusalReachesASenderThatIsStillSending() throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            // More than the buffers of both ends take, and what a busy computer sends in the 10 s for it.
            byte[] piece = new byte[1 << 20];
            peer.begin(V2 + "upload?sessionId=x&fileId=y&token=z", 16L << 20);
            for (int i = 0; i < 16; i++) {
                peer.send(piece);
            }
            assertThat(peer.read().status()).isEqualTo(403);
        }
    }

    @Test
    void oneAddressGetsNoMoreThanItsShareAndItsSilentOnesGiveWay() throws IOException {
        int port = open(accepting());
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 2_000; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            try (RawHttp peer = RawHttp.tls(port, theirs)) {
                RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "a", 4)));
                assertThat(peer.post(upload(accepted, "a"), "here").status()).isEqualTo(200);
            }
            long open = 0;
            for (Socket socket : silent) {
                socket.setSoTimeout(1);
                open += isOpen(socket) ? 1 : 0;
            }
            assertThat(open).isLessThanOrEqualTo(Bounds.DEFAULT.connectionsPerAddress());
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void tls12IsSpokenToo() throws Exception {
        int port = open(accepting());

        try (javax.net.ssl.SSLSocket socket = (javax.net.ssl.SSLSocket)
                TestTls.context(theirs).getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        }
    }

    @Test
    void tls13WithAesIsPreferred() throws Exception {
        int port = open(accepting());

        try (javax.net.ssl.SSLSocket socket = (javax.net.ssl.SSLSocket)
                TestTls.context(Optional.empty()).getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(socket.getSession().getCipherSuite()).startsWith("TLS_AES_");
            assertThat(TestTls.peer(socket)).contains(ours.fingerprint());
        }
    }

    @Test
    void anExpiredCertificateIsNotTaken() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        Identity expired = Identity.make(Instant.now().minus(Duration.ofDays(4000)));

        try (RawHttp peer = RawHttp.tls(port, Optional.of(expired))) {
            peer.send(INFO + "Host: 127.0.0.1\r\n\r\n");
            assertThat(peer.isClosedByServer()).isTrue();
        } catch (IOException refusedInTheHandshake) {
            assertThat(reception.offers()).isEmpty();
        }
    }

    /** Whatever comes, the next honest request is answered. */
    @Test
    void randomHeadsNeverUpsetTheServer() throws IOException {
        int port = open(accepting(), SHORT, SessionTimes.DEFAULT);
        Random random = new Random(7);
        byte[] good = (REGISTER + "Content-Length: 2\r\nA: b\r\n\r\n{}").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 200; i++) {
            byte[] bad = good.clone();
            for (int changes = random.nextInt(3) + 1; changes > 0; changes--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try (RawHttp peer = RawHttp.plain(port)) {
                peer.send(bad);
                peer.socket().shutdownOutput();
                peer.isClosedByServer();
            }
        }
        try (RawHttp peer = RawHttp.plain(port)) {
            assertThat(peer.get("/api/localsend/v2/info").status()).isEqualTo(200);
        }
    }

    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException waiting) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }
}
