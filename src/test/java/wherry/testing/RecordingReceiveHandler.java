package wherry.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import wherry.protocol.ReceiveHandler;
import wherry.storage.ReceiveFolder;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** A reception that answers as it was told to and keeps everything it hears. */
public class RecordingReceiveHandler implements ReceiveHandler {
    private final Path folder;
    private final Function<Offer, CompletableFuture<Answer>> answering;
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private volatile Optional<String> pin = Optional.empty();
    private volatile boolean takesPlain = true;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<TransferRecorder> recorders = new CopyOnWriteArrayList<>();
    private final List<Offer> offers = new CopyOnWriteArrayList<>();

    public RecordingReceiveHandler(Path folder, Function<Offer, CompletableFuture<Answer>> answering) {
        this.folder = folder;
        this.answering = answering;
    }

    public static RecordingReceiveHandler acceptingAll(Path folder) {
        return new RecordingReceiveHandler(
                folder, offer -> CompletableFuture.completedFuture(Answer.Accept.all(offer)));
    }

    private final List<Security> trusted = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<Answer> ask(Offer offer) {
        CompletableFuture<Answer> answer = answering.apply(offer);
        offers.add(offer);
        return answer;
    }

    @Override
    public CompletableFuture<Answer> show(Offer offer, String text) {
        texts.add(text);
        return ask(offer);
    }

    @Override
    public Optional<String> pin() {
        return pin;
    }

    @Override
    public boolean takesPlain() {
        return takesPlain;
    }

    @Override
    public boolean trusts(Security shown) {
        return trusted.contains(shown);
    }

    /** From now on whoever shows that is trusted. */
    public void trust(Security shown) {
        trusted.add(shown);
    }

    /** From now on senders have to give this. */
    public void requirePin(Optional<String> wanted) {
        pin = wanted;
    }

    /** From now on senders have to encrypt. */
    public void refusePlain() {
        takesPlain = false;
    }

    public List<String> texts() {
        return texts;
    }

    @Override
    public TransferRecorder begin(Transfer first) {
        TransferRecorder recorder = new TransferRecorder(first, events::add);
        recorders.add(recorder);
        return recorder;
    }

    @Override
    public ReceiveFolder folder() {
        return new ReceiveFolder(folder);
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    public List<String> lines() {
        return lines;
    }

    public List<Event> events() {
        return events;
    }

    public List<Offer> offers() {
        return offers;
    }

    public List<TransferRecorder> recorders() {
        return recorders;
    }

    /** Waits until so many receptions have begun and all of them have ended. */
    public List<Transfer> awaitEnded(int count) {
        Await.until(
                count + " receptions have ended",
                () -> recorders.size() >= count
                        && recorders.stream()
                                .allMatch(
                                        recorder -> recorder.snapshot().state().isFinal()));
        return recorders.stream().map(TransferRecorder::snapshot).toList();
    }

    public Offer awaitOffer() {
        Await.until("an offer is made", () -> !offers.isEmpty());
        return offers.get(0);
    }

    public void awaitLine(String part) {
        Await.value(
                "a line with \"" + part + "\"", () -> lines, all -> all.stream().anyMatch(line -> line.contains(part)));
    }
}
