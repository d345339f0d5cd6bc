package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wherry.testing.Await;
import wherry.testing.TestFiles;
import wherry.transfer.Direction;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

class LinkDownloadTest extends LinkTest {
    @Test
    void aFileComesWholeWithItsNameAndByPartsOfThisVersionOnly() throws Exception {
        Path file = TestFiles.random(scratch.resolve("ü 100% #1 & +.bin"), 300_000);
        byte[] contents = Files.readAllBytes(file);
        try (OpenLink open = new OpenLink(handler, file)) {
            String path = open.pathOf("ü 100% #1 & +.bin");
            RawLink.Reply whole = RawLink.get(open.link, path);

            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.body()).isEqualTo(contents);
            assertThat(whole.header("Content-Disposition"))
                    .contains("filename*=UTF-8''%C3%BC%20100%25%20#1%20&%20+.bin");
            String etag = whole.header("ETag");
            assertThat(etag).matches("\"[0-9a-f]+\"");
            RawLink.Reply part = RawLink.get(open.link, path, "Range: bytes=1000-1999", "If-Range: " + etag);
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.header("Content-Range")).isEqualTo("bytes 1000-1999/300000");
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(contents, 1000, 2000));
            assertThat(RawLink.get(open.link, path, "Range: bytes=-5").body())
                    .isEqualTo(Arrays.copyOfRange(contents, 299_995, 300_000));
            assertThat(RawLink.get(open.link, path, "Range: bytes=5-", "If-Range: \"other\"")
                            .status())
                    .isEqualTo(200);
            assertThat(RawLink.get(open.link, path, "Range: bytes=300000-").status())
                    .isEqualTo(416);
            assertThat(RawLink.get(open.link, path, "Range: bytes=1-2,5-6").status())
                    .isEqualTo(200);
            assertThat(RawLink.get(open.link, path, "If-None-Match: " + etag).status())
                    .isEqualTo(304);
            RawLink.Reply head =
                    RawLink.request(open.link, "HEAD", path, new byte[0]).orElseThrow();
            assertThat(head.header("Content-Length")).isEqualTo("300000");
            Await.until("it was told", () -> open.events.stream().anyMatch(LinkEvent.Downloaded.class::isInstance));
        }
    }

    /** A future one must not be said (RFC 9110, section 8.8.2.1), and some disks know times that no calendar does. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:02:11Z,'Mon, 23 Nov 2026 10:02:11 GMT'",
        "2300-01-01T00:00:00Z,''",
        "1965-01-01T00:00:00Z,''"
    })
    void theTimeOfAFileIsSaidIfItCanBe(Instant modified, String said) throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 10);
        Files.setLastModifiedTime(file, FileTime.from(modified));
        try (OpenLink open = new OpenLink(handler, file)) {
            RawLink.Reply reply = RawLink.get(open.link, open.pathOf("a.bin"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Last-Modified")).isEqualTo(said);
        }
    }

    @Test
    void whatIsTakenIsListedOverABreakUntilTheBrowserHasAllOfIt() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 20_000_000);
        try (OpenLink open = new OpenLink(handler, file)) {
            String path = open.pathOf("a.bin");
            try (RawLink broken = new RawLink(open.link.port())) {
                broken.send(RawLink.head(open.link, "GET", path, 0, COOKIE), new byte[0]);
                Await.until("some of it went", () -> !handler.recorders().isEmpty() && taken().bytesDone() > 0);
            }
            Await.until("it waits", () -> taken().state() == TransferState.WAITING);
            assertThat(taken().title()).isEqualTo("a.bin");
            assertThat(taken().direction()).isEqualTo(Direction.SENDING);

            RawLink.Reply rest = RawLink.get(open.link, path, COOKIE, "Range: bytes=1000000-");
            assertThat(rest.body()).hasSize(19_000_000);
            Await.until("it is done", () -> taken().state() == TransferState.DONE);
            assertThat(taken().bytesDone()).isEqualTo(20_000_000);
            assertThat(handler.recorders()).hasSize(1);
        }
    }

    private Transfer taken() {
        return handler.recorders().get(0).snapshot();
    }

    @Test
    void whatIsCancelledHereBreaksOffAndIsNotTakenAgainAtOnce() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 20_000_000);
        try (OpenLink open = new OpenLink(handler, file);
                RawLink taking = new RawLink(open.link.port())) {
            String path = open.pathOf("a.bin");
            taking.send(RawLink.head(open.link, "GET", path, 0, COOKIE), new byte[0]);
            Await.until("some of it went", () -> !handler.recorders().isEmpty() && taken().bytesDone() > 0);

            handler.recorders().get(0).cancel();

            assertThat(taken().state()).isEqualTo(TransferState.CANCELLED);
            assertThat(taking.reply("GET").orElseThrow().body()).hasSizeLessThan(20_000_000);
            assertThat(RawLink.get(open.link, path, COOKIE, "Range: bytes=5-").status())
                    .isEqualTo(410);
        }
    }

    @Test
    void aFileThatChangedIsNotSentAsWhatWasOffered() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 100_000);
        try (OpenLink open = new OpenLink(handler, file)) {
            String path = open.pathOf("a.bin");
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

            assertThat(RawLink.get(open.link, path).status()).isEqualTo(410);
            RawLink.Reply zip = RawLink.get(open.link, "zip/x.zip");
            assertThat(zip.body().length).isLessThan(Integer.parseInt(zip.header("Content-Length")));
            Await.until("it was told", () -> open.events.stream().anyMatch(LinkEvent.Warned.class::isInstance));
        }
    }

    @Test
    void theZipIsKnownBeforehandByteByByteAndJavaOpensIt() throws Exception {
        Path folder = scratch.resolve("holiday");
        Path photo = TestFiles.random(folder.resolve("photo.jpg"), 200_000);
        Path nothing = Files.createDirectories(folder.resolve("nothing in it"));
        FileTime time = FileTime.from(Instant.parse("2009-05-04T03:02:01Z"));
        Files.setLastModifiedTime(nothing, time);
        Path one = TestFiles.random(scratch.resolve("one/a.txt"), 10);
        Path two = TestFiles.random(scratch.resolve("two/a.txt"), 20);
        try (OpenLink open = new OpenLink(handler, folder, one, two)) {
            // A part first, when no checksum is known yet.
            RawLink.Reply end = RawLink.get(open.link, "zip/x.zip", "Range: bytes=-300");
            RawLink.Reply all = RawLink.get(open.link, "zip/x.zip");

            assertThat(all.body()).hasSize(Integer.parseInt(all.header("Content-Length")));
            assertThat(end.body())
                    .isEqualTo(Arrays.copyOfRange(all.body(), all.body().length - 300, all.body().length));
            for (int from = 0; from < all.body().length; from += 9_973) {
                int to = Math.min(all.body().length, from + 10_001);
                RawLink.Reply part = RawLink.get(
                        open.link,
                        "zip/x.zip",
                        "Range: bytes=" + from + "-" + (to - 1),
                        "If-Range: " + all.header("ETag"));
                assertThat(part.status()).isEqualTo(206);
                assertThat(part.body()).isEqualTo(Arrays.copyOfRange(all.body(), from, to));
            }
            Path zip = Files.write(scratch.resolve("x.zip"), all.body());
            try (ZipFile opened = new ZipFile(zip.toFile())) {
                assertThat(opened.stream().map(ZipEntry::getName))
                        .containsExactly("holiday/photo.jpg", "a.txt", "a (1).txt", "holiday/nothing in it/");
                ZipEntry entry = opened.getEntry("holiday/photo.jpg");
                assertThat(opened.getInputStream(entry).readAllBytes()).isEqualTo(Files.readAllBytes(photo));
                CRC32 crc = new CRC32();
                crc.update(Files.readAllBytes(photo));
                assertThat(entry.getCrc()).isEqualTo(crc.getValue());
                assertThat(entry.getLastModifiedTime().toInstant().getEpochSecond())
                        .isEqualTo(Files.getLastModifiedTime(photo).toInstant().getEpochSecond());
                assertThat(opened.getEntry("holiday/nothing in it/").getLastModifiedTime())
                        .isEqualTo(time);
            }
            open.link.offer(List.of(TestFiles.random(scratch.resolve("more.txt"), 5)));
            assertThat(RawLink.get(open.link, "zip/x.zip").header("ETag")).isNotEqualTo(all.header("ETag"));
        }
    }

    @Test
    void filesBeyondFourGibibytesAndBeyond65535EntriesHaveTheirRecords() throws IOException {
        SharedFile large = new SharedFile(scratch.resolve("l"), "large", 5L << 30, Instant.EPOCH);
        SharedFile behind = new SharedFile(scratch.resolve("b"), "behind", 3, Instant.EPOCH);
        ZipLayout layout =
                ZipLayout.of(new SharedFiles(1, List.of(large, behind), List.of(), List.of("large", "behind")));
        wherry.link.ZipEntry second = layout.entries().get(1);

        assertThat(ZipRecords.local(layout.entries().get(0)).remaining())
                .isEqualTo(ZipRecords.localLength(layout.entries().get(0)));
        assertThat(ZipRecords.central(second, 1).remaining()).isEqualTo(ZipRecords.centralLength(second));
        assertThat(second.offset()).isGreaterThan(5L << 30);
        assertThat(ZipRecords.end(2, 100, second.offset()).remaining()).isEqualTo(98);
        assertThat(ZipRecords.end(65_535, 100, 100).remaining()).isEqualTo(98);
        assertThat(ZipRecords.end(2, 100, 100).remaining()).isEqualTo(22);
    }

    @Test
    void namesAreNeverMarkupAndThePageComesWithoutScriptOfOthers() throws Exception {
        Path file = TestFiles.random(scratch.resolve("<img src=x onerror=alert(1)>.txt"), 3);
        try (OpenLink open = new OpenLink(handler, file)) {
            RawLink.Reply page = RawLink.get(open.link, "");

            assertThat(page.text()).contains("&lt;img src=x").doesNotContain("<img");
            assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.headers()).doesNotContainKey("access-control-allow-origin");
            assertThat(RawLink.get(open.link, "", "Accept-Language: de-AT,en;q=0.5")
                            .text())
                    .contains("lang=\"de\"");
        }
    }

    @Test
    void allThatThePageConsistsOfTakesLessThanSixtyKilobytes() {
        int bytes = 0;
        for (String name :
                List.of("page.html", "uploads.html", "pin.html", "page.css", "page.js", "sum.js", "icon.svg")) {
            bytes += Page.resource(name).getBytes(StandardCharsets.UTF_8).length;
        }
        assertThat(bytes).isLessThan(60_000);
        assertThat(Optional.of(Page.resource("page.js"))).isPresent();
    }
}
