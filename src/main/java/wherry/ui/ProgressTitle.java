package wherry.ui;

import java.awt.Taskbar;
import java.awt.Window;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javax.swing.JFrame;
import wherry.ui.transfers.TransfersModel;
import wherry.ui.widgets.Messages;

/** Shows in the window's title, and on the taskbar where there is such a thing, how far all is that is under way. */
final class ProgressTitle {
    /** On the taskbar: nothing is under way. */
    private static final int NONE = -1;

    private final TransfersModel transfers;
    private final Consumer<String> title;
    private final IntConsumer taskbar;
    private int shown = NONE;

    private ProgressTitle(TransfersModel transfers, Consumer<String> title, IntConsumer taskbar) {
        this.transfers = transfers;
        this.title = title;
        this.taskbar = taskbar;
    }

    /** From now on follows the transfers. Event thread. */
    static void show(TransfersModel transfers, JFrame frame) {
        show(transfers, frame::setTitle, percent -> onTaskbar(frame, percent));
    }

    /** @param taskbar gets the per cent, or -1 when nothing is under way */
    static void show(TransfersModel transfers, Consumer<String> title, IntConsumer taskbar) {
        ProgressTitle progress = new ProgressTitle(transfers, title, taskbar);
        transfers.tally.watch(progress::refresh);
    }

    private void refresh() {
        TransfersModel.Tally tally = transfers.tally.get();
        int percent =
                tally.running() == 0 || tally.bytes() == 0 ? NONE : (int) (100.0 * tally.bytesDone() / tally.bytes());
        if (percent != shown) {
            shown = percent;
            title.accept(percent == NONE ? "Wherry" : Messages.of("window.progress", percent));
            taskbar.accept(percent);
        }
    }

    private static void onTaskbar(Window window, int percent) {
        if (!Taskbar.isTaskbarSupported()) {
            return;
        }
        Taskbar bar = Taskbar.getTaskbar();
        if (bar.isSupported(Taskbar.Feature.PROGRESS_VALUE_WINDOW)) {
            bar.setWindowProgressValue(window, percent);
        } else if (bar.isSupported(Taskbar.Feature.PROGRESS_VALUE)) {
            bar.setProgressValue(percent);
        }
    }
}
