package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.testing.TestFiles;

class FolderWalkTest {
    @TempDir
    Path folder;

    @Test
    void cancellingEndsTheWalkBeforeItHasSeenEverything() {
        for (int i = 0; i < 50; i++) {
            TestFiles.random(folder.resolve("file" + i), 1);
        }
        AtomicInteger looks = new AtomicInteger();

        FolderWalk walk = FolderWalk.of(List.of(folder, folder), Map.of(), () -> looks.incrementAndGet() > 10);

        assertThat(walk.files()).hasSizeBetween(1, 10);
    }

    @Test
    void foldersWithNothingInThemAreFoundAndLinksAreNotFollowed() throws IOException {
        Path top = Files.createDirectories(folder.resolve("top"));
        Files.createDirectories(top.resolve("a/b/empty"));
        Files.createDirectories(top.resolve("full"));
        TestFiles.random(top.resolve("full/file"), 1);
        Files.createDirectories(top.resolve("linked"));
        Path outside = Files.createDirectories(folder.resolve("outside/empty")).getParent();
        TestFiles.random(outside.resolve("secret"), 1);
        Files.createSymbolicLink(top.resolve("linked/there"), outside);

        FolderWalk walk = FolderWalk.of(List.of(top), Map.of(), () -> false);

        assertThat(walk.emptyFolders())
                .extracting(OutgoingFolder::name)
                .containsExactlyInAnyOrder("top/a/b/empty", "top/linked");
        assertThat(walk.files()).extracting(OutgoingFile::name).containsExactly("top/full/file");
    }

    @Test
    void anEmptyFolderThatIsPickedIsOne() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        FolderWalk walk = FolderWalk.of(List.of(empty), Map.of(), () -> false);

        assertThat(walk.isOnlyFolders()).isTrue();
        assertThat(walk.emptyFolders()).containsExactly(new OutgoingFolder(empty.toRealPath(), "empty"));
    }
}
