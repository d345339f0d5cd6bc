package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import wherry.testing.TestFiles;

/** What stands in every answer, and what the page says of what is offered. */
class LinkAnswersTest extends LinkTest {
    private static RawLink.Reply ask(OpenLink open, String method, String path, String... headers) throws Exception {
        return RawLink.request(open.link, method, path, NOTHING, headers).orElseThrow();
    }

    @Test
    void withoutTheTokenItIsTheSame404HoweverItIsAsked() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            RawLink.Reply root = RawLink.get(open.link, "/");

            for (String path : List.of("/x", "/[", "/%", "/%00", "//" + OpenLink.TOKEN + "/", "/?" + OpenLink.TOKEN)) {
                for (String method : List.of("GET", "POST", "PUT", "OPTIONS", "DELETE")) {
                    RawLink.Reply reply = ask(open, method, path, "Host: evil.example", "Sec-Fetch-Site: cross-site");
                    assertThat(reply.status()).as(method + " " + path).isEqualTo(404);
                    assertThat(reply.body()).isEqualTo(root.body());
                    assertThat(reply.headers()).isEqualTo(root.headers());
                }
                assertThat(ask(open, "HEAD", path).headers()).isEqualTo(root.headers());
            }
        }
    }

    @Test
    void everyAnswerSaysWhatABrowserMayDoWithItAndNoneLetsOtherPagesReadIt() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 1_000);
        byte[] offer = ("{\"files\":[" + OpenLink.file("a", 1) + "]}").getBytes(StandardCharsets.UTF_8);
        try (OpenLink open = new OpenLink(handler, file)) {
            String path = open.pathOf("a.bin");
            String where = open.offer("b.bin", 5);
            List<RawLink.Reply> all = List.of(
                    RawLink.get(open.link, ""),
                    RawLink.get(open.link, "page.js"),
                    RawLink.get(open.link, "list"),
                    RawLink.get(open.link, "events", COOKIE),
                    RawLink.get(open.link, path),
                    RawLink.get(open.link, path, "Range: bytes=5-9"),
                    RawLink.get(open.link, path, "Range: bytes=5000-"),
                    RawLink.get(open.link, "zip/x.zip"),
                    RawLink.get(open.link, "nothing"),
                    RawLink.get(open.link, "/"),
                    RawLink.get(open.link, "/" + OpenLink.TOKEN),
                    RawLink.get(open.link, "", "Host: evil.example"),
                    RawLink.get(open.link, "", "Host: 127.0.0.1", "Host: localhost"),
                    RawLink.get(open.link, "", "X: " + "x".repeat(17 << 10)),
                    ask(open, "OPTIONS", "offer", "Origin: http://evil.example", "Access-Control-Request-Method: POST"),
                    ask(open, "POST", "offer", COOKIE),
                    RawLink.post(open.link, "offer", offer),
                    RawLink.post(open.link, "offer", NOTHING),
                    RawLink.get(open.link, where, COOKIE),
                    RawLink.post(open.link, where + "?at=x", new byte[1]),
                    RawLink.post(open.link, where + "?at=0", new byte[9]),
                    RawLink.post(open.link, "piece/other/0?at=0", new byte[1]),
                    RawLink.post(open.link, "text", " ".getBytes(StandardCharsets.UTF_8)));

            assertThat(all).extracting(RawLink.Reply::status).contains(200, 206, 303, 400, 403, 404, 405, 416);
            for (RawLink.Reply reply : all) {
                String what = reply.status() + " " + reply.text();
                assertThat(reply.header("Content-Security-Policy")).as(what).startsWith("default-src 'self';");
                assertThat(reply.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
                assertThat(reply.header("Referrer-Policy")).as(what).isEqualTo("no-referrer");
                assertThat(reply.headers().keySet()).as(what).noneMatch(name -> name.startsWith("access-control-"));
            }
        }
    }

    @Test
    void thePageWithAllThatBelongsToItTakesLessThanSixtyKilobytesAndAsksForNothingElsewhere() throws Exception {
        Pattern elsewhere = Pattern.compile("(?:https?:|wss?:|[\"'(=]\\s*)//");
        try (OpenLink open = new OpenLink(handler)) {
            int bytes = 0;
            for (String part : List.of("", "page.css", "page.js", "sum.js", "icon.svg")) {
                RawLink.Reply reply = RawLink.get(open.link, part);
                bytes += reply.body().length;
                assertThat(reply.status()).isEqualTo(200);
                // What its format is called is asked of nobody.
                assertThat(reply.text().replace("http://www.w3.org/2000/svg", ""))
                        .as(part)
                        .doesNotContainPattern(elsewhere);
            }
            assertThat(bytes).isLessThan(60_000);
        }
    }

    @Test
    void everyFileHasALinkWithItsPathAndBeyondTwoHundredTheyAreFolded() throws Exception {
        Path folder = scratch.resolve("many");
        for (int i = 100; i < 302; i++) {
            Files.createDirectories(folder.resolve("in"));
            Files.createFile(folder.resolve("in/" + i + ".txt"));
        }
        Path one = TestFiles.random(scratch.resolve("one/a.txt"), 10);
        Path two = TestFiles.random(scratch.resolve("two/a.txt"), 20);
        try (OpenLink open = new OpenLink(handler, folder)) {
            String page = RawLink.get(open.link, "").text();
            String list = page.substring(page.indexOf("<ul id=\"files\">"), page.indexOf("<ul id=\"texts\""));

            assertThat(list.split("<a download=\"", -1)).hasSize(203);
            assertThat(list).contains("<bdi>many/in/100.txt</bdi>").contains("<summary>+ 2</summary>");
            assertThat(list.substring(0, list.indexOf("<details>")).split("<a download=\"", -1))
                    .hasSize(201);
            assertThat(page).contains("id=all class=button download=\"many.zip\" href=\"zip/many.zip\"");

            open.link.offer(List.of(one, two));
            assertThat(RawLink.get(open.link, "list").text())
                    .contains("<bdi>a.txt</bdi>")
                    .contains("download=\"a (1).txt\"")
                    .contains("<bdi>a (1).txt</bdi>")
                    .contains("download=\"Wherry.zip\"");
        }
        try (OpenLink open = new OpenLink(handler, one)) {
            assertThat(RawLink.get(open.link, "").text()).contains("id=all class=button download=\"a.txt.zip\"");
        }
    }

    @Test
    void thePageIsInTheLanguageOfTheVisitorAndInItsDirection() throws Exception {
        LinkPlan plan = OpenLink.plan(Optional.of("2468"), Duration.ofMinutes(10));
        try (OpenLink open = new OpenLink(handler);
                OpenLink asking = new OpenLink(plan, handler)) {
            for (OpenLink each : List.of(open, asking)) {
                assertThat(RawLink.get(each.link, "", "Accept-Language: ar-EG,en;q=0.5")
                                .text())
                        .contains("<html lang=\"ar\" dir=\"rtl\">");
                assertThat(RawLink.get(each.link, "", "Accept-Language: fr, de;q=0.8, en;q=0.5")
                                .text())
                        .contains("<html lang=\"de\" dir=\"ltr\">");
                assertThat(RawLink.get(each.link, "", "Accept-Language: -").text())
                        .contains("<html lang=\"en\" dir=\"ltr\">")
                        .contains("not encrypted");
            }
        }
    }
}
