package wherry.ui.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.ui.desktop.FileOpener;

class UndoTest {
    @TempDir
    Path folder;

    private final List<Path> trashed = new ArrayList<>();
    private final List<FileList.Place> came = new ArrayList<>();
    private final Undo undo = new Undo(new Trash());

    @BeforeEach
    void receive() throws IOException {
        Files.createDirectories(folder.resolve("holiday/sea"));
        for (String name : List.of("holiday/a.jpg", "holiday/sea/b.jpg", "c.txt")) {
            Path file = Files.writeString(folder.resolve(name), name);
            Instant modified =
                    Instant.ofEpochMilli(Files.getLastModifiedTime(file).toMillis());
            came.add(new FileList.Place(file, Files.size(file), modified));
        }
    }

    @Test
    void whatCameGoesToTheTrashAFolderAsAWhole() {
        assertThat(undo.of(came, Optional.of(folder))).isEqualTo("Moved to the trash");
        assertThat(trashed).containsExactly(folder.resolve("holiday"), folder.resolve("c.txt"));
    }

    @Test
    void nothingIsMovedOnceAFileWasChangedInSizeOrTime() throws IOException {
        Files.writeString(folder.resolve("holiday/sea/b.jpg"), "worked on");
        assertThat(undo.of(came, Optional.of(folder)))
                .isEqualTo("Nothing was moved to the trash. b.jpg has been changed since it came.");
        Files.writeString(folder.resolve("holiday/sea/b.jpg"), "holiday/sea/b.jpg");
        Files.setLastModifiedTime(folder.resolve("holiday/sea/b.jpg"), FileTime.fromMillis(1_000));
        assertThat(undo.of(came, Optional.of(folder))).startsWith("Nothing was moved");
        assertThat(trashed).isEmpty();
    }

    @Test
    void whatSomebodyPutBesideItStays() throws IOException {
        Files.writeString(folder.resolve("holiday/mine.txt"), "mine");
        assertThat(undo.of(came, Optional.of(folder)))
                .isEqualTo("Nothing was moved to the trash. There is something in holiday that did not come with it.");
        assertThat(trashed).isEmpty();
    }

    @Test
    void whatIsGoneNeedsNothing() throws IOException {
        Files.delete(folder.resolve("c.txt"));
        assertThat(undo.of(came, Optional.of(folder))).isEqualTo("Moved to the trash");
        assertThat(trashed).containsExactly(folder.resolve("holiday"));
        assertThat(undo.of(came.subList(2, 3), Optional.of(folder))).isEqualTo("Its files are not there any more.");
    }

    private final class Trash implements FileOpener {
        @Override
        public void open(Path file) {
            throw new AssertionError();
        }

        @Override
        public void show(Path file) {
            throw new AssertionError();
        }

        @Override
        public void moveToTrash(Path file) {
            trashed.add(file);
        }

        @Override
        public void browse(URI page) {
            throw new AssertionError();
        }
    }
}
