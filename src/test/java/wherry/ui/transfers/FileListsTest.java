package wherry.ui.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.transfer.Event;
import wherry.transfer.Event.FileEnded.Contents;
import wherry.transfer.OfferedFile;
import wherry.transfer.TransferState;

class FileListsTest {
    @TempDir
    Path folder;

    private final List<Event> handedOn = new ArrayList<>();
    private final FileLists lists = new FileLists();
    private final Consumer<Event> events = lists.before(handedOn::add);

    @Test
    void eachFileHasItsOwnStateWhateverTheOrder() {
        events.accept(listed("t", 1_000));
        for (int i = 999; i >= 1; i--) {
            events.accept(new Event.FileEnded("t", source(i), TransferState.DONE, ""));
        }
        events.accept(new Event.FileEnded("t", source(0), TransferState.FAILED, "No."));
        events.accept(new Event.FileEnded("t", Path.of("/elsewhere"), TransferState.FAILED, "No."));
        FileList list = lists.of("t").orElseThrow();
        assertThat(list.state(0, TransferState.MOVING)).isEqualTo(TransferState.FAILED);
        assertThat(list.sentence(0)).isEqualTo("No.");
        assertThat(IntStream.range(1, 1_000)).allMatch(i -> list.state(i, TransferState.MOVING) == TransferState.DONE);
        assertThat(list.firstFailed()).map(OfferedFile::name).contains("f0");
        assertThat(handedOn)
                .as("what is about files is too much for the event thread")
                .isEmpty();
    }

    @Test
    void receivedFilesAreKnownWithPlaceSizeAndTimeButNotThoseThatWereThereBefore() throws IOException {
        Path came = Files.writeString(folder.resolve("f0"), "x");
        Path before = Files.writeString(folder.resolve("f1"), "x");
        events.accept(new Event.FilesListed("r", files(3), List.of(), List.of()));
        events.accept(new Event.FileSaved("r", "f0", came, Contents.SENT));
        events.accept(new Event.FileSaved("r", "f1", before, Contents.THERE_ALREADY));
        events.accept(new Event.FileMissed("r", "f2", "It broke off."));
        FileList list = lists.of("r").orElseThrow();
        Instant modified = Instant.ofEpochMilli(Files.getLastModifiedTime(came).toMillis());
        assertThat(list.places()).containsExactly(new FileList.Place(came, 7, modified));
        assertThat(list.path(1)).contains(before);
        assertThat(list.state(2, TransferState.MOVING)).isEqualTo(TransferState.FAILED);
        assertThat(list.outermost(folder)).containsExactly(came, before);
    }

    @Test
    void whatAreTooManyInAllAreForgottenTheOldestFirst() {
        for (int i = 0; i < 4; i++) {
            events.accept(listed("t" + i, 100_000));
        }
        assertThat(lists.of("t0")).isEmpty();
        assertThat(lists.of("t1")).isEmpty();
        assertThat(lists.of("t3")).isPresent();
        OfferedFile long1 = new OfferedFile("x".repeat(30_000_000), 1);
        events.accept(new Event.FilesListed("long", List.of(long1), List.of(), List.of()));
        assertThat(lists.of("long")).isEmpty();
        assertThat(lists.of("t3")).isPresent();
    }

    private static Event listed(String id, int count) {
        List<Path> sources =
                IntStream.range(0, count).mapToObj(FileListsTest::source).toList();
        return new Event.FilesListed(id, files(count), sources, sources.subList(0, 1));
    }

    private static Path source(int number) {
        return Path.of("/home/fox", "f" + number);
    }

    private static List<OfferedFile> files(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new OfferedFile("f" + i, 7))
                .toList();
    }

    @Test
    void aFileThatIsSavedTwiceIsOne() {
        events.accept(new Event.FilesListed("r", files(1), List.of(), List.of()));
        events.accept(new Event.FileMissed("r", "f0", "It broke off."));
        events.accept(new Event.FileSaved("r", "f0", folder.resolve("gone"), Contents.SENT));
        FileList list = lists.of("r").orElseThrow();
        assertThat(list.state(0, TransferState.MOVING)).isEqualTo(TransferState.DONE);
        assertThat(list.sentence(0)).isEmpty();
        assertThat(Optional.of(list.size())).contains(1);
    }
}
