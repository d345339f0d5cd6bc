package wherry.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumableFilesTest {
    private static final long SIZE = 3L * BlockDigests.BLOCK + 5;

    @TempDir
    Path folder;

    @Test
    void wholeBlocksAreKeptAndTheRestIsNot() throws IOException {
        leave("a", 2, 1_000);

        try (ReceivedTree tree = tree();
                ResumableFile again =
                        tree.kept(source("a"), ResumableFilesTest::read).orElseThrow()) {
            assertThat(again.blocks()).hasSize(2 * BlockDigests.LENGTH);
            assertThat(Files.size(only(".kept"))).isEqualTo(2L * BlockDigests.BLOCK);
            again.write(ByteBuffer.allocate((int) (SIZE - 2L * BlockDigests.BLOCK)));
            BlockDigests whole = new BlockDigests(new byte[0]);
            whole.update(new byte[(int) SIZE], 0, (int) SIZE);
            assertThat(again.digest()).isEqualTo(whole.ofFile());
            assertThat(again.commit()).hasSize(SIZE);
        }
        assertThat(hidden("")).isEmpty();
    }

    @Test
    void whatTheDiskHasDamagedIsDroppedFromThatBlockOn() throws IOException {
        leave("a", 3, 0);
        damage(only(".kept"), BlockDigests.BLOCK + 4_711L, 1);

        try (ReceivedTree tree = tree();
                ResumableFile again =
                        tree.kept(source("a"), ResumableFilesTest::read).orElseThrow()) {
            assertThat(again.blocks()).hasSize(BlockDigests.LENGTH);
            assertThat(Files.size(only(".kept"))).isEqualTo(BlockDigests.BLOCK);
        }
        try (ReceivedTree tree = tree();
                ResumableFile later =
                        tree.kept(source("a"), ResumableFilesTest::read).orElseThrow()) {
            assertThat(later.blocks()).hasSize(BlockDigests.LENGTH);
        }
    }

    @Test
    void ofManyZeroesInTheFirstBlocksNothingIsLeft() throws IOException {
        leave("a", 2, 0, (byte) 7);
        damage(only(".kept"), 0, 16 << 20);

        try (ReceivedTree tree = tree();
                ResumableFile again =
                        tree.kept(source("a"), ResumableFilesTest::read).orElseThrow()) {
            assertThat(again.blocks()).isEmpty();
        }
    }

    @Test
    void whatIsDamagedWhileAReceptionKnowsItIsReadAgain() throws IOException {
        leave("a", 2, 0);
        try (ReceivedTree tree = tree()) {
            tree.kept(source("a"), ResumableFilesTest::read).orElseThrow().close();
            damage(only(".kept"), 9, 1);
            Files.setLastModifiedTime(only(".kept"), FileTime.from(Instant.now().plusSeconds(1)));

            try (ResumableFile again = tree.resumable(source("a"), ResumableFilesTest::read)) {
                assertThat(again.blocks()).isEmpty();
            }
        }
    }

    @Test
    void whatHasBeenReadInAReceptionIsNotReadAgain() throws IOException {
        leave("a", 2, 0);
        AtomicInteger blocks = new AtomicInteger();
        try (ReceivedTree tree = tree()) {
            tree.kept(source("a"), blocks::incrementAndGet).orElseThrow().close();
            tree.kept(source("a"), blocks::incrementAndGet).orElseThrow().close();
            tree.resumable(source("a"), blocks::incrementAndGet).close();
        }
        assertThat(blocks).hasValue(2);
    }

    @Test
    void cleaningDeletesWhatHasNoJournalAndWhatIsFromTheFuture() throws IOException {
        leave("a", 1, 0);
        Files.delete(only(".journal"));
        new ReceiveFolder(folder).clean();
        assertThat(hidden("")).isEmpty();

        leave("a", 1, 0);
        Files.setLastModifiedTime(only(".journal"), FileTime.from(Instant.now().plus(Duration.ofDays(2))));
        new ReceiveFolder(folder).clean();
        assertThat(hidden("")).isEmpty();
    }

    @Test
    void cleaningLeavesWhatIsBeingReceived() throws IOException {
        try (ReceivedTree tree = tree();
                ResumableFile open = tree.resumable(source("a"), ResumableFilesTest::read)) {
            Files.delete(only(".journal"));
            new ReceiveFolder(folder).clean();
            assertThat(hidden(".kept")).hasSize(1);
            assertThat(open.blocks()).isEmpty();
        }
    }

    @Test
    void withoutAWholeBlockNothingIsKept() throws IOException {
        leave("a", 0, 1_000);

        assertThat(hidden("")).isEmpty();
    }

    @Test
    void anotherSenderNameSizeOrTimeFindsNothing() throws IOException {
        leave("a", 1, 0);
        ResumeSource kept = source("a");
        try (ReceivedTree tree = tree()) {
            for (ResumeSource other : List.of(
                    new ResumeSource("OTHER", kept.name(), kept.size(), kept.modified()),
                    new ResumeSource(kept.sender(), "b", kept.size(), kept.modified()),
                    new ResumeSource(kept.sender(), kept.name(), kept.size() + 1, kept.modified()),
                    new ResumeSource(
                            kept.sender(),
                            kept.name(),
                            kept.size(),
                            kept.modified().plusMillis(1)))) {
                assertThat(tree.kept(other, ResumableFilesTest::read)).isEmpty();
            }
            assertThat(tree.dropOtherVersions(new ResumeSource("OTHER", kept.name(), 1, kept.modified())))
                    .isFalse();
            assertThat(tree.dropOtherVersions(kept)).isFalse();
            assertThat(tree.dropOtherVersions(new ResumeSource(kept.sender(), kept.name(), 1, kept.modified())))
                    .isTrue();
        }
        assertThat(hidden("")).isEmpty();
    }

    @Test
    void whatIsKeptIsBoundedInNumberAndTheNewestStay() throws IOException {
        for (int i = 0; i < ResumableFiles.MOST + 8; i++) {
            leave("file " + i, 1, 0);
            Files.setLastModifiedTime(newest(), FileTime.from(Instant.now().minusSeconds(10_000 - i)));
        }

        assertThat(hidden(".kept")).hasSize(ResumableFiles.MOST);
        assertThat(hidden(".journal")).hasSize(ResumableFiles.MOST);
        try (ReceivedTree tree = tree();
                ResumableFile last = tree.kept(source("file " + (ResumableFiles.MOST + 7)), ResumableFilesTest::read)
                        .orElseThrow()) {
            assertThat(last.blocks()).isNotEmpty();
            assertThat(tree.kept(source("file 0"), ResumableFilesTest::read)).isEmpty();
        }
    }

    @Test
    void cleaningLeavesWhatIsYoungAndDeletesWhatIsOld() throws IOException {
        leave("a", 1, 0);
        new ReceiveFolder(folder).clean();
        assertThat(hidden("")).hasSize(2);

        Instant old = Instant.now().minus(Duration.ofDays(ResumableFiles.DAYS)).minusSeconds(60);
        Files.setLastModifiedTime(only(".journal"), FileTime.from(old));
        new ReceiveFolder(folder).clean();
        assertThat(hidden("")).isEmpty();
    }

    @Test
    void aJournalIsBelievedForNoMoreBlocksThanAreThereAndNeverWhenItIsTorn() throws IOException {
        leave("a", 2, 0);
        Files.write(only(".journal"), new byte[10 * BlockDigests.LENGTH + 7], StandardOpenOption.APPEND);

        try (ReceivedTree tree = tree();
                ResumableFile again =
                        tree.kept(source("a"), ResumableFilesTest::read).orElseThrow()) {
            assertThat(again.blocks()).hasSize(2 * BlockDigests.LENGTH);
        }
        Files.write(only(".journal"), new byte[] {1, 2, 3});
        try (ReceivedTree tree = tree()) {
            assertThat(tree.kept(source("a"), ResumableFilesTest::read)).isEmpty();
        }
    }

    @Test
    void whatGotItsFinalNameBeforeAKillIsNeverWrittenToAgain() throws IOException {
        leave("a", 1, 0);
        Path inPlace = Files.createLink(folder.resolve("a"), only(".kept"));

        try (ReceivedTree tree = tree();
                ResumableFile again = tree.resumable(source("a"), ResumableFilesTest::read)) {
            assertThat(again.blocks()).isEmpty();
            again.write(ByteBuffer.wrap(new byte[] {1}));
        }
        assertThat(inPlace).hasSize(BlockDigests.BLOCK);
        assertThat(hidden("")).isEmpty();
    }

    @Test
    void aJournalWithoutContentsDoesNotStay() throws IOException {
        leave("a", 1, 0);
        Files.delete(only(".kept"));

        try (ReceivedTree tree = tree()) {
            assertThat(tree.kept(source("a"), ResumableFilesTest::read)).isEmpty();
        }
        assertThat(hidden("")).isEmpty();
    }

    @Test
    void twoFilesOfOneReceptionThatLookAlikeDoNotMix() throws IOException {
        try (ReceivedTree tree = tree();
                ResumableFile one = tree.resumable(source("a"), ResumableFilesTest::read);
                ResumableFile two = tree.resumable(source("a"), ResumableFilesTest::read)) {
            one.write(ByteBuffer.allocate((int) SIZE));
            two.write(ByteBuffer.allocate((int) SIZE));
            assertThat(one.commit()).isEqualTo(folder.resolve("a"));
            assertThat(two.commit()).isEqualTo(folder.resolve("a (1)"));
        }
        assertThat(hidden("")).isEmpty();
    }

    private void leave(String name, int blocks, int more) throws IOException {
        leave(name, blocks, more, (byte) 0);
    }

    private void leave(String name, int blocks, int more, byte value) throws IOException {
        byte[] contents = new byte[blocks * BlockDigests.BLOCK + more];
        Arrays.fill(contents, value);
        try (ReceivedTree tree = tree();
                ResumableFile file = tree.resumable(source(name), ResumableFilesTest::read)) {
            file.write(ByteBuffer.wrap(contents));
        }
    }

    /** Writes other bytes, and leaves the times as they were. */
    private static void damage(Path kept, long at, int length) throws IOException {
        FileTime written = Files.getLastModifiedTime(kept);
        try (RandomAccessFile file = new RandomAccessFile(kept.toFile(), "rw")) {
            file.seek(at);
            byte[] other = new byte[length];
            if (length == 1) {
                other[0] = 1;
            }
            file.write(other);
        }
        Files.setLastModifiedTime(kept, written);
    }

    private static void read() {
        // Nobody waits.
    }

    private ReceivedTree tree() {
        return new ReceiveFolder(folder).tree();
    }

    private static ResumeSource source(String name) {
        return new ResumeSource("SENDER", name, SIZE, Instant.ofEpochSecond(1_000_000));
    }

    private Path only(String end) throws IOException {
        List<Path> all = hidden(end);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private Path newest() throws IOException {
        Path newest = null;
        for (Path journal : hidden(".journal")) {
            if (newest == null || Files.getLastModifiedTime(journal).compareTo(Files.getLastModifiedTime(newest)) > 0) {
                newest = journal;
            }
        }
        return newest;
    }

    private List<Path> hidden(String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".wherry-"))
                    .filter(file -> file.getFileName().toString().endsWith(end))
                    .toList();
        }
    }
}
