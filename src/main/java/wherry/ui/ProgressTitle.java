package wherry.ui;

import java.util.function.Consumer;
import wherry.ui.desktop.TaskbarProgress;
import wherry.ui.transfers.TransferTally;
import wherry.ui.transfers.TransfersModel;
import wherry.ui.widgets.Messages;

/** Shows in the window's title, and on the taskbar where there is such a thing, how far all is that is under way. */
final class ProgressTitle {
    private final TransfersModel transfers;
    private final Consumer<String> title;
    private final TaskbarProgress taskbar;
    private int shown = TaskbarProgress.NONE;

    private ProgressTitle(TransfersModel transfers, Consumer<String> title, TaskbarProgress taskbar) {
        this.transfers = transfers;
        this.title = title;
        this.taskbar = taskbar;
    }

    /** From now on follows the transfers. Event thread. */
    static void show(TransfersModel transfers, Consumer<String> title, TaskbarProgress taskbar) {
        ProgressTitle progress = new ProgressTitle(transfers, title, taskbar);
        transfers.tally.watch(progress::refresh);
    }

    private void refresh() {
        TransferTally tally = transfers.tally.get();
        // Nothing has begun while somebody still thinks it over: 0 % would say that it hangs.
        int percent = tally.bytesDone() == 0 ? TaskbarProgress.NONE : (int) (100.0 * tally.bytesDone() / tally.bytes());
        if (percent != shown) {
            shown = percent;
            title.accept(percent == TaskbarProgress.NONE ? "Wherry" : Messages.of("window.progress", percent));
            taskbar.show(percent);
        }
    }
}
