package wherry.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.transfer.ProtocolException;
import wherry.transfer.Pump;

class ReceiveFolderTest {
    @TempDir
    Path scratch;

    private Path path;
    private ReceiveFolder folder;

    @BeforeEach
    void choose() {
        path = scratch.resolve("deep/Wherry");
        folder = new ReceiveFolder(path);
    }

    @Test
    void aFileAppearsUnderItsNameOnlyWhenItIsComplete() throws IOException {
        try (PartialFile partial = folder.create("a.txt", 5)) {
            write(partial, "hello");
            assertThat(visible()).isEmpty();
            assertThat(names())
                    .singleElement()
                    .satisfies(name -> assertThat(name).matches("\\.wherry-[0-9a-f]{32}\\.part"));

            assertThat(partial.commit()).isEqualTo(path.resolve("a.txt")).hasContent("hello");
        }
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void afterAFailureNothingRemains() throws IOException {
        try (PartialFile partial = folder.create("a.txt", 5)) {
            write(partial, "he");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void incompleteContentsAreNotCommitted() throws IOException {
        try (PartialFile partial = folder.create("a.txt", 5)) {
            write(partial, "he");
            assertThatThrownBy(partial::commit)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessage("Only 2 B of 5 B arrived; nothing was kept.");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void anEmptyFileIsAFileToo() throws IOException {
        assertThat(receive("empty", "")).isEmptyFile();
    }

    @Test
    void theFolderIsMadeAgainWhenItIsGone() throws IOException {
        Files.delete(receive("a", "1"));
        Files.delete(path);
        assertThat(receive("b", "2")).hasContent("2");
    }

    @Test
    void theFolderMayBeALinkToAFolder() throws IOException {
        Path real = Files.createDirectory(scratch.resolve("real"));
        folder = new ReceiveFolder(Files.createSymbolicLink(scratch.resolve("link"), real));
        receive("a", "1");
        assertThat(real.resolve("a")).hasContent("1");
    }

    @Test
    void nothingIsEverOverwritten() throws IOException {
        assertThat(receive("n.tar.gz", "1").getFileName()).hasToString("n.tar.gz");
        assertThat(receive("n.tar.gz", "2").getFileName()).hasToString("n (1).tar.gz");
        assertThat(receive("n.tar.gz", "3").getFileName()).hasToString("n (2).tar.gz");
        assertThat(path.resolve("n.tar.gz")).hasContent("1");
    }

    @Test
    void aNameSentEndlesslyStillFindsAPlace() throws IOException {
        for (int i = 0; i < 130; i++) {
            receive("same.txt", "" + i);
        }
        assertThat(names()).hasSize(130).contains("same (100).txt").doesNotContain("same (101).txt");
    }

    @Test
    void twoUploadsOfOneNameAtOnceGiveTwoFiles() throws Exception {
        int uploads = 16;
        CyclicBarrier together = new CyclicBarrier(uploads);
        ExecutorService senders = Executors.newFixedThreadPool(uploads);
        try {
            List<Future<Path>> files = new ArrayList<>();
            for (int i = 0; i < uploads; i++) {
                String contents = "contents " + i;
                files.add(senders.submit(() -> {
                    try (PartialFile partial = folder.create("same.txt", contents.length())) {
                        write(partial, contents);
                        together.await();
                        return partial.commit();
                    }
                }));
            }
            for (int i = 0; i < uploads; i++) {
                assertThat(files.get(i).get()).hasContent("contents " + i);
            }
        } finally {
            senders.shutdown();
        }
        assertThat(names()).hasSize(uploads);
    }

    @Test
    void aPlantedLinkOrFolderIsJustANameThatIsTaken() throws IOException {
        Files.createDirectories(path);
        Path victim = Files.writeString(scratch.resolve("victim"), "untouched");
        Files.createSymbolicLink(path.resolve("a"), victim);
        Files.createSymbolicLink(path.resolve("a (1)"), scratch.resolve("dangling"));
        Files.createDirectory(path.resolve("a (2)"));

        assertThat(receive("a", "1").getFileName()).hasToString("a (3)");

        assertThat(victim).hasContent("untouched");
        assertThat(scratch.resolve("dangling")).doesNotExist();
        assertThat(path.resolve("a (2)")).isEmptyDirectory();
    }

    @Test
    void aNameWithAPathIsStoredDirectlyInTheFolder() throws IOException {
        assertThat(receive("../../etc/passwd", "x")).isEqualTo(path.resolve("_.._.._etc_passwd"));
    }

    @Test
    void withoutHardLinksFilesAreMovedAndStillNothingIsOverwritten() throws IOException {
        folder = new ReceiveFolder(path, (newName, file) -> {
            throw new FileSystemException(newName.toString(), null, "Operation not permitted");
        });
        Files.createDirectories(path);
        Files.createSymbolicLink(path.resolve("a"), scratch.resolve("dangling"));

        assertThat(receive("a", "1")).isEqualTo(path.resolve("a (1)")).hasContent("1");
        assertThat(receive("a", "2")).isEqualTo(path.resolve("a (2)")).hasContent("2");

        assertThat(names()).containsExactlyInAnyOrder("a", "a (1)", "a (2)");
        assertThat(scratch.resolve("dangling")).doesNotExist();
    }

    @Test
    void aFileSystemThatRefusesANameGetsAPoorerOne() throws IOException {
        folder = new ReceiveFolder(path, (newName, file) -> {
            if (newName.toString().contains("ü")) {
                // What the move that follows would meet as well.
                throw new java.nio.file.InvalidPathException(newName.toString(), "unmappable");
            }
            Files.createLink(newName, file);
        });
        assertThat(receive("für.txt", "1")).isEqualTo(path.resolve("f_r.txt")).hasContent("1");
    }

    @Test
    void aFolderThatVanishesMidwayIsSaidSo() throws IOException {
        try (PartialFile partial = folder.create("a", 1)) {
            write(partial, "1");
            for (String name : names()) {
                Files.delete(path.resolve(name));
            }
            Files.delete(path);
            assertThatThrownBy(partial::commit)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("The folder " + path + " was removed");
        }
        assertThat(receive("a", "1")).hasContent("1");
    }

    @Test
    void aFolderThatIsAFileIsSaidSo() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "");
        assertThatThrownBy(() -> folder.create("a", 1))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("There is a file where the folder " + path + " should be.");
        assertThatThrownBy(folder::clean).hasMessageStartingWith("There is a file where the folder");
        assertThatThrownBy(() -> new ReceiveFolder(path.resolve("below")).create("a", 1))
                .hasMessageStartingWith("There is a file where the folder");
    }

    @Test
    void closingFromAnotherThreadEndsTheReceptionAndRemovesWhatWasWritten() throws IOException {
        PartialFile partial = folder.create("a", 3);
        write(partial, "1");
        partial.close();
        assertThatThrownBy(() -> write(partial, "2")).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(partial::commit).isInstanceOf(ClosedChannelException.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void filesGetTheRightsOfAnyNewFile() throws IOException {
        Path usual = Files.writeString(scratch.resolve("usual"), "");
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(usual);
        assertThat(Files.getPosixFilePermissions(receive("a", "1"))).isEqualTo(rights);
    }

    @Test
    void cleaningTouchesNothingButStalePartialFiles() throws IOException {
        folder.clean();
        assertThat(path).doesNotExist();

        String stale = ".wherry-0123456789abcdef0123456789abcdef.part";
        Path kept = scratch.resolve("kept");
        receive("a.part", "1");
        Files.writeString(path.resolve(stale), "left behind");
        Files.writeString(path.resolve(".wherry-short.part"), "not ours");
        Files.writeString(path.resolve(".wherry-0123456789ABCDEF0123456789ABCDEF.part"), "not ours");
        Files.createDirectory(path.resolve(".wherry-00000000000000000000000000000000.part"));
        Files.createSymbolicLink(
                path.resolve(".wherry-11111111111111111111111111111111.part"), Files.writeString(kept, "kept"));
        int before = names().size();

        try (PartialFile alive = folder.create("b", 1)) {
            folder.clean();
            assertThat(names()).hasSize(before).doesNotContain(stale);
            write(alive, "1");
            assertThat(alive.commit()).hasContent("1");
        }
        assertThat(kept).hasContent("kept");
    }

    @Test
    void cleaningRemovesTheFoldersOfDeadTreesAndNothingElse() throws IOException {
        Path dead = Files.createDirectories(path.resolve(".wherry-0123456789abcdef0123456789abcdef.parts"));
        Files.writeString(dead.resolve("lock"), "");
        Files.writeString(dead.resolve("17.part"), "left behind");
        Path strange = Files.createDirectory(path.resolve(".wherry-0123456789abcdef0123456789abcdee.parts"));
        Files.writeString(strange.resolve("lock"), "");
        Files.writeString(strange.resolve("diary.txt"), "not ours");
        Files.createDirectory(path.resolve(".wherry-0123456789abcdef0123456789abcded.parts"));
        Path victim = Files.createDirectory(scratch.resolve("victim"));
        Files.writeString(victim.resolve("1.part"), "not ours");
        Files.createSymbolicLink(path.resolve(".wherry-0123456789abcdef0123456789abcdec.parts"), victim);

        try (ReceivedTree tree = folder.tree();
                PartialFile alive = tree.create("a/b", 1)) {
            folder.clean();
            assertThat(names()).hasSize(4).contains("a", strange.getFileName().toString());
            write(alive, "1");
            assertThat(alive.commit()).hasContent("1");
        }
        assertThat(names()).hasSize(3);
        assertThat(strange.resolve("diary.txt")).hasContent("not ours");
        assertThat(victim.resolve("1.part")).hasContent("not ours");
    }

    @Test
    void theSendersTimeCanBeKept() throws IOException {
        Instant then = Instant.parse("2001-02-03T04:05:06Z");
        try (PartialFile partial = folder.create("a", 0)) {
            assertThat(Files.getLastModifiedTime(partial.commit(then)).toInstant())
                    .isEqualTo(then);
        }
    }

    private Path receive(String name, String contents) throws IOException {
        try (PartialFile partial = folder.create(name, contents.length())) {
            write(partial, contents);
            return partial.commit();
        }
    }

    private static void write(PartialFile partial, String contents) throws IOException {
        Pump.writeFully(ByteBuffer.wrap(contents.getBytes(UTF_8)), partial.channel());
    }

    private List<String> visible() throws IOException {
        return names().stream().filter(name -> !name.startsWith(".")).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
