package wherry.ui.transfers;

import java.awt.EventQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import wherry.settings.HistoryEntry;
import wherry.settings.TransferHistory;
import wherry.settings.ViewSettings;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.OfferedFile;
import wherry.transfer.PathText;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.ViewController;
import wherry.ui.widgets.Messages;

/** Writes down what has ended, and lists what ended in earlier runs. */
public final class HistoryController {
    /** Whether nothing is written down. */
    final ObservableValue<Boolean> isEmpty = new ObservableValue<>(true);

    private final TransfersModel model;
    private final TransferHistory history;
    private final ViewController view;
    private final Executor background;
    private final Consumer<String> log;
    /** For the threads that tell of transfers. */
    private volatile boolean wanted;

    private int mostEntries;
    /** What is to be done to the history, by any thread: whatever comes while the writing is still to begin goes along. */
    private final Queue<Consumer<TransferHistory>> changes = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean writing = new AtomicBoolean();

    /**
     * Reads and writes nothing yet.
     *
     * @param view says whether the user wants a history
     * @param background runs one task after another, off the event thread
     * @param log gets a sentence, on any thread, when writing failed
     */
    public HistoryController(
            TransfersModel model,
            TransferHistory history,
            ViewController view,
            Executor background,
            Consumer<String> log) {
        this.model = model;
        this.history = history;
        this.view = view;
        this.background = background;
        mostEntries = view.now.get().entries();
        history.keep(mostEntries);
        view.now.watch(this::viewChanged);
        this.log = log;
    }

    private void viewChanged() {
        wanted = isKept();
        int entries = view.now.get().entries();
        if (entries != mostEntries) {
            mostEntries = entries;
            change(kept -> kept.keep(entries));
        }
    }

    /** Writes down what ends, on the threads that tell it, and hands everything on but what is about files. */
    public Consumer<Event> before(Consumer<Event> others) {
        return model.files.before(event -> {
            others.accept(event);
            if (event instanceof Event.TransferChanged changed
                    && changed.transfer().state().isFinal()
                    && wanted) {
                Transfer ended = changed.transfer();
                HistoryEntry entry = entry(ended, model.files.of(ended.id()));
                change(kept -> kept.add(entry));
            }
        });
    }

    /** Lists what ended in earlier runs, or has been cleared in this one. Event thread. */
    public void show() {
        background.execute(() -> {
            List<HistoryEntry> entries = history.all();
            EventQueue.invokeLater(() -> {
                entries.forEach(this::putFiles);
                model.addEarlier(
                        entries.stream().map(HistoryController::transfer).toList());
                isEmpty.set(entries.isEmpty());
            });
        });
    }

    /** Whether the user wants a history. Event thread, as all that follows. */
    boolean isKept() {
        return view.now.get().history() == ViewSettings.History.ON;
    }

    /** Keeps a history from now on, or none. */
    void keep(ViewSettings.History choice) {
        view.change(now -> now.with(choice));
    }

    /** Forgets everything that has ended. Event thread. */
    void clear() {
        model.clearEnded();
        change(TransferHistory::clear);
    }

    /** Forgets these. Event thread. */
    void remove(Collection<String> transferIds) {
        model.remove(transferIds);
        List<String> ids = List.copyOf(transferIds);
        change(kept -> kept.remove(ids));
    }

    /** A hundred that end at once are written once. */
    private void change(Consumer<TransferHistory> change) {
        changes.add(change);
        if (writing.compareAndSet(false, true)) {
            background.execute(this::write);
        }
    }

    private void write() {
        // Before the changes are taken: what comes from now on is written by the next.
        writing.set(false);
        for (Consumer<TransferHistory> change = changes.poll(); change != null; change = changes.poll()) {
            change.accept(history);
        }
        boolean empty = history.isEmpty();
        EventQueue.invokeLater(() -> isEmpty.set(empty));
        try {
            history.write();
        } catch (IOException failure) {
            log.accept(Messages.of("history.notStored", Failure.sentence(failure)));
        }
    }

    private static HistoryEntry entry(Transfer transfer, Optional<FileList> files) {
        boolean sent = transfer.direction() == Direction.SENDING;
        List<HistoryEntry.Place> places = files.filter(
                        list -> sent || list.size() <= TransferHistory.MOST_PLACES_OF_ONE)
                .map(list -> sent ? picked(list) : received(list))
                .orElse(List.of());
        return new HistoryEntry(
                transfer.id(),
                transfer.startedAt(),
                transfer.direction(),
                transfer.state(),
                transfer.title(),
                transfer.peerName(),
                transfer.security().flatMap(Security::proven),
                transfer.files(),
                transfer.bytes(),
                transfer.savedAs(),
                places);
    }

    private static List<HistoryEntry.Place> picked(FileList list) {
        return list.picked().stream()
                .map(path -> new HistoryEntry.Place(path.toAbsolutePath(), 0, Instant.EPOCH))
                .toList();
    }

    private static List<HistoryEntry.Place> received(FileList list) {
        return list.places().stream()
                .map(place -> new HistoryEntry.Place(place.path(), place.size(), place.modified()))
                .toList();
    }

    private void putFiles(HistoryEntry entry) {
        if (entry.places().isEmpty() || model.files.of(entry.id()).isPresent()) {
            return;
        }
        List<Path> paths = entry.places().stream().map(HistoryEntry.Place::path).toList();
        if (entry.direction() == Direction.SENDING) {
            model.files.put(entry.id(), new FileList(List.of(), List.of(), paths));
            return;
        }
        List<OfferedFile> files = entry.places().stream()
                .map(place -> new OfferedFile(name(place.path(), entry.savedAs()), place.size()))
                .toList();
        List<FileList.Place> places = entry.places().stream()
                .map(place -> new FileList.Place(place.path(), place.size(), place.modified()))
                .toList();
        model.files.put(entry.id(), FileList.received(files, places));
    }

    /** As it was sent: below the folder that all of it went to. */
    private static String name(Path path, Optional<Path> folder) {
        boolean below =
                folder.filter(top -> path.startsWith(top) && !path.equals(top)).isPresent();
        return PathText.of(below ? folder.get().relativize(path) : path.getFileName());
    }

    private static Transfer transfer(HistoryEntry entry) {
        return new Transfer(
                entry.id(),
                entry.direction(),
                entry.title(),
                entry.peerName(),
                entry.files(),
                entry.state() == TransferState.DONE ? entry.files() : 0,
                entry.bytes(),
                entry.state() == TransferState.DONE ? entry.bytes() : 0,
                0,
                entry.state(),
                "",
                entry.savedAs(),
                entry.startedAt(),
                "",
                entry.fingerprint().map(Security.Verified::new));
    }
}
