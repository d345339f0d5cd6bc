package wherry.ui.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.settings.TransferHistory;
import wherry.settings.ViewSettings;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.model.ViewController;

class HistoryControllerTest {
    @TempDir
    Path folder;

    private final Queue<Runnable> background = new ArrayDeque<>();

    @Test
    void whatEndsWhileTheWritingHasNotBegunIsWrittenAlongWithIt() throws Exception {
        HistoryController history = new HistoryController(
                new TransfersModel(),
                TransferHistory.in(folder),
                new ViewController(ViewSettings.DEFAULT, view -> {}, background::add, line -> {}),
                background::add,
                line -> {});
        Consumer<Event> events = history.before(event -> {});

        events.accept(ended("one.jpg"));
        events.accept(ended("two.jpg"));
        while (!background.isEmpty()) {
            background.remove().run();
        }

        assertThat(Files.readString(folder.resolve("history.txt"))).contains("one.jpg", "two.jpg");
    }

    private static Event ended(String title) {
        return new Event.TransferChanged(
                Transfer.begin(title, Direction.RECEIVING, title, "Anna").withState(TransferState.DONE));
    }
}
