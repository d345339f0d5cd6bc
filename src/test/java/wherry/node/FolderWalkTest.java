package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
}
