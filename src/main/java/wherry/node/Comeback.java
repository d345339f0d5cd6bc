package wherry.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wherry.protocol.BrokenOffException;
import wherry.protocol.Continuation;
import wherry.transfer.Endpoint;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/**
 * Goes on with one transfer whenever its peer is back: at once when it is heard, and else it tries now and then, for a
 * limited time. For one thread.
 */
final class Comeback {
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final Comebacks comebacks;
    private final Endpoint lostAt;
    private final TransferRecorder recorder;
    private long deadline;
    private long pause = FIRST_PAUSE;
    private long bytesReached = -1;
    private int tries;

    /** @param lostAt where the peer was, and who it is */
    Comeback(Comebacks comebacks, Endpoint lostAt, TransferRecorder recorder) {
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
    void goOn(BrokenOffException lost) throws IOException {
        for (Continuation rest = lost.continuation(); ; ) {
            lookAtProgress();
            recorder.awaitReturn(
                    Sentences.of("send.awaiting", recorder.snapshot().peerName()), rest.bytes());
            Endpoint there = awaitTurn(rest);
            try {
                rest.goOn(there, recorder);
                return;
            } catch (BrokenOffException again) {
                rest = again.continuation();
            }
        }
    }

    /** As long as more arrives between two breaks there is no reason to give up. */
    private void lookAtProgress() {
        Transfer transfer = recorder.snapshot();
        if (transfer.state() == TransferState.MOVING) {
            // It was there a moment ago.
            pause = FIRST_PAUSE;
        }
        if (transfer.bytesDone() > bytesReached) {
            bytesReached = transfer.bytesDone();
            deadline = System.nanoTime() + comebacks.limit().toNanos();
        }
    }

    /** Where to try next, when it is time for that. */
    private Endpoint awaitTurn(Continuation rest) throws IOException {
        List<Endpoint> before = comebacks.of(lostAt);
        Closeable cancel = comebacks::wake;
        recorder.onCancel(cancel);
        long turn = System.nanoTime() + pause;
        comebacks.await(Math.min(turn, deadline), () -> recorder.isCancelled() || isHeardAnew(before));
        recorder.release(cancel);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        if (recorder.isCancelled()) {
            rest.giveUp(lostAt);
            throw new ClosedChannelException();
        }
        if (System.nanoTime() - deadline >= 0) {
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
