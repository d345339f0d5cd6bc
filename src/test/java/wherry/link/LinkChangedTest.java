package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wherry.testing.Await;
import wherry.testing.TestFiles;

/** Files that change in the middle of being taken: broken off, never padded, and said. */
class LinkChangedTest extends LinkTest {
    /** More than fits into the buffers between the two ends. */
    private static final int SIZE = 20_000_000;

    private static final int CUT = 15_000_000;

    private Path file;
    private byte[] before;

    @BeforeEach
    void prepare() throws Exception {
        file = TestFiles.random(scratch.resolve("folder/a.bin"), SIZE);
        before = Files.readAllBytes(file);
    }

    /** Something that is done to a file. */
    @FunctionalInterface
    private interface Change {
        void make(RandomAccessFile file) throws Exception;
    }

    private static void shorten(RandomAccessFile file) throws Exception {
        file.setLength(CUT);
    }

    private static void lengthen(RandomAccessFile file) throws Exception {
        file.setLength(SIZE + 1);
    }

    private static void overwrite(RandomAccessFile file) throws Exception {
        file.seek(SIZE - 10);
        file.write(new byte[10]);
    }

    /** What arrives of it when it changes in the middle. */
    private RawLink.Reply taken(OpenLink open, String path, Change change) throws Exception {
        int begun = handler.recorders().size();
        try (RawLink raw = new RawLink(open.link.port())) {
            raw.send(RawLink.head(open.link, "GET", path, 0), new byte[0]);
            Await.until(
                    "some of it went",
                    () -> handler.recorders().size() > begun
                            && handler.recorders().get(begun).snapshot().bytesDone() > 0);
            try (RandomAccessFile writing = new RandomAccessFile(file.toFile(), "rw")) {
                change.make(writing);
            }
            return raw.reply("GET").orElseThrow();
        }
    }

    private static void requireWarned(OpenLink open) {
        Await.until(
                "it is said",
                () -> open.events.stream()
                        .anyMatch(event -> event instanceof LinkEvent.Warned warned
                                && warned.sentence().contains("a.bin")));
        assertThat(open.events).noneMatch(LinkEvent.Downloaded.class::isInstance);
    }

    @Test
    void aFileThatIsShortenedEndsThere() throws Exception {
        try (OpenLink open = new OpenLink(handler, file)) {
            RawLink.Reply reply = taken(open, open.pathOf("a.bin"), LinkChangedTest::shorten);

            assertThat(reply.header("Content-Length")).isEqualTo("" + SIZE);
            assertThat(reply.body()).hasSizeLessThanOrEqualTo(CUT);
            assertThat(reply.body()).isEqualTo(Arrays.copyOf(before, reply.body().length));
            requireWarned(open);
        }
    }

    @Test
    void aFileThatIsLengthenedOrWrittenAnewDoesNotComeToItsEnd() throws Exception {
        try (OpenLink open = new OpenLink(handler, file)) {
            RawLink.Reply reply = taken(open, open.pathOf("a.bin"), LinkChangedTest::lengthen);

            assertThat(reply.body()).hasSizeLessThan(SIZE);
            requireWarned(open);
        }
        TestFiles.random(file, SIZE);
        try (OpenLink open = new OpenLink(handler, file)) {
            RawLink.Reply reply = taken(open, open.pathOf("a.bin"), LinkChangedTest::overwrite);

            assertThat(reply.body()).hasSizeLessThan(SIZE);
            requireWarned(open);
        }
    }

    @Test
    void inAZipThatIsSoWhetherItsChecksumIsKnownOrNot() throws Exception {
        try (OpenLink open = new OpenLink(handler, file.getParent())) {
            RawLink.Reply unknown = taken(open, "zip/x.zip", LinkChangedTest::overwrite);

            assertThat(unknown.body()).hasSizeLessThan(SIZE);
            requireWarned(open);
        }
        TestFiles.random(file, SIZE);
        try (OpenLink open = new OpenLink(handler, file.getParent())) {
            // Its end first, for which all of it is read.
            assertThat(RawLink.get(open.link, "zip/x.zip", "Range: bytes=-50").body())
                    .hasSize(50);
            RawLink.Reply known = taken(open, "zip/x.zip", LinkChangedTest::shorten);

            assertThat(known.body()).hasSizeLessThanOrEqualTo(CUT + 100);
            requireWarned(open);
        }
    }
}
