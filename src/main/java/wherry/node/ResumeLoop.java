package wherry.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import wherry.protocol.ConnectionLostException;
import wherry.protocol.ResumableSend;
import wherry.transfer.Endpoint;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/**
 * Goes on with one transfer whenever its peer is back: at once when it is heard, and else it tries now and then, for a
 * limited time. For one thread.
 */
final class ResumeLoop {
    private final PeerReturns comebacks;
    private final Endpoint lostAt;
    private final TransferRecorder recorder;
    private long deadline;
    private final RetryPauses pauses = new RetryPauses();
    private long bytesReached = -1;
    private int tries;
    private boolean heardBefore;

    /** @param lostAt where the peer was, and who it is */
    ResumeLoop(PeerReturns comebacks, Endpoint lostAt, TransferRecorder recorder) {
        this.comebacks = comebacks;
        this.lostAt = lostAt;
        this.recorder = recorder;
    }

    /**
     * Returns when every file has ended.
     *
     * @throws IOException the peer did not come back in time or nothing more can be sent to it, or the transfer was
     *     cancelled
     */
    void goOn(ConnectionLostException lost) throws IOException {
        for (ResumableSend rest = lost.continuation(); ; ) {
            Duration pause = lookAtProgress(rest);
            recorder.awaitReturn(
                    Sentences.of("send.awaiting", recorder.snapshot().peerName()), rest.bytes());
            Endpoint there = awaitTurn(rest, pause);
            try {
                rest.goOn(there, recorder);
                return;
            } catch (ConnectionLostException again) {
                rest = again.continuation();
            }
        }
    }

    /** As long as more arrives between two breaks there is no reason to give up. */
    private Duration lookAtProgress(ResumableSend rest) {
        Transfer transfer = recorder.snapshot();
        if (transfer.bytesDone() > bytesReached) {
            bytesReached = transfer.bytesDone();
            deadline = comebacks.now() + comebacks.limit().toNanos();
        }
        return pauses.after(transfer.bytesDone(), rest.bytes());
    }

    /** Where to try next, when it is time for that. */
    private Endpoint awaitTurn(ResumableSend rest, Duration pause) throws IOException {
        List<Endpoint> before = comebacks.of(lostAt);
        Closeable cancel = comebacks::wake;
        recorder.onCancel(cancel);
        long turn = comebacks.now() + pause.toNanos();
        // Not twice in a row: one that keeps appearing, and takes nothing, is not to set the pace.
        boolean mayHurry = !heardBefore;
        comebacks.await(Math.min(turn, deadline), () -> recorder.isCancelled() || (mayHurry && isHeardAnew(before)));
        heardBefore = comebacks.now() - turn < 0;
        recorder.release(cancel);
        if (recorder.isCancelled()) {
            rest.giveUp(lostAt);
            throw new ClosedChannelException();
        }
        if (comebacks.now() - deadline >= 0) {
            throw new ProtocolException(Sentences.of(
                    "send.notBack",
                    recorder.snapshot().peerName(),
                    comebacks.limit().toMinutes()));
        }
        List<Endpoint> places = new ArrayList<>(comebacks.of(lostAt));
        if (!places.contains(lostAt)) {
            places.add(lostAt);
        }
        return places.get(tries++ % places.size());
    }

    private boolean isHeardAnew(List<Endpoint> before) {
        List<Endpoint> now = comebacks.of(lostAt);
        return !now.isEmpty() && !now.equals(before);
    }
}
