package wherry.link;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import wherry.protocol.ReceiveHandler;
import wherry.storage.ReceiveFolder;
import wherry.storage.ReceivedTree;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.Security;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.TransferTitle;

/**
 * What a visitor wants to leave at one time, from the question whether it is wanted to the end of its last file. Safe for
 * use by many threads.
 */
final class UploadOffer implements UploadFile.Listener {
    /** Without a byte for so long it is said that the page is gone. */
    static final Duration QUIET = Duration.ofSeconds(30);
    /** Without a byte for so long nobody waits any more. */
    static final Duration GONE = Duration.ofMinutes(10);

    private static final System.Logger LOG = System.getLogger(UploadOffer.class.getName());

    private final String id = UUID.randomUUID().toString();
    private final Visitor visitor;
    private final ReceiveHandler reception;
    private final Consumer<UploadOffer> whenChanged;
    private final Consumer<UploadFile> whenFileChanged;
    private final List<UploadFile> files = new ArrayList<>();
    private final TransferRecorder recorder;
    private Optional<CompletableFuture<Answer>> question = Optional.empty();
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
            Visitor visitor,
            List<WantedFile> wanted,
            String sender,
            ReceiveHandler reception,
            Consumer<UploadOffer> whenChanged,
            Consumer<UploadFile> whenFileChanged) {
        this.visitor = visitor;
        this.reception = reception;
        this.whenChanged = whenChanged;
        this.whenFileChanged = whenFileChanged;
        wanted.forEach(file -> files.add(new UploadFile(file, sender, this)));
        String title = TransferTitle.of(wanted.stream().map(WantedFile::name).toList());
        this.recorder = reception.begin(
                Transfer.begin(id, Direction.RECEIVING, title, visitor.title()).over("link", new Security.Plain()));
        recorder.planned(title, wanted.size(), bytes(files));
    }

    private static long bytes(List<UploadFile> files) {
        return files.stream().mapToLong(file -> file.wanted().size()).sum();
    }

    String id() {
        return id;
    }

    Visitor visitor() {
        return visitor;
    }

    List<UploadFile> files() {
        return files;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    boolean isMoving() {
        return files.stream().anyMatch(UploadFile::isMoving);
    }

    /** Asks whether it is wanted; returns at once. */
    void ask(InetSocketAddress from) {
        recorder.onCancel(this::cancelledHere);
        recorder.enter(TransferState.ASKING);
        List<OfferedFile> offered = files.stream()
                .map(file -> new OfferedFile(file.wanted().name(), file.wanted().size()))
                .toList();
        CompletableFuture<Answer> asked =
                reception.ask(new Offer(id, "link", visitor.title(), from, new Security.Plain(), offered));
        synchronized (this) {
            question = Optional.of(asked);
        }
        var unused = asked.whenComplete((answer, withdrawn) -> answered(answer));
    }

    /** @param answer null when the question was withdrawn */
    private void answered(Answer answer) {
        try {
            if (answer instanceof Answer.Accept accept) {
                accepted(accept);
            } else if (answer instanceof Answer.Decline decline) {
                reception.complain(
                        Sentences.of("log.declined", recorder.snapshot().title(), decline.sentence()));
                files.forEach(file -> file.drop(UploadState.DECLINED));
                end(TransferState.DECLINED, decline.sentence());
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Beginning to receive", failure);
            files.forEach(file -> file.drop(UploadState.FAILED));
            recorder.endBy(failure);
        }
        whenChanged.accept(this);
    }

    private void accepted(Answer.Accept accept) {
        ReceiveFolder folder = accept.folder().map(reception.folder()::at).orElseGet(reception::folder);
        ReceivedTree into = folder.tree();
        Map<OfferedFile, Integer> left = new HashMap<>();
        accept.files().forEach(file -> left.merge(file, 1, Integer::sum));
        List<UploadFile> wanted = new ArrayList<>();
        List<UploadFile> unwanted = new ArrayList<>();
        for (UploadFile file : files) {
            OfferedFile offered =
                    new OfferedFile(file.wanted().name(), file.wanted().size());
            boolean isWanted = left.merge(offered, -1, Integer::sum) >= 0;
            (isWanted ? wanted : unwanted).add(file);
        }
        synchronized (this) {
            if (ended) {
                return;
            }
            tree = Optional.of(into);
        }
        recorder.planned(recorder.snapshot().title(), wanted.size(), bytes(wanted));
        recorder.tellFiles(it -> new Event.FilesListed(it, accept.files(), List.of(), List.of()));
        recorder.enter(TransferState.MOVING);
        reception.log(Sentences.of("log.uploading", recorder.snapshot().title(), Sizes.grouped(bytes(wanted))));
        lastByte = System.nanoTime();
        wanted.forEach(file -> file.accept(into));
        unwanted.forEach(file -> file.drop(UploadState.DECLINED));
        // Of those that are wanted, it has to be told too.
        wanted.forEach(whenFileChanged);
        if (wanted.isEmpty()) {
            end(TransferState.DECLINED, Sentences.of("localsend.declined"));
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

    /** Looks whether the last file has ended, or the page is gone. */
    void look() {
        boolean open;
        synchronized (this) {
            open = tree.isPresent() && !ended;
        }
        if (!open) {
            return;
        }
        if (files.stream().allMatch(file -> file.state().isFinal())) {
            endAll();
            whenChanged.accept(this);
        } else if (!isMoving()) {
            Duration quiet = Duration.ofNanos(System.nanoTime() - lastByte);
            if (quiet.compareTo(GONE) > 0) {
                leave(Sentences.of("link.gone", GONE.toMinutes()));
            } else if (quiet.compareTo(QUIET) > 0 && recorder.snapshot().state() == TransferState.MOVING) {
                recorder.awaitReturn(Sentences.of("link.quiet"), missing());
            }
        }
    }

    private long missing() {
        return files.stream()
                .filter(file -> file.state() == UploadState.WANTED || file.state() == UploadState.DONE)
                .mapToLong(file -> file.wanted().size() - file.have())
                .sum();
    }

    private void endAll() {
        List<UploadFile> done = in(UploadState.DONE);
        long counted = (long) files.size() - in(UploadState.DECLINED).size();
        if (done.size() == counted) {
            Path top = tree.orElseThrow().top();
            Path where = done.size() == 1 ? done.get(0).saved().orElse(top) : top;
            reception.log(Sentences.of("log.finished"));
            if (close()) {
                recorder.endSaved(where, Sentences.of("savedIn", DisplayText.escape(top)));
            }
        } else if (in(UploadState.FAILED).isEmpty()) {
            end(TransferState.CANCELLED, Sentences.of("localsend.senderCancelled"));
        } else {
            String reason = files.stream()
                    .map(UploadFile::reason)
                    .filter(sentence -> !sentence.isEmpty())
                    .findFirst()
                    .orElseGet(() -> Sentences.of("link.damaged"));
            end(TransferState.FAILED, Sentences.of("localsend.notAllArrived", done.size(), counted, reason));
        }
    }

    List<UploadFile> in(UploadState state) {
        return files.stream().filter(file -> file.state() == state).toList();
    }

    /** The visitor wants to leave none of it any more. */
    void withdraw() {
        drop(TransferState.CANCELLED, Sentences.of("localsend.senderCancelled"));
    }

    private void cancelledHere() {
        drop(TransferState.CANCELLED, Sentences.of("cancelled"));
    }

    private void drop(TransferState state, String sentence) {
        withdrawQuestion();
        files.forEach(file -> file.drop(UploadState.CANCELLED));
        end(state, sentence);
        whenChanged.accept(this);
    }

    /** Ends it for now: what came of large files is kept. */
    void leave(String sentence) {
        withdrawQuestion();
        files.forEach(UploadFile::leave);
        end(TransferState.FAILED, sentence);
        whenChanged.accept(this);
    }

    private void withdrawQuestion() {
        Optional<CompletableFuture<Answer>> open;
        synchronized (this) {
            open = question;
        }
        open.ifPresent(asked -> asked.cancel(false));
    }

    private void end(TransferState state, String sentence) {
        if (close()) {
            if (state == TransferState.FAILED) {
                reception.complain(Sentences.of("log.failed", sentence));
            }
            recorder.end(state, sentence);
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
