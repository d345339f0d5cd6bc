package wherry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.transfer.Direction;
import wherry.transfer.TransferState;

class TransferHistoryTest {
    private static final Instant TIME = Instant.parse("2026-11-25T14:02:11Z");

    @TempDir
    Path folder;

    @Test
    void whatEndedIsThereInTheNextRunWithItsNamesAndPlaces() throws IOException {
        HistoryEntry entry = entry("a", 2);
        TransferHistory history = TransferHistory.in(folder);
        history.add(entry);
        history.write();
        assertThat(TransferHistory.in(folder).all()).containsExactly(entry);
        assertThat(Files.readString(file()))
                .contains("2026-11-25T14:02:11Z\treceived".replace("received", "receiving"))
                .contains("Anna\u2019s phone\tholiday");
    }

    @Test
    void aNameCannotForgeALineOrAField() throws IOException {
        HistoryEntry entry = new HistoryEntry(
                "a",
                TIME,
                Direction.RECEIVING,
                TransferState.DONE,
                "x",
                "y",
                Optional.empty(),
                1,
                1,
                Optional.of(Path.of("/tmp/a\tb\nc\\t")),
                List.of(new HistoryEntry.Place(Path.of("/tmp/a\tb\nc\\t"), 1, TIME)));
        TransferHistory history = TransferHistory.in(folder);
        history.add(entry);
        history.write();
        assertThat(TransferHistory.in(folder).all()).containsExactly(entry);
    }

    @Test
    void theOldestGoBeyondAThousandAndManyPlacesAreNotKept() throws IOException {
        TransferHistory history = TransferHistory.in(folder);
        for (int i = 0; i < TransferHistory.MOST + 10; i++) {
            history.add(entry("e" + i, 20));
        }
        history.add(entry("many", TransferHistory.MOST_PLACES_OF_ONE + 1));
        history.write();
        List<HistoryEntry> all = TransferHistory.in(folder).all();
        assertThat(all).hasSize(TransferHistory.MOST);
        assertThat(all.get(0).id()).isEqualTo("e11");
        assertThat(all.get(all.size() - 1).places()).isEmpty();
        assertThat(all.stream().mapToInt(entry -> entry.places().size()).sum()).isBetween(4_900, 5_000);
        assertThat(all.get(all.size() - 2).places()).hasSize(20);
    }

    @Test
    void whatMakesNoSenseCostsNoMoreThanItself() throws IOException {
        TransferHistory history = TransferHistory.in(folder);
        history.add(entry("a", 1));
        history.write();
        String good = Files.readString(file());
        Files.writeString(
                file(),
                "nonsense\n" + good + "2026\treceiving\tdone\ta\tb\t1\t1\t\t\tid\n\tno\tplace\tat all\n"
                        + "+1000000000-12-31T23:59:59.999999999Z\treceiving\tdone\ta\tb\t1\t1\t\t\tid\n"
                        + "2026-11-25T14:02:11Z\treceiving\tmoving\ta\tb\t1\t1\t\t\tid\n"
                        + "2026-11-25T14:02:11Z\treceiving\tdone\ta\tb\t-1\t1\t\t\tid\n"
                        + "2026-11-25T14:02:11Z\treceiving\tdone\ta\tb\t1\t1\trelative\t\tid\n");
        assertThat(TransferHistory.in(folder).all()).containsExactly(entry("a", 1));
    }

    @Test
    void aDamagedFileIsSetAsideAndWhatIsClearedIsGone() throws IOException {
        Files.write(file(), new byte[] {0, 1, 2});
        TransferHistory history = TransferHistory.in(folder);
        assertThat(history.all()).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).anyMatch(name -> name.contains("damaged"));
        }
        history.add(entry("a", 1));
        history.write();
        history.clear();
        history.write();
        assertThat(Files.readString(file())).doesNotContain("holiday");
    }

    @Test
    void theViewIsRememberedAndNonsenseInItIsAsUsual() throws IOException {
        ViewFile view = ViewFile.in(folder);
        assertThat(view.load()).isEqualTo(ViewSettings.DEFAULT);
        ViewSettings other = new ViewSettings(
                ViewSettings.History.OFF,
                50,
                ViewSettings.LogPane.FOLDED,
                ViewSettings.Datagrams.SHOWN,
                ViewSettings.Previews.OFF,
                ViewSettings.TextSize.LARGER,
                ViewSettings.LinkLife.DAY,
                ViewSettings.LinkEncryption.ON);
        view.store(other);
        assertThat(ViewFile.in(folder).load()).isEqualTo(other);
        Files.writeString(folder.resolve("view.properties"), "history = perhaps\nlog = folded\n");
        assertThat(ViewFile.in(folder).load()).isEqualTo(ViewSettings.DEFAULT.with(ViewSettings.LogPane.FOLDED));
    }

    private Path file() {
        return folder.resolve("history.txt");
    }

    private static HistoryEntry entry(String id, int places) {
        return new HistoryEntry(
                id,
                TIME,
                Direction.RECEIVING,
                TransferState.DONE,
                "holiday",
                "Anna\u2019s phone",
                Optional.of("AB".repeat(32)),
                Math.max(1, places),
                48_000_000,
                Optional.of(Path.of("/home/fox/Downloads")),
                IntStream.range(0, places)
                        .mapToObj(i -> new HistoryEntry.Place(
                                Path.of("/home/fox/Downloads/holiday/" + i + ".jpg"), 4_000_000, TIME))
                        .toList());
    }
}
