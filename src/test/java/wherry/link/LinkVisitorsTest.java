package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import wherry.testing.Await;
import wherry.testing.TestFiles;
import wherry.transfer.TransferState;

/** Who is let in, who is told apart, and who is sent away. */
class LinkVisitorsTest extends LinkTest {
    private static final String IPHONE = "User-Agent: Mozilla/5.0 (iPhone) Safari/1";
    private static final String OTHER = "Cookie: wherry=BBBBBBBBBBBBBBBBBBBBBB";

    private static List<Visitor> visitors(OpenLink open) {
        return open.events.stream()
                .filter(LinkEvent.VisitorsChanged.class::isInstance)
                .map(event -> ((LinkEvent.VisitorsChanged) event).visitors())
                .reduce(List.of(), (before, now) -> now);
    }

    @Test
    void eachBrowserIsOneVisitor() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            RawLink.Reply first = RawLink.get(open.link, "", IPHONE);
            String cookie = "Cookie: " + first.header("Set-Cookie").split(";", 2)[0];
            RawLink.get(open.link, "list", IPHONE, cookie);
            RawLink.get(open.link, "", IPHONE, cookie);
            assertThat(visitors(open)).hasSize(1);

            RawLink.get(open.link, "", IPHONE, OTHER);
            assertThat(visitors(open)).hasSize(2);
            assertThat(first.header("Set-Cookie")).contains("HttpOnly").contains("Path=/" + OpenLink.TOKEN + "/");
        }
    }

    @Test
    void whoIsSentAwayCannotComeBackWithAnotherCookieAndOthersStay() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            RawLink.get(open.link, "", IPHONE, COOKIE);
            RawLink.get(open.link, "", "User-Agent: Mozilla/5.0 (Android; Mobile) Firefox/1", OTHER);

            open.link.sendAway(RawLink.VISITOR);

            assertThat(RawLink.get(open.link, "", IPHONE, COOKIE).status()).isEqualTo(403);
            assertThat(RawLink.get(open.link, "", IPHONE, "Cookie: wherry=CCCCCCCCCCCCCCCCCCCCCC")
                            .status())
                    .isEqualTo(403);
            assertThat(RawLink.get(open.link, "", IPHONE).status()).isEqualTo(403);
            assertThat(RawLink.get(open.link, "events", IPHONE, COOKIE).status())
                    .isEqualTo(403);
            assertThat(RawLink.get(open.link, "", OTHER).status()).isEqualTo(200);
            assertThat(visitors(open)).filteredOn(Visitor::sentAway).isNotEmpty();
        }
    }

    @Test
    void whatIsUnderWayWithWhoIsSentAwayEnds() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 20_000_000);
        byte[] all = new byte[1_000];
        // Long enough that it is not their silence that ends them.
        LinkBounds patient = new LinkBounds(128, 16, Duration.ofSeconds(10), Duration.ofMinutes(10));
        LinkPlan plan = OpenLink.plan(Optional.empty(), Duration.ofMinutes(10));
        try (OpenLink open = new OpenLink(plan, patient, handler, file);
                RawLink taking = new RawLink(open.link.port());
                RawLink leaving = new RawLink(open.link.port())) {
            taking.send(RawLink.head(open.link, "GET", open.pathOf("a.bin"), 0, COOKIE), new byte[0]);
            Await.until("it is taken", () -> handler.recorders().size() == 1);
            String where = open.offer("b.bin", all.length);
            leaving.send(
                    RawLink.head(open.link, "POST", where + "?at=0&crc=00000000", 1_000, "X-Wherry: 1", COOKIE),
                    new byte[300]);
            Await.until(
                    "it is left", () -> handler.recorders().get(1).snapshot().bytesDone() > 0);

            open.link.sendAway(RawLink.VISITOR);

            assertThat(handler.awaitEnded(2)).allMatch(each -> each.state() == TransferState.CANCELLED);
            assertThat(leaving.isBrokenOff()).isTrue();
            assertThat(taking.reply("GET").orElseThrow().body()).hasSizeLessThan(20_000_000);
            Await.until(
                    "nothing is left",
                    () -> TestFiles.names(scratch.resolve("in")).isEmpty());
        }
    }

    private static RawLink.Reply attempt(OpenLink open, String pin, String cookie) throws Exception {
        return RawLink.request(open.link, "POST", "pin", ("pin=" + pin).getBytes(StandardCharsets.UTF_8), cookie)
                .orElseThrow();
    }

    @Test
    void threeWrongPinsAreAllWhateverCookiesComeWithThem() throws Exception {
        LinkPlan plan = OpenLink.plan(Optional.of("2468"), Duration.ofMinutes(10));
        try (OpenLink open = new OpenLink(plan, handler)) {
            assertThat(attempt(open, "1111", COOKIE).status()).isEqualTo(403);
            assertThat(attempt(open, "2222", OTHER).status()).isEqualTo(403);
            RawLink.Reply third = attempt(open, "3333", "Cookie: wherry=CCCCCCCCCCCCCCCCCCCCCC; wherry-pin=x");
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.header("Retry-After")).matches("10|9");
            assertThat(third.text()).contains("id=\"pin\"");

            RawLink.Reply right = attempt(open, "2468", "Cookie: wherry=DDDDDDDDDDDDDDDDDDDDDD");
            assertThat(right.status()).isEqualTo(429);
            assertThat(right.headers()).doesNotContainKey("set-cookie");
            assertThat(RawLink.get(open.link, "").status()).isEqualTo(429);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only there the loopback network has many addresses")
    void whoTriesPinsOrTokensKeepsNobodyElseOut() throws Exception {
        LinkPlan plan = OpenLink.plan(Optional.of("2468"), Duration.ofMinutes(10));
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 9});
        try (OpenLink open = new OpenLink(plan, handler)) {
            for (int i = 0; i < PinGate.TRIES; i++) {
                attempt(open, "1111", COOKIE);
            }
            for (int i = 0; i < WrongTokens.TRIES; i++) {
                RawLink.get(open.link, "/wrongtoken99/");
            }
            assertThat(RawLink.request(open.link, "GET", "", new byte[0])).isEmpty();

            try (RawLink raw = new RawLink(open.link.port(), other)) {
                byte[] right = "pin=2468".getBytes(StandardCharsets.UTF_8);
                raw.send(RawLink.head(open.link, "POST", "pin", right.length), right);
                assertThat(raw.reply("POST").orElseThrow().status()).isEqualTo(303);
            }
        }
    }

    @Test
    void withoutThePinThereIsNothingButTheFormAndItIsInNoAddress() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 1_000);
        LinkPlan plan = OpenLink.plan(Optional.of("2468"), Duration.ofMinutes(10));
        byte[] offer = ("{\"files\":[" + OpenLink.file("a", 1) + "]}").getBytes(StandardCharsets.UTF_8);
        try (OpenLink open = new OpenLink(plan, handler, file)) {
            String id = open.link.files().files().get(0).id();
            for (String path : List.of("list", "f/" + id + "/a.bin", "zip/x.zip", "events", "piece/x/0")) {
                assertThat(RawLink.get(open.link, path, COOKIE).status()).isEqualTo(403);
            }
            for (String path : List.of("offer", "text", "cancel/x", "piece/x/0?at=0")) {
                assertThat(RawLink.post(open.link, path, offer).status()).isEqualTo(403);
            }
            assertThat(RawLink.get(open.link, "?pin=2468", COOKIE).text()).doesNotContain("id=\"files\"");
            assertThat(handler.offers()).isEmpty();

            RawLink.Reply right = attempt(open, "2468", COOKIE);
            assertThat(right.header("Location")).isEqualTo("./");
            String pass = right.header("Set-Cookie").split(";", 2)[0];
            assertThat(pass).doesNotContain("2468");
            RawLink.Reply page = RawLink.get(open.link, "", COOKIE + "; " + pass);
            assertThat(page.text()).contains("a.bin").doesNotContain(pass.split("=", 2)[1]);
        }
    }
}
