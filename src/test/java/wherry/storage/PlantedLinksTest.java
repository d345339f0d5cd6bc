package wherry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.transfer.Pump;

/** What somebody plants in the folder for received files between a look and a write. */
class PlantedLinksTest {
    private static final Instant MODIFIED = Instant.parse("2024-05-06T07:08:09Z");

    @TempDir
    Path scratch;

    private static final int ENOUGH_SWAPS = 100;
    private static final int ROUNDS = 8;

    private Path top;
    private Path outside;

    @BeforeEach
    void plant() throws IOException {
        top = Files.createDirectory(scratch.resolve("Wherry"));
        outside = Files.createDirectory(scratch.resolve("outside"));
    }

    /** As long as no link is followed, whoever may write here can only keep files from being stored. */
    @Test
    void aProgramThatSwapsFoldersForLinksGetsNothingWrittenElsewhere() throws IOException {
        assumeTrue(DescriptorPath.isKnown(top), "only where folders are held by their descriptors");
        int stored = 0;
        long swaps = 0;
        // Which of the two processes gets more of the processor is not up to us. Each time the tree is a small one:
        // whoever swaps looks at all of it.
        for (int time = 0; swaps <= ENOUGH_SWAPS; time++) {
            Files.createDirectories(top.resolve("tree/inner"));
            try (FolderSwapper swapper = FolderSwapper.swapping(top, outside)) {
                for (int round = 0; round < ROUNDS; round++) {
                    stored += receive(time * ROUNDS + round);
                }
                swaps += swapper.swaps();
            }
            assertThat(outside).isEmptyDirectory();
            top = Files.createDirectory(scratch.resolve("Wherry-" + time));
        }
        assertThat(stored).as("stored all the same").isPositive();
        assertThat(outside).isEmptyDirectory();
    }

    private int receive(int round) throws IOException {
        int stored = 0;
        try (ReceivedTree tree = new ReceiveFolder(top).tree()) {
            for (int i = 0; i < 100; i++) {
                String name = "tree/" + (i % 2 == 0 ? "" : "inner/") + round + "-" + i;
                try (PartialFile partial = tree.create(name, 1)) {
                    Pump.writeFully(ByteBuffer.wrap(new byte[] {'x'}), partial.channel());
                    Path file = partial.commit(MODIFIED);
                    stored++;
                    assertThat(file).startsWithRaw(top);
                    Path folder = tree.makeFolder("tree/folders/" + round + "-" + i);
                    assertThat(folder).startsWithRaw(top);
                } catch (IOException tooMuchInTheWay) {
                    assertThat(tooMuchInTheWay).hasMessageContaining(top.toString());
                }
            }
        }
        return stored;
    }

    @Test
    void aFileGoesIntoTheFolderThatWasLookedAtNotIntoTheLinkInItsPlace() throws IOException {
        try (ReceivedTree tree = new ReceiveFolder(top).tree();
                PartialFile partial = tree.create("a/b/c", 1)) {
            Pump.writeFully(ByteBuffer.wrap(new byte[] {'x'}), partial.channel());
            Files.move(top.resolve("a"), scratch.resolve("aside"));
            Files.createSymbolicLink(
                    top.resolve("a"),
                    Files.createDirectories(outside.resolve("b")).getParent());
            assertThat(partial.commit(MODIFIED))
                    .isEqualTo(top.resolve("a (1)/b/c"))
                    .hasContent("x");
        }
        assertThat(outside.resolve("b")).isEmptyDirectory();
    }

    @Test
    void partialFilesGoWhereTheyBeganNotIntoTheLinkInPlaceOfTheirFolder() throws IOException {
        try (ReceivedTree tree = new ReceiveFolder(top).tree()) {
            commit(tree, "a/1");
            Path staging = only(top, ".parts");
            Files.move(staging, scratch.resolve("aside"));
            Files.createSymbolicLink(staging, outside);
            Path victim = Files.writeString(outside.resolve("3.part"), "not ours");
            commit(tree, "a/2");
            commit(tree, "a/3");
            assertThat(victim).hasContent("not ours");
            assertThat(outside).isDirectoryContaining(path -> path.equals(victim));
        }
        try (Stream<Path> left = Files.list(scratch.resolve("aside"))) {
            assertThat(left).isEmpty();
        }
        assertThat(top.resolve("a/2")).hasContent("x");
        assertThat(top.resolve("a/3")).hasContent("x");
    }

    private static void commit(ReceivedTree tree, String name) throws IOException {
        try (PartialFile partial = tree.create(name, 1)) {
            Pump.writeFully(ByteBuffer.wrap(new byte[] {'x'}), partial.channel());
            assertThat(partial.commit()).hasContent("x");
        }
    }

    private static Path only(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(end)).findFirst().orElseThrow();
        }
    }

    @Test
    void aLinkIsNoFolderToHoldAndAFolderThatIsGoneIsSaidToBe() throws IOException {
        Files.createSymbolicLink(top.resolve("link"), outside);
        Path real = Files.createDirectory(top.resolve("real"));
        HeldFolder chosen = HeldFolder.chosen(top);
        assertThatThrownBy(() -> chosen.open(Path.of("link"))).isInstanceOf(NoSuchFileException.class);
        try (HeldFolder held = chosen.open(Path.of("real"))) {
            assertThat(held.isThere()).isTrue();
            Files.delete(real);
            Files.createDirectory(real);
            assertThatThrownBy(() -> held.create("a")).isInstanceOf(NoSuchFileException.class);
            assertThat(real).isEmptyDirectory();
        }
    }

    @Test
    void manyFoldersTakeNoMoreDescriptorsThanAFew() throws IOException {
        assumeTrue(DescriptorPath.isKnown(top), "only where folders are held by their descriptors");
        int before = descriptors();
        try (ReceivedTree tree = new ReceiveFolder(top).tree()) {
            for (int i = 0; i < 200; i++) {
                commit(tree, "a/" + i + "/b/c");
            }
            assertThat(descriptors() - before).isLessThan(40);
        }
        assertThat(descriptors() - before).isLessThan(10);
    }

    @Test
    void noFolderIsClosedUnderTheFileThatIsPutIntoIt() throws Exception {
        int threads = 8;
        ExecutorService uploads = Executors.newFixedThreadPool(threads);
        try (ReceivedTree tree = new ReceiveFolder(top).tree()) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                String name = "a/" + i % 100 + "/" + i;
                all.add(() -> {
                    commit(tree, name);
                    return null;
                });
            }
            for (Future<Void> one : uploads.invokeAll(all)) {
                one.get();
            }
        } finally {
            uploads.shutdownNow();
        }
    }

    private static int descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return (int) all.count();
        }
    }

    @Test
    void eachDescriptorIsFoundAmongOthersOfTheSameFolder() throws IOException {
        assumeTrue(DescriptorPath.isKnown(top), "only where folders are held by their descriptors");
        Set<Path> found = new HashSet<>();
        try (FileChannel first = FileChannel.open(top, StandardOpenOption.READ);
                FileChannel second = FileChannel.open(top, StandardOpenOption.READ)) {
            Object key = Files.readAttributes(top, BasicFileAttributes.class).fileKey();
            for (FileChannel one : new FileChannel[] {first, second}) {
                Path path = DescriptorPath.of(one, key).orElseThrow();
                Files.createFile(path.resolve(Integer.toString(found.size())));
                found.add(path);
            }
        }
        assertThat(found).hasSize(2);
        assertThat(top.resolve("1")).exists();
    }
}
