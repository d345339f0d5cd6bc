package wherry.ui.model;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import wherry.settings.ViewSettings;
import wherry.transfer.Failure;
import wherry.ui.widgets.Messages;

/** Holds what the window shows, as the user has set it; what changes is written down in the background. Event thread only. */
public final class ViewController {
    public final ObservableValue<ViewSettings> now;

    private final Storing storing;
    private final Executor background;
    private final Consumer<String> log;

    /** Writes it to the disk. */
    @FunctionalInterface
    public interface Storing {
        void store(ViewSettings view) throws IOException;
    }

    /**
     * Begins with what was loaded.
     *
     * @param background runs one task after another
     * @param log gets a sentence, on any thread, when writing failed
     */
    public ViewController(ViewSettings first, Storing storing, Executor background, Consumer<String> log) {
        now = new ObservableValue<>(first);
        this.storing = storing;
        this.background = background;
        this.log = log;
    }

    public void change(UnaryOperator<ViewSettings> change) {
        ViewSettings next = change.apply(now.get());
        if (next.equals(now.get())) {
            return;
        }
        now.set(next);
        background.execute(() -> {
            try {
                storing.store(next);
            } catch (IOException failure) {
                log.accept(Messages.of("settings.notStored", Failure.sentence(failure)));
            }
        });
    }
}
