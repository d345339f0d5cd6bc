package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import wherry.testing.TestFiles;

/** What a page is told and may say when it, or the program, comes back in the middle of an offer. */
class LinkReturnTest extends LinkTest {
    @Test
    void whatIsOfferedAgainAndThereAlreadyDoesNotComeTwice() throws Exception {
        byte[] all = TestFiles.random(50_000);
        byte[] other = TestFiles.random(50_001);
        try (OpenLink open = new OpenLink(handler)) {
            open.piece(open.offer("a.bin", all.length), all, 0, all.length);
            open.piece(open.offer("b.bin", all.length), all, 0, all.length);

            String where = open.offerOf(
                    OpenLink.file("a.bin", all.length) + "," + OpenLink.file("b.bin", other.length), "true");
            assertThat(open.piece(where + "/0", all, 0, all.length).text()).contains("\"state\":\"done\"");
            assertThat(open.piece(where + "/1", other, 0, other.length).text()).contains("\"state\":\"done\"");

            assertThat(TestFiles.names(in)).containsExactly("a.bin", "b (1).bin", "b.bin");
            assertThat(in.resolve("b (1).bin")).hasBinaryContent(other);
        }
    }

    @Test
    void aPageThatIsLoadedAnewIsToldWhatCameOfAnOfferThatGoesOn() throws Exception {
        byte[] all = TestFiles.random(50_000);
        try (OpenLink open = new OpenLink(handler)) {
            String where = open.offerOf(OpenLink.file("a.bin", all.length) + "," + OpenLink.file("b.bin", all.length));
            open.piece(where + "/0", all, 0, all.length);
            assertThat(RawLink.get(open.link, "events", COOKIE).text())
                    .contains("\"state\":\"done\",\"have\":50000,\"name\":\"a.bin\"")
                    .contains("\"name\":\"b.bin\"");

            open.piece(where + "/1", all, 0, all.length);
            assertThat(RawLink.get(open.link, "events", COOKIE).text()).doesNotContain("\"name\"");
        }
    }
}
