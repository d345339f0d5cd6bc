package wherry.node;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import wherry.protocol.PreviewMaker;
import wherry.protocol.Protocol;
import wherry.settings.Settings;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.PathText;
import wherry.transfer.Peer;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferId;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.TransferTitle;

/** Runs what is sent: one transfer at a time to each peer, several peers at once. Safe for use by many threads. */
final class SendQueue {
    /** What ended transfers are to send if they are tried again is remembered for so many of them. */
    private static final int RETRIES_KEPT = 1_000;

    private final List<Protocol> protocols;
    private final Transfers transfers;
    private final Consumer<Event> events;
    private final UnaryOperator<Peer> latest;
    private final PeerReturns comebacks;
    private final Supplier<Settings.Links> links;
    private final Runnable begun;
    private final ExecutorService threads;
    private final PinRequests pins;
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();
    private final Map<String, Peer> peersInUse = new ConcurrentHashMap<>();
    private final Map<String, Undelivered> undelivered = new LinkedHashMap<>();

    /** A text, or files with the names that they were offered by. */
    private record Undelivered(
            Peer peer, List<Path> files, Map<Path, String> names, Optional<String> text, PreviewMaker previews) {}

    /** What is to be done once it is the transfer's turn. */
    @FunctionalInterface
    private interface Job {
        void run(SendTask run, Peer peer);
    }

    /**
     * Sends nothing yet.
     *
     * @param protocols the best first
     * @param latest what is known of a peer by now
     * @param comebacks tells where peers are that were lost
     * @param links what is done about those inside folders
     * @param begun is run when another peer is in use
     */
    SendQueue(
            List<Protocol> protocols,
            Transfers transfers,
            Consumer<Event> events,
            UnaryOperator<Peer> latest,
            PeerReturns comebacks,
            Supplier<Settings.Links> links,
            Runnable begun) {
        this.protocols = protocols;
        this.transfers = transfers;
        this.events = events;
        this.latest = latest;
        this.pins = new PinRequests(events);
        this.comebacks = comebacks;
        this.links = links;
        this.begun = begun;
        this.threads = Executors.newCachedThreadPool(DaemonThreads.numbered("send"));
    }

    /** Begins to send, and returns at once. */
    void send(String id, Peer peer, List<Path> picked, PreviewMaker previews) {
        send(id, peer, picked, Map.of(), previews);
    }

    private void send(String id, Peer peer, List<Path> picked, Map<Path, String> names, PreviewMaker previews) {
        SendOutcome outcome = new SendOutcome();
        begin(
                id,
                peer,
                title(picked),
                outcome,
                last -> new Undelivered(peer, outcome.undelivered(picked), outcome.names(), Optional.empty(), previews),
                (run, latestPeer) -> run.run(latestPeer, picked, names, links.get(), previews));
    }

    /** Begins to send a text, and returns at once. */
    void sendText(String id, Peer peer, String text) {
        begin(
                id,
                peer,
                Sentences.of("send.text"),
                new SendOutcome(),
                last -> new Undelivered(peer, List.of(), Map.of(), Optional.of(text), PreviewMaker.NONE),
                (run, latestPeer) -> run.run(latestPeer, text));
    }

    private void begin(
            String id, Peer peer, String title, SendOutcome outcome, Function<Transfer, Undelivered> rest, Job job) {
        peersInUse.put(id, peer);
        begun.run();
        TransferRecorder recorder =
                transfers.begin(Transfer.begin(id, Direction.SENDING, title, peer.name(usualPort())), event -> {
                    outcome.accept(event);
                    // Before anybody else hears of the end: whoever does may retry at once.
                    if (event instanceof Event.TransferChanged changed && outcome.hasEnded()) {
                        ended(id, rest.apply(changed.transfer()));
                    }
                });
        threads.execute(() -> run(peer, job, recorder, outcome));
    }

    /** Sends again what that transfer did not deliver; all of it where nothing was missing. */
    void retry(String transferId) {
        Undelivered again;
        synchronized (undelivered) {
            again = undelivered.remove(transferId);
        }
        if (again != null) {
            Peer peer = latest.apply(again.peer());
            String id = TransferId.random();
            events.accept(new Event.SentAgain(transferId, id));
            again.text()
                    .ifPresentOrElse(
                            text -> sendText(id, peer, text),
                            () -> send(id, peer, again.files(), again.names(), again.previews()));
        }
    }

    /** See {@link Node#answerPin}. */
    void answerPin(String transferId, Optional<String> pin) {
        pins.answer(transferId, pin);
    }

    Set<String> peersInUse() {
        return peersInUse.values().stream().map(Peer::id).collect(Collectors.toUnmodifiableSet());
    }

    void close() {
        threads.shutdown();
    }

    private void run(Peer peer, Job job, TransferRecorder recorder, SendOutcome outcome) {
        Semaphore turn = turns.computeIfAbsent(peer.id(), anyone -> new Semaphore(1, true));
        // While it waits for its turn there is nothing that cancelling could close.
        Closeable waiting = () -> recorder.end(TransferState.CANCELLED, Sentences.of("cancelled"));
        recorder.onCancel(waiting);
        turn.acquireUninterruptibly();
        recorder.release(waiting);
        try {
            if (!recorder.isCancelled()) {
                SendTask run = new SendTask(protocols, events, recorder, outcome, pins.of(recorder), comebacks);
                job.run(run, latest.apply(peer));
            }
        } finally {
            turn.release();
        }
    }

    private void ended(String id, Undelivered rest) {
        peersInUse.remove(id);
        synchronized (undelivered) {
            if (!rest.files().isEmpty() || rest.text().isPresent()) {
                undelivered.put(id, rest);
            }
            if (undelivered.size() > RETRIES_KEPT) {
                undelivered.remove(undelivered.keySet().iterator().next());
            }
        }
    }

    private int usualPort() {
        return protocols.get(protocols.size() - 1).defaultPort();
    }

    private static String title(List<Path> picked) {
        return TransferTitle.of(picked.stream().map(SendQueue::name).toList());
    }

    private static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return PathText.of(name == null ? path : name);
    }
}
