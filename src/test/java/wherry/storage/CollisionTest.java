package wherry.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.TestFiles;
import wherry.transfer.Collision;
import wherry.transfer.Pump;

/** What happens to files that are there already. */
class CollisionTest {
    @TempDir
    Path scratch;

    private Path top;

    @BeforeEach
    void layOut() throws IOException {
        top = Files.createDirectories(scratch.resolve("in"));
    }

    @Test
    void keepingBothIsUsual() throws IOException {
        Files.writeString(top.resolve("a.txt"), "old");

        assertThat(receive(new ReceiveFolder(top), "a.txt", "new")).isEqualTo(top.resolve("a (1).txt"));
        assertThat(new ReceiveFolder(top).present("a.txt", 3)).isEmpty();
    }

    @Test
    void aFileIsReplacedOnceTheNewOneIsComplete() throws IOException {
        Path old = Files.writeString(top.resolve("a.txt"), "old");
        ReceiveFolder folder = new ReceiveFolder(top, Collision.REPLACE);

        try (PartialFile partial = folder.create("a.txt", 6)) {
            Pump.writeFully(ByteBuffer.wrap("newer!".getBytes(UTF_8)), partial.channel());
            assertThat(old).hasContent("old");
            assertThat(partial.commit()).isEqualTo(old);
        }
        assertThat(old).hasContent("newer!");
        assertThat(TestFiles.names(top)).containsExactly("a.txt");
    }

    @Test
    void aFileThatDoesNotArriveWholeReplacesNothing() throws IOException {
        Path old = Files.writeString(top.resolve("a.txt"), "old");

        try (PartialFile partial = new ReceiveFolder(top, Collision.REPLACE).create("a.txt", 6)) {
            Pump.writeFully(ByteBuffer.wrap("new".getBytes(UTF_8)), partial.channel());
        }

        assertThat(old).hasContent("old");
    }

    @Test
    void foldersAndLinksAreNeverReplaced() throws IOException {
        Path target = Files.writeString(scratch.resolve("outside.txt"), "outside");
        Path link = Files.createSymbolicLink(top.resolve("link"), target);
        Path dangling = Files.createSymbolicLink(top.resolve("dangling"), scratch.resolve("nowhere"));
        Path inner = Files.createDirectory(top.resolve("folder"));
        ReceiveFolder folder = new ReceiveFolder(top, Collision.REPLACE);

        assertThat(receive(folder, "link", "x")).isEqualTo(top.resolve("link (1)"));
        assertThat(receive(folder, "dangling", "x")).isEqualTo(top.resolve("dangling (1)"));
        assertThat(receive(folder, "folder", "x")).isEqualTo(top.resolve("folder (1)"));

        assertThat(link).isSymbolicLink();
        assertThat(dangling).isSymbolicLink();
        assertThat(inner).isDirectory();
        assertThat(target).hasContent("outside");
        assertThat(scratch.resolve("nowhere")).doesNotExist();
    }

    @Test
    void oneReceptionNeverReplacesItsOwnFiles() throws IOException {
        Files.createDirectories(top.resolve("photos"));
        Files.writeString(top.resolve("photos/a"), "old");

        try (ReceivedTree tree = new ReceiveFolder(top, Collision.REPLACE).tree()) {
            assertThat(receive(tree, "photos/a", "1")).isEqualTo(top.resolve("photos/a"));
            assertThat(receive(tree, "photos/a", "2")).isEqualTo(top.resolve("photos/a (1)"));
            assertThat(receive(tree, "photos/b", "3")).isEqualTo(top.resolve("photos/b"));
            assertThat(receive(tree, "photos/b", "4")).isEqualTo(top.resolve("photos/b (1)"));
        }
        assertThat(top.resolve("photos/a")).hasContent("1");
    }

    @Test
    void onlyAFileOfTheSameNameAndSizeIsSkipped() throws IOException {
        Files.createDirectories(top.resolve("photos"));
        Path old = Files.writeString(top.resolve("photos/a"), "old");
        Files.createSymbolicLink(top.resolve("photos/link"), old);
        Files.createSymbolicLink(top.resolve("elsewhere"), top.resolve("photos"));
        Files.writeString(top.resolve("a"), "old");
        ReceiveFolder folder = new ReceiveFolder(top, Collision.SKIP);

        try (ReceivedTree tree = folder.tree()) {
            assertThat(tree.present("photos/a", 3)).contains(old);
            assertThat(tree.present("photos/../photos/a", 3)).isEmpty();
            assertThat(tree.present("photos/a", 4)).isEmpty();
            assertThat(tree.present("photos/link", 3)).isEmpty();
            assertThat(tree.present("elsewhere/a", 3)).isEmpty();
            assertThat(tree.present("photos", 3)).isEmpty();
            assertThat(receive(tree, "photos/a", "four")).isEqualTo(top.resolve("photos/a (1)"));
        }
        assertThat(folder.present("a", 3)).contains(top.resolve("a"));
        assertThat(folder.present("a", 4)).isEmpty();
    }

    private static Path receive(ReceiveFolder folder, String name, String contents) throws IOException {
        try (PartialFile partial = folder.create(name, contents.length())) {
            return fill(partial, contents);
        }
    }

    private static Path receive(ReceivedTree tree, String name, String contents) throws IOException {
        try (PartialFile partial = tree.create(name, contents.length())) {
            return fill(partial, contents);
        }
    }

    private static Path fill(PartialFile partial, String contents) throws IOException {
        Pump.writeFully(ByteBuffer.wrap(contents.getBytes(UTF_8)), partial.channel());
        return partial.commit();
    }
}
