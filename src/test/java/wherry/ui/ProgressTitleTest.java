package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.desktop.TaskbarProgress;
import wherry.ui.transfers.TransfersModel;

class ProgressTitleTest {
    private final List<String> titles = new ArrayList<>();
    private final List<Integer> taskbar = new ArrayList<>();

    @Test
    void theTitleAndTheTaskbarTellHowFarAllIsAndNothingWhenAllHasEnded() {
        GuiActionRunner.execute(() -> {
            TransfersModel transfers = new TransfersModel();
            ProgressTitle.show(transfers, titles::add, taskbar::add);
            transfers.upsert(List.of(moving("a", 10), moving("b", 50)));
            // The same once more tells nothing anew.
            transfers.upsert(List.of(moving("a", 10)));
            transfers.upsert(List.of(moving("a", 90)));
            transfers.upsert(List.of(ended("a"), ended("b")));
        });
        assertThat(titles).containsExactly("Wherry \u2014 30 %", "Wherry \u2014 70 %", "Wherry");
        assertThat(taskbar).containsExactly(30, 70, TaskbarProgress.NONE);
    }

    @Test
    void nothingIsToldBeforeBytesMoveAndWhatIsNotAnsweredHoldsBackNothing() {
        GuiActionRunner.execute(() -> {
            TransfersModel transfers = new TransfersModel();
            ProgressTitle.show(transfers, titles::add, taskbar::add);
            transfers.upsert(List.of(moving("a", 0).withState(TransferState.CONNECTING)));
            transfers.upsert(List.of(moving("a", 0).withState(TransferState.ASKING)));
            transfers.upsert(List.of(moving("a", 0)));
            transfers.upsert(List.of(moving("a", 50), moving("b", 0).withState(TransferState.ASKING)));
            transfers.upsert(List.of(ended("a")));
        });
        assertThat(titles).containsExactly("Wherry \u2014 50 %", "Wherry");
        assertThat(taskbar).containsExactly(50, TaskbarProgress.NONE);
    }

    private static Transfer moving(String id, long done) {
        return Scenes.moving(id, Direction.SENDING, id, "Otter", done, 100);
    }

    private static Transfer ended(String id) {
        return Scenes.ended(id, Direction.SENDING, id, "Otter", TransferState.DONE, "");
    }
}
