package wherry.ui.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.MouseEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javax.swing.JPanel;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.model.Aim;

class GoneFilesTest {
    private final Path photo = Path.of("photo.jpg").toAbsolutePath();
    private final List<Path> there = new ArrayList<>();
    private final List<Path> looked = new ArrayList<>();
    private final Queue<Runnable> disk = new ArrayDeque<>();
    private final TransfersModel model = new TransfersModel();
    private final Aim aim = new Aim();
    private final JPanel list = GuiActionRunner.execute(() -> new JPanel());
    private final GoneFiles goneFiles = new GoneFiles(model, aim, this::isThere, disk::add);

    private boolean isThere(Path path) {
        looked.add(path);
        return there.contains(path);
    }

    @Test
    void nothingIsSaidWhileTheUserPressesInTheListAndAllOfItAfterwards() {
        show(saved("a", photo));
        press(MouseEvent.MOUSE_PRESSED);
        look();
        runDisk();
        assertThat(offered()).as("what was seen changes how high rows are").contains(photo);
        press(MouseEvent.MOUSE_RELEASED);
        flush();
        assertThat(offered()).isEmpty();
        assertThat(remark("a")).isEqualTo(photo + " is gone.");
    }

    @Test
    void ofManyLooksWhileTheDiskDoesNotAnswerOnlyTheLastIsDone() {
        show(saved("a", photo));
        for (int i = 0; i < 100; i++) {
            look();
        }
        assertThat(disk).hasSize(1);
        runDisk();
        assertThat(disk).hasSize(1);
        runDisk();
        assertThat(disk).isEmpty();
        assertThat(looked).hasSize(2);
    }

    @Test
    void whatElseIsSaidOfATransferStays() {
        show(saved("a", photo));
        GuiActionRunner.execute(() -> model.remark("a", "Nothing was moved to the trash."));
        look();
        runDisk();
        assertThat(remark("a")).isEqualTo("Nothing was moved to the trash.");
        assertThat(offered()).isEmpty();
        there.add(photo);
        look();
        runDisk();
        assertThat(remark("a")).isEqualTo("Nothing was moved to the trash.");
        assertThat(offered()).contains(photo);
    }

    private void show(Transfer transfer) {
        GuiActionRunner.execute(() -> {
            aim.watchPresses(list);
            model.upsert(List.of(transfer));
        });
    }

    private void look() {
        GuiActionRunner.execute(() -> goneFiles.look(List.of(model.at(0).orElseThrow())));
    }

    private void runDisk() {
        disk.remove().run();
        flush();
    }

    /** What was put on the event thread is done. */
    private static void flush() {
        GuiActionRunner.execute(() -> {});
        GuiActionRunner.execute(() -> {});
    }

    private Optional<Path> offered() {
        return GuiActionRunner.execute(
                () -> new RowActions(model).target(model.at(0).orElseThrow()));
    }

    private String remark(String id) {
        return GuiActionRunner.execute(() -> model.remark(id));
    }

    private void press(int what) {
        int down = what == MouseEvent.MOUSE_PRESSED ? MouseEvent.BUTTON1_DOWN_MASK : 0;
        GuiActionRunner.execute(
                () -> list.dispatchEvent(new MouseEvent(list, what, 0, down, 1, 1, 1, false, MouseEvent.BUTTON1)));
    }

    private static Transfer saved(String id, Path place) {
        return Transfer.begin(id, Direction.RECEIVING, "photo.jpg", "Anna")
                .withState(TransferState.DONE)
                .withStartedAt(Instant.EPOCH)
                .withSavedAs(Optional.of(place));
    }
}
