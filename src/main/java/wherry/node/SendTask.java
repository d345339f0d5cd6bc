package wherry.node;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import wherry.protocol.ConnectionLostException;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.protocol.PinPrompt;
import wherry.protocol.PreviewMaker;
import wherry.protocol.Protocol;
import wherry.protocol.SendRequest;
import wherry.settings.Settings;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.Peer;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** Runs one outgoing transfer, from what was picked to its end. */
final class SendTask {
    private static final System.Logger LOG = System.getLogger(SendTask.class.getName());

    private final List<Protocol> protocols;
    private final Consumer<Event> events;
    private final TransferRecorder recorder;
    private final SendOutcome outcome;
    private final PinPrompt pins;
    private final PeerReturns comebacks;
    private PreviewMaker previews = PreviewMaker.NONE;

    /** What is sent, as the log's lines say it. */
    private String logTitle = "";

    /** What has been told already of what is to be said at the end. */
    private String remarked = "";

    SendTask(
            List<Protocol> protocols,
            Consumer<Event> events,
            TransferRecorder recorder,
            SendOutcome outcome,
            PinPrompt pins,
            PeerReturns comebacks) {
        this.protocols = protocols;
        this.events = events;
        this.recorder = recorder;
        this.outcome = outcome;
        this.pins = pins;
        this.comebacks = comebacks;
    }

    /**
     * Returns when it has ended.
     *
     * @param names what the files were called when they were sent before
     * @param links what is done about those inside folders
     * @param maker makes small pictures to be offered along
     */
    void run(Peer peer, List<Path> picked, Map<Path, String> names, Settings.Links links, PreviewMaker maker) {
        previews = maker;
        try {
            SendWays ways = SendWays.to(peer, protocols, protocol -> true);
            // The walk has nothing that cancelling could close.
            FolderWalk walk = FolderWalk.of(picked, names, links, recorder::isCancelled);
            plan(walk, picked);
            walk.leftOut().list().ifPresent(this::sayLeftOut);
            if (ways.isEmpty()) {
                recorder.end(TransferState.FAILED, Sentences.of("send.noProtocol"));
            } else if (recorder.isCancelled()) {
                recorder.end(TransferState.CANCELLED, Sentences.of("cancelled"));
            } else if (walk.isNothing()) {
                recorder.end(TransferState.FAILED, withLeftOut(Sentences.of("send.nothing"), walk));
            } else if (walk.isOnlyFolders() && !ways.best().protocol().keepsFolders()) {
                recorder.end(TransferState.FAILED, withLeftOut(Sentences.of("send.onlyEmptyFolders"), walk));
            } else {
                send(walk, ways, peer);
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Sending", failure);
            recorder.endBy(failure);
        }
    }

    /** The same for a text. */
    void run(Peer peer, String text) {
        try {
            SendWays ways = SendWays.to(peer, protocols, Protocol::takesTexts);
            recorder.planned(recorder.snapshot().title(), 1, text.getBytes(StandardCharsets.UTF_8).length);
            if (ways.isEmpty()) {
                recorder.end(TransferState.FAILED, Sentences.of("send.noText"));
            } else {
                inTurn(ways, way -> way.protocol().sendText(text, way.endpoint(), recorder, pins));
            }
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.INFO, "Sending a text to " + peer.id(), failure);
            recorder.endBy(failure);
        }
        log(recorder.snapshot().state());
    }

    private void inTurn(SendWays ways, SendWays.Sending sending) throws IOException {
        ways.inTurn(sending, recorder, this::sayUnencrypted);
    }

    private void sayUnencrypted() {
        String sentence = Sentences.of("send.unencrypted", recorder.snapshot().peerName());
        events.accept(Event.Logged.now(sentence));
        recorder.remark(sentence);
        sayRemark();
    }

    private void plan(FolderWalk walk, List<Path> picked) {
        if (walk.isOnlyFolders()) {
            int folders = walk.emptyFolders().size();
            recorder.planned(
                    folders == 1
                            ? recorder.snapshot().title()
                            : Sentences.of("send.severalFolders", Sizes.grouped(folders)),
                    folders,
                    0);
            return;
        }
        outcome.planned(walk.files().stream().map(OutgoingFile::path).toList());
        outcome.planned(walk.unreadable().keySet());
        outcome.named(walk.files());
        events.accept(walk.listed(recorder.snapshot().id(), picked));
        logTitle = walk.logTitle();
        int files = walk.files().size() + walk.unreadable().size();
        recorder.planned(recorder.snapshot().title(), files, new SendRequest(walk.files()).bytes());
        walk.unreadable().forEach((path, reason) -> recorder.fileEnded(path, TransferState.FAILED, reason));
    }

    private void send(FolderWalk walk, SendWays ways, Peer peer) {
        try {
            inTurn(ways, way -> deliver(walk, way));
        } catch (IOException failure) {
            LOG.log(Level.INFO, "Sending to " + peer.id(), failure);
            if (walk.isOnlyFolders()) {
                recorder.endBy(failure);
            }
            endTheRest(walk, failure);
        }
        sayRemark();
        if (recorder.isCancelled()) {
            recorder.end(TransferState.CANCELLED, Sentences.of("cancelled"));
        } else {
            recorder.end(outcome.state(), sentence(walk));
        }
        log(recorder.snapshot().state());
    }

    private void sayLeftOut(String list) {
        String sentence = Sentences.of("send.leftOut", list);
        events.accept(new Event.LeftOut(recorder.snapshot().id(), sentence));
        events.accept(
                Event.Logged.now(Sentences.of("log.leftOut", recorder.snapshot().title(), sentence)));
    }

    private void sayRemark() {
        if (!recorder.remark().equals(remarked)) {
            remarked = recorder.remark();
            events.accept(new Event.Remarked(recorder.snapshot().id(), recorder.remark()));
        }
    }

    private String sentence(FolderWalk walk) {
        Optional<String> except = walk.leftOut().list();
        if (except.isPresent()
                && outcome.state() == TransferState.DONE
                && recorder.remark().isEmpty()) {
            return Sentences.of("send.except", except.get());
        }
        return withLeftOut(outcome.sentence(recorder.remark()), walk);
    }

    private static String withLeftOut(String sentence, FolderWalk walk) {
        return walk.leftOut()
                .list()
                .map(list -> sentence + " " + Sentences.of("send.leftOut", list))
                .orElse(sentence);
    }

    private void deliver(FolderWalk walk, SendWays.Way way) throws IOException {
        if (walk.hasFolders() && !way.protocol().keepsFolders()) {
            events.accept(Event.Logged.now(
                    Sentences.of("send.noFolders", recorder.snapshot().peerName())));
            if (!walk.emptyFolders().isEmpty()) {
                recorder.remark(OutgoingFolder.leftOut(walk.emptyFolders().size()));
            }
        }
        List<OutgoingFile> rest = walk.files().stream()
                .filter(file -> !outcome.hasEnded(file.path()))
                .toList();
        deliver(new SendRequest(rest, walk.emptyFolders(), previews), way);
    }

    private void deliver(SendRequest outgoing, SendWays.Way way) throws IOException {
        try {
            way.protocol().send(outgoing, way.endpoint(), recorder, pins);
        } catch (ConnectionLostException lost) {
            LOG.log(Level.INFO, "The connection was lost", lost);
            new ResumeLoop(comebacks, way.endpoint(), recorder).goOn(lost);
        }
    }

    /** Every file ends in a state of its own, those that were never begun included. */
    private void endTheRest(FolderWalk walk, IOException failure) {
        TransferState state = recorder.isCancelled() ? TransferState.CANCELLED : TransferState.FAILED;
        String sentence = recorder.isCancelled() ? Sentences.of("cancelled") : Failure.sentence(failure);
        for (OutgoingFile file : walk.files()) {
            if (!outcome.hasEnded(file.path())) {
                recorder.fileEnded(file.path(), state, sentence);
            }
        }
    }

    private void log(TransferState state) {
        Transfer transfer = recorder.snapshot();
        String title = logTitle.isEmpty() ? transfer.title() : logTitle;
        String peer = transfer.peerName();
        events.accept(
                switch (state) {
                    case DONE -> Event.Logged.done(Sentences.of("log.sent", title, peer));
                    case CANCELLED -> Event.Logged.now(Sentences.of("log.sendCancelled", title, peer));
                    default -> Event.Logged.trouble(Sentences.of("log.notSent", title, peer, transfer.sentence()));
                });
    }
}
