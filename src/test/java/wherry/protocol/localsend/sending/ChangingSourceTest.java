package wherry.protocol.localsend.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.OutgoingFile;
import wherry.protocol.localsend.http.SourceException;
import wherry.protocol.localsend.message.UploadItem;
import wherry.storage.BlockDigests;
import wherry.testing.TestFiles;

/** A file that somebody writes to while it is sent for the first time is never sent whole as a mixture. */
class ChangingSourceTest {
    private static final int SIZE = 600_000;

    @TempDir
    Path folder;

    private Path file;

    /** Keeps what is written, and does something before the first byte of it. */
    private static final class Receiver extends ByteArrayOutputStream {
        private final Change change;

        private Receiver(Change change) {
            this.change = change;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (size() == 0) {
                change.happen();
            }
            super.write(bytes, from, length);
        }
    }

    @FunctionalInterface
    private interface Change {
        void happen();
    }

    @BeforeEach
    void write() throws IOException {
        file = TestFiles.random(folder.resolve("file"), SIZE);
    }

    @Test
    void theLastPieceOfAFileThatChangedIsHeldBack() {
        Receiver receiver = new Receiver(this::touch);
        assertThatThrownBy(() -> new FileEntity(file, SIZE, moved -> {}).writeTo(receiver))
                .isInstanceOf(SourceException.class)
                .hasMessage("The file was changed while it was being sent. Send it again when nothing writes to it.");
        assertThat(receiver.size()).isBetween(1, SIZE - 1);
    }

    @Test
    void aFileThatGrewSinceItWasAnnouncedIsNotCut() throws IOException {
        append();
        Receiver receiver = new Receiver(() -> {});
        assertThatThrownBy(() -> new FileEntity(file, SIZE, moved -> {}).writeTo(receiver))
                .isInstanceOf(SourceException.class);
        assertThat(receiver.size()).isLessThan(SIZE);
    }

    @Test
    void oneThatWasDeletedMeanwhileIsReadToItsEnd() throws IOException {
        byte[] all = Files.readAllBytes(file);
        Receiver receiver = new Receiver(this::delete);
        new FileEntity(file, SIZE, moved -> {}).writeTo(receiver);
        assertThat(receiver.toByteArray()).isEqualTo(all);
    }

    @Test
    void aDigestThatNoFileHasTellsAnotherWherryToTakeItAnew() throws IOException {
        byte[] changed = tail(new Receiver(this::touch));
        assertThat(changed).containsOnly(0);
        assertThat(tail(new Receiver(() -> {}))).isNotEqualTo(changed);
    }

    @Test
    void aFileThatGrowsIsNoLongerWhatWasOffered() {
        assertThatThrownBy(() -> tail(new Receiver(this::append))).isInstanceOf(SourceException.class);
    }

    @Test
    void aSmallFileOfAnotherTimeIsReadAgainAndOneOfAnotherSizeLeftOut() throws IOException {
        Path small = TestFiles.random(folder.resolve("small"), 100);
        Path grown = TestFiles.random(folder.resolve("grown"), 100);
        List<UploadItem> items = List.of(item(small), item(grown));
        Files.setLastModifiedTime(small, FileTime.from(Instant.now().minusSeconds(60)));
        Files.write(grown, new byte[1], StandardOpenOption.APPEND);

        BatchEntity batch = new BatchEntity(items, moved -> {});
        batch.writeTo(new ByteArrayOutputStream());

        assertThat(batch.written()).containsExactly(items.get(0));
        assertThat(batch.unreadable()).containsOnlyKeys(items.get(1));
    }

    private static UploadItem item(Path path) throws IOException {
        FileVersion version = FileVersion.of(path);
        return new UploadItem(
                path.getFileName().toString(),
                "token",
                new OutgoingFile(
                        path,
                        "name",
                        version.size(),
                        Optional.of(version.modified().toInstant())));
    }

    /** What comes behind the contents. */
    private byte[] tail(Receiver receiver) throws IOException {
        OutgoingFile outgoing = new OutgoingFile(file, "file", SIZE);
        new ResumedEntity(outgoing, new byte[0], FileVersion.of(file), moved -> {}).writeTo(receiver);
        byte[] all = receiver.toByteArray();
        assertThat(all).hasSize(SIZE + BlockDigests.LENGTH);
        return Arrays.copyOfRange(all, SIZE, all.length);
    }

    private void touch() {
        quietly(() ->
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2))));
    }

    private void append() {
        quietly(() -> Files.write(file, new byte[1], StandardOpenOption.APPEND));
    }

    private void delete() {
        quietly(() -> Files.delete(file));
    }

    private interface Disk {
        void act() throws IOException;
    }

    private static void quietly(Disk disk) {
        try {
            disk.act();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
