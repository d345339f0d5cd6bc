package wherry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.testing.SmallDisk;
import wherry.testing.TestFiles;
import wherry.transfer.ProtocolException;

/** A folder on a disk that comes and goes. */
@EnabledOnOs(OS.LINUX)
class FolderDiskTest {
    private static final String GONE = "is not connected, and nothing is put in its place";

    @TempDir
    Path scratch;

    private Path place;
    private SmallDisk stick;

    @BeforeEach
    void plugIn() throws IOException {
        stick = SmallDisk.mount(Files.createDirectory(scratch.resolve("stick")), 1 << 20);
        place = Files.createDirectory(scratch.resolve("place"));
    }

    @AfterEach
    void unplug() {
        FolderDisk.forget();
        if (stick != null) {
            stick.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "inbox", "deep/inbox"})
    void itIsNotMadeAnewWhereItsDiskWasAndTakenUpWhenThatIsBack(String below) throws IOException {
        Path path = below.isEmpty() ? place : place.resolve(below);
        ReceiveFolder folder = new ReceiveFolder(path);
        try (SmallDisk mounted = SmallDisk.again(scratch.resolve("stick"), place)) {
            assertThat(mounted).isNotNull();
            receive(folder, "first");
        }

        assertThatThrownBy(() -> folder.create("second", 1))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(GONE)
                .hasMessageContaining(path.toString());
        assertThatThrownBy(() -> new ReceiveFolder(path).tree().create("a/second", 1))
                .hasMessageContaining(GONE);
        assertThatThrownBy(() -> folder.tree().makeFolder("b")).hasMessageContaining(GONE);
        assertThat(place).isEmptyDirectory();

        try (SmallDisk mounted = SmallDisk.again(scratch.resolve("stick"), place)) {
            assertThat(mounted).isNotNull();
            receive(folder, "second");
        }
        assertThat(TestFiles.names(scratch.resolve("stick").resolve(below))).containsExactly("first", "second");
    }

    @Test
    void theNextRunKnowsThatThereWasADisk() throws IOException {
        Path notes = scratch.resolve("home/disks");
        FolderDisk.keepIn(notes);
        ReceiveFolder folder = new ReceiveFolder(place.resolve("Eingänge"));
        ReceiveFolder elsewhere = new ReceiveFolder(scratch.resolve("elsewhere"));
        receive(elsewhere, "a");
        try (SmallDisk mounted = SmallDisk.again(scratch.resolve("stick"), place)) {
            assertThat(mounted).isNotNull();
            receive(folder, "first");
        }
        FolderDisk.forget();
        FolderDisk.keepIn(notes);

        assertThatThrownBy(() -> folder.create("second", 1)).hasMessageContaining(GONE);
        assertThatThrownBy(folder::clean).hasMessageContaining(GONE);
        assertThatThrownBy(() -> folder.create("second", 1)).hasMessageContaining(GONE);
        assertThat(place).isEmptyDirectory();
        receive(elsewhere, "b");
        try (SmallDisk mounted = SmallDisk.again(scratch.resolve("stick"), place)) {
            assertThat(mounted).isNotNull();
            receive(folder, "second");
        }
    }

    @Test
    void itIsKnownFromTheStartOnWhenNothingHasCome() throws IOException {
        ReceiveFolder folder = new ReceiveFolder(place.resolve("inbox"));
        try (SmallDisk mounted = SmallDisk.again(scratch.resolve("stick"), place)) {
            assertThat(mounted).isNotNull();
            folder.clean();
        }

        assertThatThrownBy(() -> folder.create("a", 1)).hasMessageContaining(GONE);
    }

    @Test
    void anotherDiskInItsPlaceIsNotItUnlessTheFolderIsThere() throws IOException {
        ReceiveFolder folder = new ReceiveFolder(place.resolve("inbox"));
        try (SmallDisk mounted = SmallDisk.again(scratch.resolve("stick"), place)) {
            assertThat(mounted).isNotNull();
            receive(folder, "first");
        }
        try (SmallDisk other = SmallDisk.mount(place, 1 << 20)) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> folder.create("second", 1)).hasMessageContaining(GONE);
            try (ReceivedTree tree = folder.tree()) {
                assertThatThrownBy(() -> tree.requireRoom(5_000_000)).hasMessageContaining(GONE);
            }
            assertThat(place).isEmptyDirectory();

            // As the same disk with another number.
            Files.createDirectory(place.resolve("inbox"));
            receive(folder, "second");
        }
    }

    @Test
    void whatWasTakenAwayOnTheSameDiskIsMadeAnew() throws IOException {
        ReceiveFolder folder = new ReceiveFolder(place.resolve("inbox"));
        try (SmallDisk mounted = SmallDisk.again(scratch.resolve("stick"), place)) {
            assertThat(mounted).isNotNull();
            receive(folder, "first");
            Files.delete(place.resolve("inbox/first"));
            Files.delete(place.resolve("inbox"));
            receive(folder, "second");
        }
    }

    @Test
    void whereTheSystemDoesNotTellHowMuchIsFreeThereIsEnough() {
        assertThat(SpaceReservations.free(scratch, folder -> {
                    throw new IOException("Mount point not found");
                }))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(SpaceReservations.free(scratch, folder -> {
                    throw new SecurityException("access denied");
                }))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(SpaceReservations.free(scratch, Files::getFileStore)).isLessThan(Long.MAX_VALUE);
    }

    private static void receive(ReceiveFolder folder, String name) throws IOException {
        try (PartialFile partial = folder.create(name, 1)) {
            partial.write(ByteBuffer.wrap(new byte[] {1}));
            assertThat(partial.commit(Instant.now())).exists();
        }
    }
}
