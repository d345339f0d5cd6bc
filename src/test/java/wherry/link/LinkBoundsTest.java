package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Answer;

/** What strangers, and visitors who mean harm, can take of a link. */
@Timeout(120)
class LinkBoundsTest extends LinkTest {
    /** Many more than there may be. The whole promise is held with 10 000, which takes some seconds. */
    private static final int SILENT = Integer.getInteger("wherry.test.silent", 500);

    private static final LinkBounds HASTY = new LinkBounds(128, 16, Duration.ofMillis(400), Duration.ofMillis(400));

    private final List<RawLink> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (RawLink each : open) {
            each.close();
        }
    }

    private static InetAddress address(int number) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, (byte) (number / 250 + 1), (byte) (number % 250 + 1)});
    }

    private RawLink connect(OpenLink to, int address) throws IOException {
        RawLink raw = new RawLink(to.link.port(), address(address));
        open.add(raw);
        return raw;
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only there the loopback network has many addresses")
    void silentConnectionsKeepNobodyOut() throws Exception {
        try (OpenLink link = new OpenLink(handler)) {
            for (int i = 0; i < SILENT; i++) {
                connect(link, i % 250);
                if (i % 100 == 0) {
                    assertThat(RawLink.get(link.link, "").status()).isEqualTo(200);
                }
            }
            assertThat(RawLink.get(link.link, "").status()).isEqualTo(200);
            assertThat(open.get(0).isBrokenOff()).isTrue();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only there the loopback network has many addresses")
    void ofOneAddressThereAreSixteenAndOfAllTogether128() throws Exception {
        String files = IntStream.rangeClosed(0, 128)
                .mapToObj(i -> OpenLink.file("f" + i, 10))
                .collect(Collectors.joining(","));
        try (OpenLink link = new OpenLink(handler)) {
            String where = link.offerOf(files);
            for (int i = 0; i < 128; i++) {
                assertThat(beginPiece(link, where, i, i / 16).isLetGoOn()).isTrue();
                if (i == 15) {
                    assertThat(beginPiece(link, where, 16, 0).isBrokenOff()).isTrue();
                }
            }

            assertThat(connect(link, 100).isBrokenOff()).isTrue();
            open.get(0).close();
            Await.until(
                    "there is room again",
                    () -> beginPiece(link, where, 128, 100).isLetGoOn());
        }
    }

    /** So far that it is let go on: it is being served, and does not give way any more. */
    private RawLink beginPiece(OpenLink link, String where, int file, int address) throws IOException {
        RawLink raw = connect(link, address);
        String head = RawLink.head(
                link.link,
                "POST",
                where + "/" + file + "?at=0&crc=00000000",
                10,
                "X-Wherry: 1",
                "Expect: 100-continue",
                COOKIE);
        try {
            raw.send(head, new byte[0]);
        } catch (SocketException refused) {
            // To be seen by whoever reads from it.
            return raw;
        }
        return raw;
    }

    @Test
    void aPieceThatStopsEndsAndWhatCameOfItIsThere() throws Exception {
        byte[] all = new byte[1_000];
        try (OpenLink link = new OpenLink(OpenLink.plan(Optional.empty(), Duration.ofMinutes(1)), HASTY, handler);
                RawLink slow = new RawLink(link.link.port())) {
            String where = link.offer("a.bin", all.length);
            String head = RawLink.head(
                    link.link, "POST", where + "?at=0&crc=" + OpenLink.crc(all), all.length, "X-Wherry: 1", COOKIE);
            slow.send(head, new byte[300]);

            assertThat(slow.isBrokenOff()).isTrue();
            assertThat(link.piece(where, all, 300, all.length).text()).contains("\"state\":\"done\"");
        }
    }

    @Test
    void whatDripsHasAnEnd() throws Exception {
        try (OpenLink link = new OpenLink(OpenLink.plan(Optional.empty(), Duration.ofMinutes(1)), HASTY, handler)) {
            for (String path : List.of("offer", "text")) {
                try (RawLink slow = new RawLink(link.link.port())) {
                    slow.send(RawLink.head(link.link, "POST", path, 100_000, "X-Wherry: 1", COOKIE), new byte[0]);
                    Await.until("it was broken off", () -> isBrokenOffDripping(slow));
                }
            }
            try (RawLink slow = new RawLink(link.link.port())) {
                Await.until("a head that drips, too", () -> isBrokenOffDripping(slow));
            }
            try (RawLink slow = new RawLink(link.link.port())) {
                slow.send("GET /" + OpenLink.TOKEN + "/ HTTP/1.1\r\nX: ", new byte[0]);
                Await.until("one that has begun, too", () -> isBrokenOffDripping(slow));
            }
            try (RawLink slow = new RawLink(link.link.port())) {
                String whole = "GET /" + OpenLink.TOKEN + "/list HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
                slow.send(whole + "GET / HTTP/1.1\r\nX: ", new byte[0]);
                assertThat(slow.reply("GET").orElseThrow().status()).isEqualTo(200);
                Await.until("and the next on the same connection", () -> isBrokenOffDripping(slow));
            }
            assertThat(RawLink.get(link.link, "").status()).isEqualTo(200);
        }
    }

    private static boolean isBrokenOffDripping(RawLink raw) {
        try {
            raw.send(" ", new byte[0]);
            return false;
        } catch (IOException brokenOff) {
            return true;
        }
    }

    @Test
    void theUsualBoundsAreThose() {
        assertThat(LinkBounds.USUAL).isEqualTo(new LinkBounds(128, 16, Duration.ofSeconds(10), Duration.ofSeconds(30)));
    }

    @Test
    void whatCouldBeReadInTwoWaysIsRefused() throws Exception {
        try (OpenLink link = new OpenLink(handler)) {
            String where = link.offer("a.bin", 3);
            assertThat(RawLink.post(link.link, where + "?at=0&crc=00000000", new byte[3], "Transfer-Encoding: chunked")
                            .status())
                    .isEqualTo(400);
            assertThat(RawLink.post(link.link, where + "?at=0&crc=00000000", new byte[3], "Content-Length: 2")
                            .status())
                    .isEqualTo(400);
            byte[] chunks = "3\r\nabc\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            String other = link.offer("b.bin", chunks.length);
            assertThat(RawLink.post(link.link, other + "?at=0&crc=00000000", chunks, "Transfer-Encoding: chunked")
                            .status())
                    .isEqualTo(400);
            assertThat(RawLink.get(link.link, "", COOKIE, "Host: 127.0.0.1", "Host: localhost")
                            .status())
                    .isEqualTo(400);
            assertThat(RawLink.get(link.link, "", "X: " + "x".repeat((16 << 10) + 1))
                            .status())
                    .isEqualTo(431);
            assertThat(RawLink.get(link.link, "", "X: " + "x".repeat(15 << 10)).status())
                    .isEqualTo(200);
            assertThat(handler.recorders().get(0).snapshot().bytesDone()).isZero();
        }
    }

    @Test
    void moreFilesThanThereMayBeAreRefusedAndSoIsWhatIsNoList() throws Exception {
        try (OpenLink link = new OpenLink(handler)) {
            String file = "{\"name\":\"a\",\"size\":0}";
            String more = String.join(",", Collections.nCopies(100_001, file));
            assertThat(offer(link, "{\"files\":[" + more + "]}").status()).isEqualTo(413);
            assertThat(offer(link, "{\"files\":[]}").status()).isEqualTo(400);
            assertThat(offer(link, "[".repeat(5_000)).status()).isEqualTo(400);
            assertThat(offer(link, "{\"files\":[" + file + "]").status()).isEqualTo(400);
            assertThat(handler.offers()).isEmpty();
            String most = more.substring(file.length() + 1);
            assertThat(offer(link, "{\"files\":[" + most + "]}").status()).isEqualTo(200);
            assertThat(handler.offers().get(0).files()).hasSize(100_000);
        }
    }

    @Test
    void namesTakeOnlySoMuchMemoryHoweverManyOffersThereAre() throws Exception {
        CompletableFuture<Answer> never = new CompletableFuture<>();
        RecordingReceiveHandler asking = new RecordingReceiveHandler(scratch.resolve("in"), offer -> never);
        try (OpenLink link = new OpenLink(asking)) {
            String file = "{\"name\":\"" + "n".repeat(4_000) + "\",\"size\":0}";
            String many = String.join(",", Collections.nCopies(4_000, file));
            assertThat(offer(link, "{\"files\":[" + many + "]}").status()).isEqualTo(200);
            assertThat(offer(link, "{\"files\":[" + many + "]}").status()).isEqualTo(200);
            assertThat(offer(link, "{\"files\":[" + many + "]}").status()).isEqualTo(429);
            assertThat(offer(link, "{\"files\":[" + many + "," + many + "," + many + "," + many + "]}")
                            .status())
                    .isEqualTo(413);
            assertThat(asking.offers()).hasSize(2);
        }
    }

    private static RawLink.Reply offer(OpenLink link, String json) throws IOException {
        return RawLink.post(link.link, "offer", json.getBytes(StandardCharsets.UTF_8));
    }
}
