package wherry.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.transfer.Pump;

class KilledNodeTest {
    private static final int KILLS = 12;

    @TempDir
    Path folder;

    @Test
    void afterKillsAtRandomPointsNoFinalNameHoldsPartialContentsAndTheNextStartCleansUp() throws IOException {
        Random random = new Random();
        int atLeast = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int files = random.nextInt(1, 20);
            try (ChildNode child = ChildNode.receiving(folder, kill)) {
                for (int file = 0; file < files; file++) {
                    assertThat(child.line()).isEqualTo("" + file);
                }
                // No condition is waited for: this is the random point.
                LockSupport.parkNanos(random.nextInt(5_000_000));
            }
            atLeast += files;
        }
        List<Path> received = visible();
        assertThat(received).hasSizeGreaterThanOrEqualTo(atLeast);
        for (Path file : received) {
            assertThat(file).hasBinaryContent(ChildNode.contents(seed(file)));
        }
        new ReceiveFolder(folder).clean();
        assertThat(hidden()).isEmpty();
        assertThat(visible()).hasSameSizeAs(received);
    }

    @Test
    void afterKillsAtRandomPointsOfATreeNoFinalNameHoldsPartialContentsAndTheNextStartCleansUp() throws IOException {
        Random random = new Random();
        int atLeast = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int files = random.nextInt(1, 20);
            try (ChildNode child = ChildNode.receivingTree(folder, kill)) {
                for (int file = 0; file < files; file++) {
                    assertThat(child.line()).isEqualTo("" + file);
                }
                new ReceiveFolder(folder).clean();
                assertThat(child.line()).isEqualTo("" + files);
                // No condition is waited for: this is the random point.
                LockSupport.parkNanos(random.nextInt(5_000_000));
            }
            atLeast += files + 1;
        }
        List<Path> received;
        try (Stream<Path> all = Files.walk(folder.resolve("tree"))) {
            received = all.filter(Files::isRegularFile).toList();
        }
        assertThat(received).hasSizeGreaterThanOrEqualTo(atLeast);
        for (Path file : received) {
            assertThat(file).hasBinaryContent(ChildNode.contents(seed(file)));
        }
        new ReceiveFolder(folder).clean();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("tree"));
        }
    }

    @Test
    void whoeverLooksFindsFinalNamesOnlyOnWholeFiles() throws IOException {
        Set<Path> seen = new HashSet<>();
        try (ChildNode child = ChildNode.receiving(folder, 1)) {
            assertThat(child.line()).isEqualTo("0");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (seen.size() < 150) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                for (Path file : visible()) {
                    if (seen.add(file)) {
                        long size = Files.size(file);
                        assertThat(size).isEqualTo(ChildNode.contents(seed(file)).length);
                    }
                }
            }
        }
    }

    @Test
    void aPartialFileOfAnotherNodeThatIsAliveSurvivesCleaning() throws IOException {
        try (ChildNode other = ChildNode.holding(folder)) {
            assertThat(other.line()).isEqualTo("open");
            new ReceiveFolder(folder).clean();
            assertThat(hidden()).hasSize(1);

            other.proceed();
            assertThat(other.line()).isEqualTo(folder.resolve("held").toString());
        }
        assertThat(folder.resolve("held")).hasContent("x");
    }

    @Test
    void aPartialFileOfANodeThatWasKilledIsCleaned() throws IOException {
        try (ChildNode other = ChildNode.holding(folder)) {
            assertThat(other.line()).isEqualTo("open");
        }
        assertThat(hidden()).hasSize(1);
        new ReceiveFolder(folder).clean();
        assertThat(hidden()).isEmpty();
    }

    @Test
    void cleaningOurOwnFolderDoesNotGiveOurOpenFilesAwayToOthers() throws IOException {
        ReceiveFolder ours = new ReceiveFolder(folder);
        try (PartialFile partial = ours.create("ours", 1)) {
            // Had this opened and closed the partial file, our lock on it would be gone.
            ours.clean();
            try (ChildNode other = ChildNode.cleaning(folder)) {
                assertThat(other.line()).isEqualTo("cleaned");
            }
            assertThat(hidden()).hasSize(1);
            Pump.writeFully(ByteBuffer.wrap(new byte[] {'x'}), partial.channel());
            assertThat(partial.commit()).hasContent("x");
        }
    }

    private static int seed(Path file) {
        return Integer.parseInt(file.getFileName().toString().replace(".bin", ""));
    }

    private List<Path> visible() throws IOException {
        return files().filter(file -> !isHidden(file)).toList();
    }

    private List<Path> hidden() throws IOException {
        return files().filter(KilledNodeTest::isHidden).toList();
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }
}
