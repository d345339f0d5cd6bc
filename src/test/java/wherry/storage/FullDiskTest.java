package wherry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.SmallDisk;
import wherry.transfer.Collision;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;
import wherry.transfer.Pump;

class FullDiskTest {
    private static final int DISK = 1 << 20;

    @TempDir
    Path scratch;

    private Path path;
    private SmallDisk disk;
    private ReceiveFolder folder;

    @BeforeEach
    void mount() throws IOException {
        path = Files.createDirectory(scratch.resolve("disk"));
        disk = SmallDisk.mount(path, DISK);
        folder = new ReceiveFolder(path);
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void aFileThatDoesNotFitIsRefusedBeforeItsFirstByte() {
        assertThatThrownBy(() -> folder.create("large", 5_000_000))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("The disk is too full: 5.0 MB are needed, 1.0 MB are free. "
                        + "Make room or choose another folder in the settings.");
        assertThat(path).isEmptyDirectory();
    }

    @Test
    void whatOthersHaveStillToWriteCountsAsTaken() throws IOException {
        PartialFile first = folder.create("first", 700_000);
        assertThatThrownBy(() -> folder.create("second", 700_000)).hasMessageStartingWith("The disk is too full");
        first.channel().write(ByteBuffer.allocate(500_000));
        assertThatThrownBy(() -> folder.create("second", 700_000)).hasMessageStartingWith("The disk is too full");

        folder.create("small", 300_000).close();
        first.close();
        folder.create("second", 700_000).close();
        assertThat(path).isEmptyDirectory();
    }

    @Test
    void aDiskThatFillsUpMidwayIsSaidSoAndLeavesNothingAndGoesOn() throws IOException {
        Path other;
        try (PartialFile partial = folder.create("a", 700_000)) {
            other = Files.write(path.resolve("other"), new byte[600_000]);
            assertThatThrownBy(() -> partial.write(ByteBuffer.allocate(700_000)))
                    .satisfies(failure ->
                            assertThat(Failure.sentence(failure)).endsWith("There is no space left on the disk."));
        }
        assertThat(path).isDirectoryNotContaining(file -> !file.equals(other));

        try (PartialFile partial = folder.create("b", 100_000)) {
            Pump.writeFully(ByteBuffer.allocate(100_000), partial.channel());
            assertThat(partial.commit()).hasSize(100_000);
        }
    }

    @Test
    void whatIsStillToComeIntoTreesCountsAsTakenToo() throws IOException {
        try (ReceivedTree tree = folder.tree()) {
            PartialFile first = tree.create("a/first", 700_000);
            assertThatThrownBy(() -> tree.create("a/second", 700_000)).hasMessageStartingWith("The disk is too full");
            assertThatThrownBy(() -> folder.create("third", 700_000)).hasMessageStartingWith("The disk is too full");
            first.close();
            tree.create("a/second", 700_000).close();
        }
    }

    @Test
    void whatCannotFitAltogetherIsRefusedUnlessItMakesRoomItself() throws IOException {
        ReceiveFolder below = new ReceiveFolder(path.resolve("not/there/yet"));
        try (ReceivedTree tree = below.tree()) {
            tree.requireRoom(900_000);
            assertThatThrownBy(() -> tree.requireRoom(1_100_000))
                    .hasMessageStartingWith("The disk is too full: 1.1 MB");
        }
        try (ReceivedTree replacing = new ReceiveFolder(path, Collision.REPLACE).tree()) {
            replacing.requireRoom(1_100_000);
        }
    }

    @Test
    void whatIsKeptOfABrokenReceptionNeedsNoOtherRoom() throws IOException {
        JournaledPaths kept = JournaledPaths.next(path);
        Files.createFile(kept.journal());
        Files.write(kept.data(), new byte[600_000]);
        try (ReceivedTree tree = folder.tree()) {
            tree.requireRoom(1_000_000);
            assertThatThrownBy(() -> tree.requireRoom(1_100_000)).hasMessageStartingWith("The disk is too full");
        }
    }

    /** No system that speaks German is needed to see that nobody reads what it says. */
    @Test
    void whatIsWrongWithADiskIsFoundOutByLookingAtIt() throws IOException {
        IOException inGerman = new IOException("Das Dateisystem ist nur lesbar, oder kein Speicherplatz verfügbar");
        assertThat(StorageFailure.of(inGerman, path)).hasMessageContaining("a quota used up");

        Files.write(path.resolve("other"), new byte[DISK - 8_192]);
        assertThat(StorageFailure.of(inGerman, path)).hasMessageContaining("no space left");

        disk.makeReadOnly();
        assertThat(StorageFailure.of(inGerman, path)).hasMessageContaining("on a disk that is read-only");
        assertThat(StorageFailure.of(inGerman, path.resolve("other/below")))
                .hasMessageContaining("There is a file where the folder");
    }

    @Test
    void aReadOnlyDiskIsSaidSo() {
        disk.makeReadOnly();
        assertThatThrownBy(() -> folder.create("a", 1))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("The folder " + path + " is on a disk that is read-only. "
                        + "Choose another folder in the settings.");
        assertThatThrownBy(() -> new ReceiveFolder(path.resolve("below")).create("a", 1))
                .hasMessageContaining("on a disk that is read-only");
    }
}
