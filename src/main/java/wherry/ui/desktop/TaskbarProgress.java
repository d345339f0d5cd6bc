package wherry.ui.desktop;

import java.awt.Taskbar;
import java.awt.Window;

/** Shows on the taskbar how far something is. Event thread. */
@FunctionalInterface
public interface TaskbarProgress {
    /** Nothing is under way. */
    int NONE = -1;

    /**
     * Shows it.
     *
     * @param percent 0 to 100, or {@link #NONE}
     */
    void show(int percent);

    /** The desktop's own; on one that has no such thing nothing is shown. */
    static TaskbarProgress of(Window window) {
        // Not before there is something to show: it loads libraries of the desktop.
        return percent -> on(window).show(percent);
    }

    private static TaskbarProgress on(Window window) {
        if (!Taskbar.isTaskbarSupported()) {
            return percent -> {};
        }
        Taskbar bar = Taskbar.getTaskbar();
        if (bar.isSupported(Taskbar.Feature.PROGRESS_VALUE_WINDOW)) {
            return percent -> bar.setWindowProgressValue(window, percent);
        }
        return bar.isSupported(Taskbar.Feature.PROGRESS_VALUE) ? bar::setProgressValue : percent -> {};
    }
}
