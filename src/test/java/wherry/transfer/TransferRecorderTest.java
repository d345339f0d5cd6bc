package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TransferRecorderTest {
    private final AtomicLong clock = new AtomicLong();
    private final List<Transfer> told = new ArrayList<>();
    private final TransferRecorder recorder =
            new TransferRecorder(Transfer.begin("id", Direction.SENDING, "x", "peer"), this::keep, clock::get);

    @Test
    void progressIsToldTenTimesASecondAtMost() {
        recorder.planned("x", 1, 1_000_000);
        recorder.enter(TransferState.MOVING);
        int before = told.size();

        for (int i = 0; i < 1_000; i++) {
            clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            recorder.moved(1_000);
        }

        // And the first of them at once.
        assertThat(told.size() - before).isBetween(10, 11);
        assertThat(recorder.snapshot().bytesDone()).isEqualTo(1_000_000);
    }

    @Test
    void theFirstByteIsToldAtOnce() {
        recorder.planned("x", 1, 1_000_000);
        recorder.enter(TransferState.MOVING);

        recorder.moved(1);
        recorder.moved(1);

        assertThat(told).filteredOn(t -> t.bytesDone() > 0).hasSize(1);
    }

    @Test
    void cancellingWhatIsSettledChangesNothing() {
        List<String> closed = new ArrayList<>();
        recorder.enter(TransferState.MOVING);
        recorder.onCancel(() -> closed.add("connection"));

        assertThat(recorder.settle()).isTrue();
        recorder.cancel();

        assertThat(recorder.isCancelled()).isFalse();
        assertThat(closed).isEmpty();
        recorder.end(TransferState.DONE, "");
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.DONE);
    }

    @Test
    void whatIsCancelledIsNotSettledAnyMore() {
        recorder.enter(TransferState.MOVING);
        recorder.cancel();

        assertThat(recorder.settle()).isFalse();
    }

    @Test
    void everyChangeOfStateIsToldAtOnce() {
        recorder.enter(TransferState.CONNECTING);
        recorder.enter(TransferState.MOVING);
        recorder.enter(TransferState.MOVING);
        recorder.enter(TransferState.CONFIRMING);

        assertThat(told)
                .extracting(Transfer::state)
                .containsExactly(
                        TransferState.QUEUED, TransferState.CONNECTING, TransferState.MOVING, TransferState.CONFIRMING);
    }

    @Test
    void theEndIsToldExactlyOnceAndNothingAfterIt() {
        recorder.end(TransferState.DONE, "first");
        recorder.end(TransferState.FAILED, "second");
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        recorder.moved(5);
        recorder.enter(TransferState.MOVING);
        recorder.fileEnded(Path.of("late"), TransferState.FAILED, "late");

        assertThat(told).filteredOn(t -> t.state().isFinal()).hasSize(1);
        assertThat(recorder.snapshot().sentence()).isEqualTo("first");
        assertThat(told.get(told.size() - 1).state()).isEqualTo(TransferState.DONE);
    }

    @Test
    void cancellingClosesWhatIsUnderWayAndWhatComesLater() {
        List<String> closed = new ArrayList<>();
        recorder.onCancel(() -> closed.add("before"));
        recorder.cancel();
        recorder.onCancel(() -> closed.add("after"));

        assertThat(closed).containsExactly("before", "after");
        recorder.endBy(new IOException("closed"));
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.CANCELLED);
    }

    @Test
    void aResourceThatFailsToCloseDoesNotKeepTheOthersOpen() {
        List<String> closed = new ArrayList<>();
        recorder.onCancel(() -> {
            throw new IOException("stuck");
        });
        recorder.onCancel(() -> closed.add("next"));

        recorder.cancel();

        assertThat(closed).containsExactly("next");
    }

    @Test
    void cancellingWhatHasEndedDoesNothing() {
        List<String> closed = new ArrayList<>();
        recorder.onCancel(() -> closed.add("resource"));
        recorder.end(TransferState.DONE, "");
        recorder.cancel();

        assertThat(closed).isEmpty();
        assertThat(recorder.isCancelled()).isFalse();
    }

    @Test
    void theRateFollowsWhatMovesLately() {
        recorder.planned("x", 1, 100_000_000);
        recorder.enter(TransferState.MOVING);
        run(10, 1_000_000);
        assertThat(recorder.snapshot().bytesPerSecond()).isBetween(9_000_000.0, 11_000_000.0);
        assertThat(recorder.snapshot().secondsLeft()).isPresent();

        run(80, 100_000);
        assertThat(recorder.snapshot().bytesPerSecond()).isBetween(900_000.0, 2_000_000.0);
    }

    @Test
    void onlyFinalStatesEndATransfer() {
        assertThatThrownBy(() -> recorder.end(TransferState.MOVING, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recorder.enter(TransferState.DONE)).isInstanceOf(IllegalArgumentException.class);
    }

    private void run(int tenths, long bytesEach) {
        for (int i = 0; i < tenths; i++) {
            clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
            recorder.moved(bytesEach);
        }
    }

    private void keep(Event event) {
        if (event instanceof Event.TransferChanged changed) {
            told.add(changed.transfer());
        }
    }
}
