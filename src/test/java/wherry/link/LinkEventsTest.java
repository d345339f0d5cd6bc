package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import wherry.testing.TestFiles;
import wherry.transfer.Event;

/** The request by which a page follows along. */
class LinkEventsTest extends LinkTest {
    /** Asks for what comes behind what there is now. */
    private static RawLink follow(OpenLink open) throws Exception {
        Matcher now = Pattern.compile("\"boot\":\"([^\"]+)\",\"change\":([0-9]+)")
                .matcher(RawLink.get(open.link, "events", COOKIE).text());
        assertThat(now.find()).isTrue();
        RawLink raw = new RawLink(open.link.port());
        String path = "events?boot=" + now.group(1) + "&since=" + now.group(2);
        raw.send(RawLink.head(open.link, "GET", path, 0, COOKIE), new byte[0]);
        // Whoever is answered at once is answered before others are.
        for (int i = 0; i < 5; i++) {
            RawLink.get(open.link, "list", COOKIE);
        }
        return raw;
    }

    private static String told(RawLink raw) throws Exception {
        return raw.reply("GET").orElseThrow().text();
    }

    @Test
    void itIsHeldUntilThereIsSomethingNew() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 10);
        try (OpenLink open = new OpenLink(handler)) {
            try (RawLink raw = follow(open)) {
                open.link.offerText("hello");
                assertThat(told(raw)).contains("\"texts\":[\"hello\"]").contains("\"state\":\"open\"");
            }
            try (RawLink raw = follow(open)) {
                int before = open.link.files().number();
                open.link.offer(List.of(file));
                assertThat(told(raw)).contains("\"files\":" + (before + 1)).contains("\"texts\":[]");
            }
            try (RawLink raw = follow(open)) {
                open.offer("b.bin", 5);
                assertThat(told(raw)).contains("\"i\":0,\"state\":\"w");
            }
        }
    }

    @Test
    void thatItIsClosedIsToldToWhoFollows() throws Exception {
        try (OpenLink open = new OpenLink(handler);
                RawLink raw = follow(open)) {
            open.link.close();
            assertThat(told(raw)).contains("\"state\":\"closed\"");
        }
    }

    @Test
    void whoKnowsAnotherStartOfTheProgramIsToldAllAtOnce() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            open.offer("b.bin", 5);
            open.link.offerText("hello");

            assertThat(RawLink.get(open.link, "events?boot=other&since=999", COOKIE)
                            .text())
                    .contains("\"name\":\"b.bin\"")
                    .contains("\"hello\"");
        }
    }

    @Test
    void aTextHasABound() throws Exception {
        byte[] most = "x".repeat(Event.TextReceived.LONGEST).getBytes(StandardCharsets.UTF_8);
        byte[] more = "x".repeat(Event.TextReceived.LONGEST + 1).getBytes(StandardCharsets.UTF_8);
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(most).hasSize(64 << 10);
            assertThat(RawLink.post(open.link, "text", more).status()).isEqualTo(413);
            assertThat(handler.texts()).isEmpty();
            assertThat(RawLink.post(open.link, "text", most).status()).isEqualTo(200);
            assertThat(handler.texts()).hasSize(1);
        }
    }
}
