package wherry.link;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import wherry.protocol.ReceiveHandler;
import wherry.storage.ReceiveFolder;
import wherry.storage.ReceivedTree;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.TransferTitle;

/**
 * Receives what a visitor wants to leave at one time, from the question whether it is wanted to the end of its last file. Safe for
 * use by many threads.
 */
final class UploadOffer implements UploadFile.Listener {
    /** Without a byte for so long it is said that the page is gone. */
    static final Duration QUIET = Duration.ofSeconds(30);
    /** Without a byte for so long nobody waits any more. */
    static final Duration GONE = Duration.ofMinutes(10);

    private static final System.Logger LOG = System.getLogger(UploadOffer.class.getName());

    private final String id = UUID.randomUUID().toString();
    private final Caller caller;
    private final boolean again;
    private final ReceiveHandler reception;
    private final UploadQuestion question;
    private final Consumer<UploadOffer> whenChanged;
    private final Consumer<UploadFile> whenFileChanged;
    private final UploadFiles files;
    private final TransferRecorder recorder;
    private Optional<ReceivedTree> tree = Optional.empty();
    private boolean ended;
    private volatile long lastByte = System.nanoTime();

    /**
     * Is listed from now on.
     *
     * @param sender names the link, the same after a new start of the program
     * @param whenFileChanged is told before {@code whenChanged} is
     */
    UploadOffer(
            Caller caller,
            OfferOfFiles wanted,
            String sender,
            ReceiveHandler reception,
            Consumer<UploadOffer> whenChanged,
            Consumer<UploadFile> whenFileChanged) {
        this.caller = caller;
        this.again = wanted.again();
        this.reception = reception;
        this.question = new UploadQuestion(reception);
        this.whenChanged = whenChanged;
        this.whenFileChanged = whenFileChanged;
        this.files = new UploadFiles(wanted.files().stream()
                .map(file -> new UploadFile(file, sender, this))
                .toList());
        String title =
                TransferTitle.of(wanted.files().stream().map(WantedFile::name).toList());
        this.recorder = reception.begin(
                Transfer.begin(id, Direction.RECEIVING, title, visitor().title())
                        .over(Caller.PROTOCOL, caller.security()));
        recorder.planned(title, wanted.files().size(), UploadFiles.bytes(files.all()));
    }

    String id() {
        return id;
    }

    Visitor visitor() {
        return caller.visitor();
    }

    List<UploadFile> files() {
        return files.all();
    }

    List<UploadFile> in(UploadState state) {
        return files.in(state);
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** Asks whether it is wanted; returns at once. */
    void ask() {
        recorder.onCancel(() -> drop(Sentences.of("cancelled")));
        recorder.enter(TransferState.ASKING);
        question.ask(caller.offer(id, files.offered()), this::answered);
    }

    private void answered(Answer answer) {
        try {
            if (answer instanceof Answer.Accept accept) {
                accepted(accept);
            } else if (answer instanceof Answer.Decline decline) {
                files.drop(UploadState.DECLINED);
                end(UploadEnding.of(TransferState.DECLINED, decline.sentence()));
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Beginning to receive", failure);
            files.drop(UploadState.FAILED);
            recorder.endBy(failure);
        }
        whenChanged.accept(this);
    }

    private void accepted(Answer.Accept accept) {
        ReceiveFolder folder = accept.folder().map(reception.folder()::at).orElseGet(reception::folder);
        ReceivedTree into = again ? folder.treeWithoutDoubles() : folder.tree();
        UploadFiles.Choice choice = files.choose(accept);
        List<UploadFile> wanted = choice.wanted();
        synchronized (this) {
            if (ended) {
                return;
            }
            tree = Optional.of(into);
        }
        recorder.planned(recorder.snapshot().title(), wanted.size(), UploadFiles.bytes(wanted));
        recorder.tellFiles(it -> new Event.FilesListed(it, accept.files(), List.of(), List.of()));
        recorder.enter(TransferState.MOVING);
        reception.log(
                Sentences.of("log.uploading", recorder.snapshot().title(), Sizes.grouped(UploadFiles.bytes(wanted))));
        lastByte = System.nanoTime();
        // What is left once more may be there.
        UploadFiles.accept(wanted, into, again ? 0 : UploadFiles.bytes(wanted));
        choice.unwanted().forEach(file -> file.drop(UploadState.DECLINED));
        // Of those that are wanted, it has to be told too.
        wanted.forEach(whenFileChanged);
        if (wanted.isEmpty()) {
            end(UploadEnding.of(TransferState.DECLINED, Sentences.of("localsend.declined")));
        }
    }

    @Override
    public void moved(long bytes) {
        lastByte = System.nanoTime();
        recorder.moved(bytes);
    }

    @Override
    public void skipped(long bytes) {
        recorder.skipped(bytes);
    }

    @Override
    public void changed(UploadFile file) {
        if (file.state().isFinal() && file.state() != UploadState.DECLINED) {
            recorder.fileCounted();
            String name = file.wanted().name();
            file.saved()
                    .ifPresent(place -> recorder.tellFiles(
                            it -> new Event.FileSaved(it, name, place, Event.FileEnded.Contents.SENT)));
        }
        whenFileChanged.accept(file);
    }

    /** A piece begins to come: whoever was taken to be gone is back. */
    void goOn() {
        lastByte = System.nanoTime();
        recorder.enter(TransferState.MOVING);
    }

    private synchronized boolean isOpen() {
        return tree.isPresent() && !ended;
    }

    /** Looks whether the last file has ended, or the page is gone. */
    void look() {
        if (!isOpen()) {
            return;
        }
        if (files.haveEnded()) {
            end(UploadEnding.of(files, tree.orElseThrow().top()));
            whenChanged.accept(this);
        } else if (!files.isMoving()) {
            Duration quiet = Duration.ofNanos(System.nanoTime() - lastByte);
            if (quiet.compareTo(GONE) > 0) {
                leave(Sentences.of("link.gone", GONE.toMinutes()));
            } else if (quiet.compareTo(QUIET) > 0 && recorder.snapshot().state() == TransferState.MOVING) {
                recorder.awaitReturn(Sentences.of("link.quiet"), files.missing());
            }
        }
    }

    /** The visitor wants to leave none of it any more. */
    void withdraw() {
        drop(Sentences.of("localsend.senderCancelled"));
    }

    private void drop(String sentence) {
        question.withdraw();
        files.drop(UploadState.CANCELLED);
        end(UploadEnding.of(TransferState.CANCELLED, sentence));
        whenChanged.accept(this);
    }

    /** Ends it for now: what came of large files is kept. */
    void leave(String sentence) {
        question.withdraw();
        files.leave();
        end(UploadEnding.of(TransferState.FAILED, sentence));
        whenChanged.accept(this);
    }

    private void end(UploadEnding ending) {
        if (close()) {
            ending.tell(reception, recorder);
        }
    }

    /** Whether it was open. */
    private boolean close() {
        Optional<ReceivedTree> open;
        synchronized (this) {
            if (ended) {
                return false;
            }
            ended = true;
            open = tree;
        }
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException failure) {
            LOG.log(Level.INFO, "Ending what was left", failure);
        }
        return true;
    }

    /** How it ended; empty while it has not. */
    Optional<TransferState> ending() {
        TransferState state = recorder.snapshot().state();
        return state.isFinal() ? Optional.of(state) : Optional.empty();
    }
}
