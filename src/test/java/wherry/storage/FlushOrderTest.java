package wherry.storage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the disk has when the power fails: contents before what is said of them, and both before the name. */
class FlushOrderTest {
    private final List<String> notes = new ArrayList<>();

    @TempDir
    Path folder;

    private Destination destination;

    @BeforeEach
    void destination() {
        destination = new Destination() {
            @Override
            public Path folder() {
                return folder;
            }

            @Override
            public Path take(Path file) throws IOException {
                notes.add("named");
                return Files.createLink(folder.resolve("final"), file);
            }
        };
    }

    @Test
    void aBlockIsFlushedBeforeTheJournalSaysSoAndTheJournalBeforeTheName() throws IOException {
        int size = 2 * BlockDigests.BLOCK + 5;
        ResumeSource source = new ResumeSource("SENDER", "a", size, Instant.ofEpochSecond(1_000_000));
        JournaledPaths paths = JournaledPaths.next(folder);
        Journal journal = Journal.begin(record(paths.journal(), "journal"), source);

        try (ResumableFile file =
                new ResumableFile(paths, source, record(paths.data(), "contents"), journal, destination, () -> {})) {
            file.write(ByteBuffer.allocate(size));
            file.commit();
        }

        assertThat(notes)
                .containsExactly(
                        "journal written",
                        "contents written",
                        "contents flushed",
                        "journal written",
                        "journal flushed",
                        "contents written",
                        "contents flushed",
                        "journal written",
                        "journal flushed",
                        "contents written",
                        "contents flushed",
                        "named");
    }

    @Test
    void aFileIsFlushedBeforeItHasItsName() throws IOException {
        try (PartialFile file = partial(Durability.FLUSHED)) {
            file.write(ByteBuffer.allocate(5));
            file.commit();
        }

        assertThat(notes).containsExactly("contents written", "contents flushed", "named");
    }

    private PartialFile partial(Durability durability) throws IOException {
        FileChannel channel = record(folder.resolve("partial"), "contents");
        return new PartialFile(HeldFolder.chosen(folder), "partial", channel, 5, destination, durability, ended -> {});
    }

    private FileChannel record(Path file, String name) throws IOException {
        return new RecordingChannel(FileChannel.open(file, CREATE_NEW, READ, WRITE), name, notes);
    }
}
