package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import wherry.settings.Settings;
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

        FolderWalk walk = FolderWalk.of(
                List.of(folder, folder), Map.of(), Settings.Links.FOLLOW, () -> looks.incrementAndGet() > 10);

        assertThat(walk.files()).hasSizeBetween(1, 10);
    }

    @Test
    void foldersWithNothingInThemAreFoundAndLinksToFoldersElsewhereAreNotFollowed() throws IOException {
        Path top = Files.createDirectories(folder.resolve("top"));
        Files.createDirectories(top.resolve("a/b/empty"));
        Files.createDirectories(top.resolve("full"));
        TestFiles.random(top.resolve("full/file"), 1);
        Files.createDirectories(top.resolve("linked"));
        Path outside = Files.createDirectories(folder.resolve("outside/empty")).getParent();
        TestFiles.random(outside.resolve("secret"), 1);
        Files.createSymbolicLink(top.resolve("linked/there"), outside);

        FolderWalk walk = FolderWalk.of(List.of(top), Map.of(), Settings.Links.FOLLOW, () -> false);

        assertThat(walk.emptyFolders())
                .extracting(OutgoingFolder::name)
                .containsExactlyInAnyOrder("top/a/b/empty", "top/linked");
        assertThat(walk.files()).extracting(OutgoingFile::name).containsExactly("top/full/file");
    }

    @Test
    void anEmptyFolderThatIsPickedIsOne() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        FolderWalk walk = FolderWalk.of(List.of(empty), Map.of(), Settings.Links.FOLLOW, () -> false);

        assertThat(walk.isOnlyFolders()).isTrue();
        assertThat(walk.emptyFolders()).containsExactly(new OutgoingFolder(empty.toRealPath(), "empty"));
    }

    @Test
    void linksToFilesAreFollowedAndWhateverIsLeftOutIsNamed() throws IOException {
        Path top = linkedFolder();

        FolderWalk walk = FolderWalk.of(List.of(top), Map.of(), Settings.Links.FOLLOW, () -> false);

        assertThat(walk.files())
                .extracting(OutgoingFile::name)
                .containsExactlyInAnyOrder("top/plain", "top/inner", "top/outer", "top/sub/file", "top/also/file");
        assertThat(walk.files())
                .filteredOn(file -> file.name().equals("top/outer"))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.size()).isEqualTo(5);
                    assertThat(file.path()).isEqualTo(top.resolve("outer"));
                });
        assertThat(walk.leftOut().list())
                .hasValueSatisfying(list -> assertThat(list).contains(" and 2 more"));
        assertThat(walk.unreadable()).isEmpty();
    }

    @Test
    void whoeverWantsNoLinksGetsNone() throws IOException {
        Path top = linkedFolder();

        FolderWalk walk = FolderWalk.of(List.of(top), Map.of(), Settings.Links.SKIP, () -> false);

        assertThat(walk.files()).extracting(OutgoingFile::name).containsExactlyInAnyOrder("top/plain", "top/sub/file");
        assertThat(walk.leftOut().list())
                .hasValueSatisfying(
                        list -> assertThat(list).contains("(a link)").contains(" and 4 more"));
    }

    @Test
    void eachReasonIsSaid() throws IOException {
        for (Map.Entry<String, String> link : Map.of(
                        "broken", "leads nowhere", "self", "leads nowhere", "up", "sent anyway", "away", "elsewhere")
                .entrySet()) {
            Path top = Files.createDirectories(folder.resolve(link.getKey()).resolve("top"));
            Path target = switch (link.getKey()) {
                case "broken" -> Path.of("nowhere");
                case "self" -> Path.of("self");
                case "up" -> Path.of(".");
                default -> Files.createDirectories(folder.resolve("other"));
            };
            Files.createSymbolicLink(top.resolve(link.getKey()), target);

            FolderWalk walk = FolderWalk.of(List.of(top), Map.of(), Settings.Links.FOLLOW, () -> false);

            assertThat(walk.leftOut().list())
                    .hasValueSatisfying(list ->
                            assertThat(list).startsWith("top/" + link.getKey()).contains(link.getValue()));
        }
    }

    @Test
    void aLinkThatIsPickedKeepsItsName() throws IOException {
        TestFiles.random(folder.resolve("2026/file"), 1);
        Path latest = Files.createSymbolicLink(folder.resolve("latest"), Path.of("2026"));

        FolderWalk walk = FolderWalk.of(List.of(latest), Map.of(), Settings.Links.SKIP, () -> false);

        assertThat(walk.files()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("latest/file");
            assertThat(file.path()).isEqualTo(latest.resolve("file"));
        });
    }

    @Test
    void foldersThatLinkToOneAnotherComeToAnEnd() throws IOException {
        Path top = Files.createDirectories(folder.resolve("top"));
        for (int from = 0; from < 8; from++) {
            TestFiles.random(top.resolve(from + "/file"), 1);
        }
        for (int from = 0; from < 8; from++) {
            for (int to = 0; to < 8; to++) {
                Files.createSymbolicLink(top.resolve(from + "/to" + to), Path.of("../" + to));
            }
        }

        FolderWalk walk = FolderWalk.of(List.of(top), Map.of(), Settings.Links.FOLLOW, () -> false);

        assertThat(walk.files()).hasSize(16);
        assertThat(walk.files()).extracting(OutgoingFile::path).doesNotHaveDuplicates();
    }

    /** With links to two files and to a folder inside, and with four that lead to nothing that can be sent. */
    private Path linkedFolder() throws IOException {
        Path top = Files.createDirectories(folder.resolve("top"));
        TestFiles.random(top.resolve("plain"), 1);
        TestFiles.random(top.resolve("sub/file"), 1);
        TestFiles.random(folder.resolve("store/report"), 5);
        Files.createSymbolicLink(top.resolve("inner"), Path.of("plain"));
        Files.createSymbolicLink(top.resolve("outer"), Path.of("../store/report"));
        Files.createSymbolicLink(top.resolve("also"), Path.of("sub"));
        Files.createSymbolicLink(top.resolve("sub/up"), Path.of(".."));
        Files.createSymbolicLink(top.resolve("broken"), Path.of("nowhere"));
        Files.createSymbolicLink(top.resolve("folder"), Path.of("../store"));
        Files.createSymbolicLink(top.resolve("circle"), Path.of("circle"));
        return top;
    }

    @Test
    void whatSaysThatItIsEmptyAndIsNotIsNamedAndNotSentEmpty() throws IOException {
        Path made = Path.of("/proc/version");
        assumeTrue(Files.exists(made), "only where the system makes up files when they are read");
        Path top = Files.createDirectories(folder.resolve("top"));
        Files.createFile(top.resolve("empty"));
        Files.createSymbolicLink(top.resolve("version"), made);

        FolderWalk walk = FolderWalk.of(List.of(top, made), Map.of(), Settings.Links.FOLLOW, () -> false);

        assertThat(walk.files()).extracting(OutgoingFile::name).containsExactly("top/empty");
        assertThat(walk.leftOut().list()).contains("top/version (it says that it is empty, and is not)");
        assertThat(walk.unreadable()).containsOnlyKeys(made);
    }
}
