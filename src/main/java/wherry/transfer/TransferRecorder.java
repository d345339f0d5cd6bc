package wherry.transfer;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Keeps the record of one transfer while it runs and tells of it: every change of state at once, progress at most ten
 * times a second, the end exactly once. Safe for use by many threads; events leave in the order in which they happen.
 */
public final class TransferRecorder {
    private static final long PROGRESS_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private final String id;
    private final Consumer<Event> events;
    private final LongSupplier nanoTime;
    private final TransferRate rate;
    private final Cancellation cancellation = new Cancellation();
    /** What was told last; moving bytes only counts, so that a step of a transfer leaves no garbage. */
    private Transfer transfer;

    private int filesDone;
    private long bytesDone;
    private long lastTold;
    private String remark = "";

    public TransferRecorder(Transfer first, Consumer<Event> events) {
        this(first, events, System::nanoTime);
    }

    TransferRecorder(Transfer first, Consumer<Event> events, LongSupplier nanoTime) {
        this.id = first.id();
        this.transfer = first;
        this.events = events;
        this.nanoTime = nanoTime;
        this.rate = new TransferRate(nanoTime.getAsLong());
        tell();
    }

    public synchronized Transfer snapshot() {
        count();
        return transfer;
    }

    /** What is to be moved is known now. */
    public synchronized void planned(String title, int files, long bytes) {
        change(t -> t.planned(title, files, bytes));
    }

    /** Tells of its files; the event gets its id. */
    public void tellFiles(Function<String, Event> event) {
        events.accept(event.apply(id));
    }

    /** The other end has been reached: how, and what is known of it. */
    public synchronized void over(String protocol, Security security) {
        if (!transfer.security().equals(Optional.of(security))) {
            change(t -> t.over(protocol, security));
        }
    }

    /** Enters a state that is not final. Ignored when the transfer has ended. */
    public synchronized void enter(TransferState state) {
        if (state.isFinal()) {
            throw new IllegalArgumentException(state + " is final");
        }
        if (transfer.state() != state) {
            change(t -> t.in(state, "", t.savedAs()));
        }
    }

    /**
     * The connection was lost: the transfer waits for the other side to come back.
     *
     * @param sentence says so
     * @param bytesMissing how many bytes have not arrived for certain
     */
    public synchronized void awaitReturn(String sentence, long bytesMissing) {
        bytesDone = transfer.bytes() - bytesMissing;
        change(t -> t.in(TransferState.WAITING, sentence, t.savedAs()));
    }

    /** So many more bytes have been moved. */
    public synchronized void moved(long bytes) {
        long now = nanoTime.getAsLong();
        rate.add(bytes, now);
        bytesDone += bytes;
        tellProgress(now);
    }

    /** So many bytes need not be moved: they are there from an earlier try. They do not count for the speed. */
    public synchronized void skipped(long bytes) {
        bytesDone += bytes;
        tellProgress(nanoTime.getAsLong());
    }

    /** One file of a sent transfer has ended in a final state; the transfer as a whole goes on. */
    public synchronized void fileEnded(Path file, TransferState state, String sentence) {
        ended(new Event.FileEnded(transfer.id(), file, state, sentence));
    }

    /** One file of a sent transfer need not be sent: the receiver has it. The transfer as a whole goes on. */
    public synchronized void fileThere(Path file) {
        String sentence = Sentences.of("send.there");
        ended(new Event.FileEnded(
                transfer.id(), file, TransferState.DONE, sentence, Event.FileEnded.Contents.THERE_ALREADY));
    }

    private void ended(Event.FileEnded event) {
        filesDone++;
        events.accept(event);
        tellProgress(nanoTime.getAsLong());
    }

    /** Something to be said at the end although nothing failed; of several the first. */
    public synchronized void remark(String sentence) {
        if (remark.isEmpty()) {
            remark = sentence;
        }
    }

    /** What was remarked so far; empty when nothing was. */
    public synchronized String remark() {
        return remark;
    }

    /** One file of a reception has ended; the transfer as a whole goes on. Told as progress is: there may be many. */
    public synchronized void fileCounted() {
        filesDone++;
        tellProgress(nanoTime.getAsLong());
    }

    /** Ends the transfer. Only the first call counts. */
    public void end(TransferState state, String sentence) {
        end(state, sentence, Optional.empty());
    }

    /** Ends a reception with the file in place. Only the first call to end counts. */
    public void endSaved(Path file, String sentence) {
        end(TransferState.DONE, sentence, Optional.of(file));
    }

    /**
     * Ends the transfer because of what was thrown: as cancelled if it was cancelled, else as failed with a sentence.
     */
    public void endBy(Exception failure) {
        if (isCancelled()) {
            end(TransferState.CANCELLED, Sentences.of("cancelled"));
        } else {
            end(TransferState.FAILED, Failure.sentence(failure));
        }
    }

    private synchronized void end(TransferState state, String sentence, Optional<Path> savedAs) {
        if (!state.isFinal()) {
            throw new IllegalArgumentException(state + " is not final");
        }
        if (!transfer.state().isFinal()) {
            cancellation.end();
            change(t -> t.in(state, sentence, savedAs));
        }
    }

    /**
     * Names what to close when the transfer is cancelled: that is how its blocked calls end. Closed at once if it was
     * cancelled before.
     */
    public void onCancel(Closeable resource) {
        cancellation.closes(resource);
    }

    /** The resource has been dealt with: cancelling need not close it any more. */
    public void release(Closeable resource) {
        cancellation.release(resource);
    }

    /**
     * It is about to succeed for good: from now on cancelling does nothing.
     *
     * @return false if it was cancelled before
     */
    public boolean settle() {
        return cancellation.settle();
    }

    /** Stops the transfer by closing what it works with. Does nothing when it has ended or is settled. Never blocks for long. */
    public void cancel() {
        cancellation.cancel();
    }

    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    private void change(UnaryOperator<Transfer> change) {
        if (!transfer.state().isFinal()) {
            count();
            transfer = change.apply(transfer);
            tell();
        }
    }

    private void tellProgress(long now) {
        // That bytes move at all is news.
        boolean first = transfer.bytesDone() == 0 && bytesDone > 0;
        if (!transfer.state().isFinal() && (first || now - lastTold >= PROGRESS_INTERVAL)) {
            tell();
        }
    }

    private void tell() {
        lastTold = nanoTime.getAsLong();
        count();
        events.accept(new Event.TransferChanged(transfer));
    }

    private void count() {
        if (filesDone != transfer.filesDone() || bytesDone != transfer.bytesDone()) {
            transfer = transfer.counted(filesDone, bytesDone, rate.perSecond());
        }
    }
}
