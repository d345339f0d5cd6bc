package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import wherry.testing.Await;

class LinkGuardTest extends LinkTest {
    @Test
    void withoutTheTokenNothingIsAnsweredButTheSame404() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            RawLink.Reply root = RawLink.get(open.link, "/");

            assertThat(root.status()).isEqualTo(404);
            for (String path : new String[] {"/favicon.ico", "/wrongtoken999/", "/wrongtoken999/page.js", "/a"}) {
                RawLink.Reply reply = RawLink.get(open.link, path);
                assertThat(reply.status()).isEqualTo(404);
                assertThat(reply.body()).isEqualTo(root.body());
                assertThat(reply.headers()).isEqualTo(root.headers());
            }
            assertThat(RawLink.get(open.link, "").status()).isEqualTo(200);
        }
    }

    @Test
    void whoTriesTenTokensIsNotAnsweredAndWhatBrowsersAskForDoesNotCount() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            for (int i = 0; i < 20; i++) {
                assertThat(RawLink.get(open.link, "/favicon.ico").status()).isEqualTo(404);
            }
            for (int i = 0; i < WrongTokens.TRIES; i++) {
                assertThat(RawLink.get(open.link, "/wrongtoken99" + i + "/").status())
                        .isEqualTo(404);
            }
            assertThat(RawLink.request(open.link, "GET", "", NOTHING)).isEmpty();
        }
    }

    @Test
    void aMinuteLaterItIsAnsweredAgain() throws Exception {
        AtomicLong clock = new AtomicLong();
        WrongTokens tokens = new WrongTokens(clock::get);
        InetAddress from = InetAddress.getLoopbackAddress();
        for (int i = 0; i < WrongTokens.TRIES; i++) {
            assertThat(tokens.isShutOut(from)).isFalse();
            tokens.wrong(from, "wrongtoken999");
        }
        assertThat(tokens.isShutOut(from)).isTrue();
        clock.addAndGet(WrongTokens.PAUSE.toNanos());
        assertThat(tokens.isShutOut(from)).isFalse();
    }

    @Test
    void aNameThatMayBeAnybodysIsRefused() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(RawLink.get(open.link, "", "Host: evil.example").status())
                    .isEqualTo(403);
            assertThat(RawLink.get(open.link, "", "Host: 127.0.0.1:" + open.link.port())
                            .status())
                    .isEqualTo(200);
            assertThat(RawLink.get(open.link, "", "Host: localhost").status()).isEqualTo(200);
            String own = InetAddress.getLocalHost().getHostName().replaceAll("\\..*", "");
            for (String ours : List.of("[::1]:53380", own, own + ".local:53380", "LOCALHOST:1")) {
                assertThat(RawLink.get(open.link, "", "Host: " + ours).status())
                        .as(ours)
                        .isEqualTo(200);
            }
            for (String other :
                    List.of("127.0.0.1.evil.example", "localhost.evil.example", own + ".example", "0x7f.1")) {
                assertThat(RawLink.get(open.link, "", "Host: " + other).status())
                        .as(other)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void whatAFormElsewhereCanSendLeavesNothing() throws Exception {
        byte[] offer = "{\"files\":[{\"name\":\"a\",\"size\":1}]}".getBytes(StandardCharsets.UTF_8);
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(RawLink.request(open.link, "POST", "offer", offer)
                            .orElseThrow()
                            .status())
                    .isEqualTo(403);
            assertThat(RawLink.request(open.link, "POST", "offer", offer, "X-Wherry: 1", "Sec-Fetch-Site: cross-site")
                            .orElseThrow()
                            .status())
                    .isEqualTo(403);
            assertThat(handler.offers()).isEmpty();
            assertThat(RawLink.post(open.link, "offer", offer).status()).isEqualTo(200);
            assertThat(RawLink.post(
                                    open.link,
                                    "offer",
                                    "{\"files\":[{\"name\":\"a\",\"size\":-1}]}".getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(400);
            assertThat(RawLink.request(open.link, "DELETE", "", NOTHING)
                            .orElseThrow()
                            .status())
                    .isEqualTo(405);
        }
    }

    @Test
    void thePinIsAskedForAndIsInACookieAfterwards() throws Exception {
        LinkPlan plan = OpenLink.plan(Optional.of("2468"), Duration.ofMinutes(10));
        try (OpenLink open = new OpenLink(plan, handler)) {
            assertThat(RawLink.get(open.link, "").text()).contains("id=\"pin\"").doesNotContain("id=\"files\"");
            assertThat(RawLink.get(open.link, "events").status()).isEqualTo(403);
            RawLink.Reply wrong = RawLink.request(open.link, "POST", "pin", "pin=1111".getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();
            assertThat(wrong.status()).isEqualTo(403);
            RawLink.Reply right = RawLink.request(open.link, "POST", "pin", "pin=2468".getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();

            assertThat(right.status()).isEqualTo(303);
            assertThat(right.header("Set-Cookie")).contains("HttpOnly").contains("Path=/" + OpenLink.TOKEN + "/");
            String pass = right.header("Set-Cookie").split(";", 2)[0];
            assertThat(RawLink.get(open.link, "", "Cookie: " + pass).text()).contains("id=\"files\"");
            assertThat(RawLink.get(open.link, "", "Cookie: wherry-pin=0").text())
                    .doesNotContain("id=\"files\"");
        }
    }

    @Test
    void afterThreeWrongPinsAnAddressWaitsTenSecondsAndThenTwiceAsLong() throws Exception {
        AtomicLong clock = new AtomicLong();
        PinGate gate = new PinGate(Optional.of("2468"), clock::get);
        InetAddress from = InetAddress.getLoopbackAddress();

        assertThat(gate.attempt(from, "1")).isInstanceOf(PinGate.Verdict.Wrong.class);
        assertThat(gate.attempt(from, "2")).isInstanceOf(PinGate.Verdict.Wrong.class);
        assertThat(gate.attempt(from, "3")).isInstanceOf(PinGate.Verdict.Wait.class);
        assertThat(gate.attempt(from, "2468")).isInstanceOf(PinGate.Verdict.Wait.class);
        clock.addAndGet(PinGate.FIRST_PAUSE.toNanos());
        assertThat(gate.attempt(from, "4")).isInstanceOf(PinGate.Verdict.Wait.class);
        clock.addAndGet(PinGate.FIRST_PAUSE.toNanos());
        assertThat(gate.attempt(from, "2468")).isInstanceOf(PinGate.Verdict.Wait.class);
        clock.addAndGet(PinGate.FIRST_PAUSE.toNanos());
        assertThat(gate.attempt(from, "2468")).isInstanceOf(PinGate.Verdict.Right.class);
    }

    @Test
    void anOpenPageDoesNotKeepALinkAliveAndRequestsDo() throws Exception {
        AtomicLong clock = new AtomicLong();
        LinkLife life = new LinkLife(Duration.ofSeconds(10), clock::get);
        clock.addAndGet(Duration.ofSeconds(9).toNanos());
        life.asked();
        clock.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(life.left()).isPositive();
        life.begin();
        clock.addAndGet(Duration.ofSeconds(90).toNanos());
        assertThat(life.left()).isPositive();
        life.end();
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(life.left()).isZero();

        LinkPlan plan = OpenLink.plan(Optional.empty(), Duration.ofMillis(700));
        try (OpenLink open = new OpenLink(plan, handler)) {
            RawLink.get(open.link, "events");
            Await.until(
                    "it ended by itself",
                    () -> open.events.contains(new LinkEvent.Closed(LinkEvent.Closed.Why.ITS_TIME)));
        }
    }

    @Test
    void whoIsSentAwayIsNotLetInUnderAnotherName() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(RawLink.get(open.link, "", "User-Agent: Mozilla/5.0 (iPhone) Safari/1")
                            .status())
                    .isEqualTo(200);
            LinkEvent.VisitorsChanged told = (LinkEvent.VisitorsChanged) open.events.stream()
                    .filter(LinkEvent.VisitorsChanged.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertThat(told.visitors().get(0).title()).isEqualTo("Phone at 127.0.0.1, Safari on iPhone");

            open.link.sendAway(told.visitors().get(0).id());

            assertThat(RawLink.get(open.link, "", "User-Agent: Mozilla/5.0 (iPhone) Safari/1")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void longListsAreReadAFewAtATimeAndShortOnesMeanwhile() throws Exception {
        try (OpenLink open = new OpenLink(handler);
                RawLink first = new RawLink(open.link.port());
                RawLink second = new RawLink(open.link.port());
                RawLink third = new RawLink(open.link.port())) {
            first.send(longHead(open), NOTHING);
            assertThat(status(first)).isEqualTo(100);
            second.send(longHead(open), NOTHING);
            assertThat(status(second)).isEqualTo(100);
            third.send(longHead(open), NOTHING);
            assertThat(status(third)).isEqualTo(503);

            assertThat(open.offer("short", 1)).isNotEmpty();
        }
    }

    private static int status(RawLink raw) throws IOException {
        return raw.reply("POST").orElseThrow().status();
    }

    private static String longHead(OpenLink open) {
        return RawLink.head(open.link, "POST", "offer", 10 << 20, "X-Wherry: 1", COOKIE, "Expect: 100-continue");
    }

    @Test
    void noNameInAListTakesTheMemoryOfAll() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            String list = "{\"files\":[{\"name\":\"" + "x".repeat(200_000) + "\",\"size\":1}]}";

            assertThat(RawLink.post(open.link, "offer", list.getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(413);
        }
    }
}
