package wherry.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wherry.testing.SmallDisk;
import wherry.transfer.Pump;

class ReceivedTreeTest {
    @TempDir
    Path scratch;

    private Path top;
    private ReceiveFolder folder;
    private ReceivedTree tree;

    @BeforeEach
    void begin() {
        top = scratch.resolve("deep/Wherry");
        folder = new ReceiveFolder(top);
        tree = folder.tree();
    }

    @AfterEach
    void end() throws IOException {
        tree.close();
    }

    @Test
    void aFolderIsRebuiltWithItsEmptyFilesAndEmptyFolders() throws IOException {
        receive("photos/2024/ü 100% #1 & +.txt", "1");
        receive("photos\\2025\\b.txt", "2");
        receive("photos/empty", "");
        assertThat(tree.makeFolder("photos/none/yet")).isEqualTo(top.resolve("photos/none/yet"));
        tree.close();
        assertThat(everything())
                .containsExactly(
                        "photos/",
                        "photos/2024/",
                        "photos/2024/ü 100% #1 & +.txt",
                        "photos/2025/",
                        "photos/2025/b.txt",
                        "photos/empty",
                        "photos/none/",
                        "photos/none/yet/");
        assertThat(top.resolve("photos/2025/b.txt")).hasContent("2");
    }

    @Test
    void nothingTouchesTheDiskBeforeTheFirstName() throws IOException {
        tree.close();
        assertThat(top).doesNotExist();
    }

    @Test
    void aFileAppearsOnlyWhenItIsComplete() throws IOException {
        try (PartialFile partial = tree.create("a/b.txt", 5)) {
            write(partial, "hello");
            assertThat(everything()).contains("a/").doesNotContain("a/b.txt");
            assertThat(partial.commit()).isEqualTo(top.resolve("a/b.txt")).hasContent("hello");
        }
        try (PartialFile partial = tree.create("a/c.txt", 5)) {
            write(partial, "he");
            assertThatThrownBy(partial::commit).hasMessage("Only 2 B of 5 B arrived; nothing was kept.");
        }
        tree.close();
        assertThat(everything()).containsExactly("a/", "a/b.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, __/__/etc/passwd",
        "/etc/passwd, etc/passwd",
        "a/../../b, a/__/__/b",
        "a//./b, a/b",
        "C:\\Windows\\x.dll, C_/Windows/x.dll",
        "\\\\server\\share\\x, server/share/x",
        "a/.., a/__",
        ".ssh/authorized_keys, _.ssh/authorized_keys",
        "project/.git/.gitignore, project/.git/.gitignore",
        "project/.wherry-0123456789abcdef0123456789abcdef.kept, project/_.wherry-0123456789abcdef0123456789abcdef.kept",
        "project/.WHERRY-x.parts/a, project/_.WHERRY-x.parts/a",
        "con/nul.txt, _con/_nul.txt",
        "a. /b, a/b",
        "a/b/, a/b",
        "/, file",
        "'', file",
    })
    void aHarmfulNameIsMadeHarmlessNotRefused(String name, String stored) throws IOException {
        assertThat(receive(name, "x")).isEqualTo(top.resolve(stored));
    }

    @Test
    void noNameLeadsOutside() throws IOException {
        Random random = new Random(3);
        List<String> pieces = List.of(
                "/", "\\", "..", ".", "a", "A", " ", "\u0000", ":", "\u202E", "u\u0308", "ü", "con", "~", "\uD83D",
                "x.txt");
        for (int i = 0; i < 500; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                name.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(receive(name.toString(), "x").normalize()).startsWith(top);
            assertThat(tree.makeFolder(name.toString()).normalize()).startsWith(top);
        }
        tree.close();
        try (Stream<Path> entries = Files.list(scratch)) {
            assertThat(entries).containsExactly(scratch.resolve("deep"));
        }
    }

    @Test
    void aFileOrALinkInThePlaceOfAFolderIsANameThatIsTaken() throws IOException {
        Path victim = Files.createDirectory(scratch.resolve("victim"));
        Files.createDirectories(top.resolve("real"));
        Files.writeString(top.resolve("a"), "a file");
        Files.createSymbolicLink(top.resolve("real/link"), victim);
        Files.createSymbolicLink(top.resolve("real/link (1)"), scratch.resolve("dangling"));

        assertThat(receive("a/x", "1")).isEqualTo(top.resolve("a (1)/x"));
        assertThat(receive("real/link/x", "2")).isEqualTo(top.resolve("real/link (2)/x"));
        assertThat(tree.makeFolder("real/link/y")).isEqualTo(top.resolve("real/link (2)/y"));
        assertThat(victim).isEmptyDirectory();
        assertThat(scratch.resolve("dangling")).doesNotExist();
    }

    @Test
    void oneFolderOfTheSendersIsOneFolderOnDiskThroughout() throws IOException {
        Files.createDirectories(top);
        Path inTheWay = Files.writeString(top.resolve("a"), "a file");
        assertThat(receive("a/0", "")).isEqualTo(top.resolve("a (1)/0"));
        Files.delete(inTheWay);
        // More than are remembered for speed.
        for (int i = 0; i < 1_100; i++) {
            tree.makeFolder("a/folder " + i);
        }
        assertThat(receive("a/1", "")).isEqualTo(top.resolve("a (1)/1"));
        assertThat(receive("./a\\2", "")).isEqualTo(top.resolve("a (1)/2"));
    }

    @Test
    void aFileOfTheSendersDoesNotBecomeAFolderNorTheOtherWayRound() throws IOException {
        receive("a", "a file");
        assertThat(receive("a/b", "x")).isEqualTo(top.resolve("a (1)/b"));
        assertThat(receive("c/d", "x")).isEqualTo(top.resolve("c/d"));
        assertThat(receive("c", "a file")).isEqualTo(top.resolve("c (1)"));
    }

    @Test
    void aSecondSendGoesIntoTheSameFoldersAndReplacesNothing() throws IOException {
        receive("a/b/c.tar.gz", "1");
        tree.close();
        tree = folder.tree();
        assertThat(receive("a/b/c.tar.gz", "2")).isEqualTo(top.resolve("a/b/c (1).tar.gz"));
        assertThat(receive("a/b/d", "3")).isEqualTo(top.resolve("a/b/d"));
        assertThat(top.resolve("a/b/c.tar.gz")).hasContent("1");
    }

    @Test
    void aFolderOnAnotherDiskIsANameThatIsTaken() throws IOException {
        Path mounted = Files.createDirectories(top.resolve("a"));
        try (SmallDisk disk = SmallDisk.mount(mounted, 1 << 20)) {
            assertThat(disk).isNotNull();
            assertThat(receive("a/x", "1")).isEqualTo(top.resolve("a (1)/x"));
            assertThat(mounted).isEmptyDirectory();
        }
    }

    @Test
    void namesThatTheDiskTakesForTheSameNeitherReplaceNorMissEachOther() throws IOException {
        try (FileSystem mac = Jimfs.newFileSystem(Configuration.osX())) {
            top = Files.createDirectory(mac.getPath("/Wherry"));
            Files.createDirectory(top.resolve("über"));
            tree = new ReceiveFolder(top).tree();
            assertThat(receive("Photos/a.txt", "1")).hasContent("1");
            assertThat(receive("photos/A.TXT", "2")).hasToString("/Wherry/photos/A (1).TXT");
            assertThat(receive("u\u0308ber/u\u0308", "3")).hasContent("3");
            assertThat(receive("ÜBER/ü", "4")).hasContent("4");
            tree.close();
            assertThat(top.resolve("Photos/a.txt")).hasContent("1");
            try (Stream<Path> all = Files.walk(top)) {
                assertThat(all.filter(Files::isRegularFile)).hasSize(4);
            }
        }
    }

    @Test
    void whatIsTooDeepGoesIntoTheDeepestFolderUnderANameThatTellsWhereItWas() throws IOException {
        String deep = "d/".repeat(63);
        assertThat(receive(deep + "x.txt", "1")).isEqualTo(top.resolve(deep + "x.txt"));
        assertThat(receive(deep + "e/f/x.txt", "2")).isEqualTo(top.resolve(deep + "e_f_x.txt"));
        assertThat(receive(deep + "e/f/x.txt", "3")).isEqualTo(top.resolve(deep + "e_f_x (1).txt"));
        assertThat(tree.makeFolder(deep + "e/f")).isEqualTo(top.resolve(deep + "e_f"));
        assertThat(receive("y/".repeat(50_000) + "x.txt", "4").getNameCount() - top.getNameCount())
                .isEqualTo(64);
    }

    @Test
    void theLongestNamesStillFindAPlace() throws IOException {
        Path long1 = receive("漢".repeat(300) + "/" + "語".repeat(300) + ".txt", "1");
        assertThat(long1.toString()).endsWith("語.txt");
        for (Path part : top.relativize(long1)) {
            assertThat(part.toString().getBytes(UTF_8).length).isBetween(250, 255);
        }
        Path long2 = receive(("x".repeat(250) + "/").repeat(16) + "end.txt", "2");
        assertThat(long2.getFileName().toString()).endsWith("end.txt");
        assertThat(long2).hasContent("2");
    }

    @Test
    void foldersThatVanishMidwayAreMadeAgain() throws IOException {
        receive("a/b/1", "1");
        try (PartialFile partial = tree.create("a/b/2", 1)) {
            write(partial, "2");
            Files.delete(top.resolve("a/b/1"));
            Files.delete(top.resolve("a/b"));
            assertThat(partial.commit()).isEqualTo(top.resolve("a/b/2")).hasContent("2");
        }
        deleteAll();
        assertThat(receive("a/b/3", "3")).isEqualTo(top.resolve("a/b/3")).hasContent("3");
    }

    @Test
    void aPartialFileThatVanishesIsSaidSo() throws IOException {
        try (PartialFile partial = tree.create("a/1", 1)) {
            write(partial, "1");
            deleteAll();
            assertThatThrownBy(partial::commit).hasMessageContaining("was removed");
        }
    }

    @Test
    void closingEndsWhatIsOpenAndLeavesNothingHidden() throws IOException {
        receive("a/1", "1");
        PartialFile partial = tree.create("a/2", 2);
        write(partial, "2");
        tree.close();
        assertThatThrownBy(() -> write(partial, "2")).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(partial::commit).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> tree.create("a/3", 1)).isInstanceOf(ClosedChannelException.class);
        assertThat(everything()).containsExactly("a/", "a/1");
    }

    @Test
    void foldersForFilesThatNeverCameGoWithTheReception() throws IOException {
        Files.createDirectories(top.resolve("here/before"));
        receive("photos/one/a.txt", "1");
        tree.create("photos/two/deep/b.txt", 5).close();
        tree.create("letters/c.txt", 5).close();
        tree.create("here/before/d.txt", 5).close();
        tree.create("kept/e.txt", 5).close();
        tree.makeFolder("kept");
        tree.create("ours/f.txt", 5).close();
        Files.createFile(top.resolve("ours/from somebody else"));

        tree.close();

        assertThat(everything())
                .containsExactly(
                        "here/",
                        "here/before/",
                        "kept/",
                        "ours/",
                        "ours/from somebody else",
                        "photos/",
                        "photos/one/",
                        "photos/one/a.txt");
    }

    /** Somebody else's reception, or the user, has put it there. */
    @Test
    void aFileThatHasTakenTheNameOfAnEmptyFolderStays() throws IOException {
        tree.create("photos/a.txt", 5).close();
        Files.delete(top.resolve("photos"));
        Files.writeString(top.resolve("photos"), "mine");

        tree.close();

        assertThat(top.resolve("photos")).hasContent("mine");
    }

    @Test
    void manyThreadsFillOneTree() throws Exception {
        int threads = 8;
        ExecutorService senders = Executors.newFixedThreadPool(threads);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            done.add(senders.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    assertThat(receive("all/" + i % 10 + "/same.txt", "x")).hasContent("x");
                }
                return null;
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        senders.shutdown();
        tree.close();
        assertThat(everything()).hasSize(1 + 10 + threads * 200);
    }

    @Test
    void theSendersTimeIsKeptUnlessItCannotBeMeant() throws IOException {
        Instant now = Instant.now();
        Instant then = Instant.parse("2001-02-03T04:05:06Z");
        assertThat(modified(then)).isEqualTo(then);
        assertThat(modified(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
        for (Instant absurd :
                List.of(Instant.MIN, Instant.MAX, Instant.EPOCH.minusSeconds(1), now.plusSeconds(90_000))) {
            assertThat(modified(absurd)).isBetween(now.minus(Duration.ofMinutes(1)), Instant.now());
        }
    }

    private Instant modified(Instant wanted) throws IOException {
        try (PartialFile partial = tree.create("times/a", 1)) {
            write(partial, "1");
            return Files.getLastModifiedTime(partial.commit(wanted)).toInstant();
        }
    }

    private Path receive(String name, String contents) throws IOException {
        byte[] bytes = contents.getBytes(UTF_8);
        try (PartialFile partial = tree.create(name, bytes.length)) {
            Pump.writeFully(ByteBuffer.wrap(bytes), partial.channel());
            return partial.commit();
        }
    }

    private static void write(PartialFile partial, String contents) throws IOException {
        Pump.writeFully(ByteBuffer.wrap(contents.getBytes(UTF_8)), partial.channel());
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path one : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(one);
            }
        }
    }

    private Set<String> everything() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.walk(top)) {
            all.filter(path -> !path.equals(top))
                    .forEach(path -> names.add(top.relativize(path) + (Files.isDirectory(path) ? "/" : "")));
        }
        return names;
    }
}
