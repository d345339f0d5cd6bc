package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.http.ByteInput;
import wherry.testing.Await;

/** Whose turn it is, and who waits in vain. */
@Timeout(60)
class PieceQueueTest {
    private static final int FOUR = 4;

    private final AtomicLong have = new AtomicLong();
    private final ExecutorService connections = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        connections.shutdownNow();
    }

    private static boolean begin(PieceQueue queue, PieceQueue.Piece piece) {
        return begin(queue, piece, new ByteArrayInputStream(new byte[1]));
    }

    private static boolean begin(PieceQueue queue, PieceQueue.Piece piece, InputStream contents) {
        try (ReadAhead ahead = new ReadAhead(ByteInput.of(contents))) {
            return queue.begin(piece, ahead);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static PieceQueue.Piece piece(long from) {
        return new PieceQueue.Piece(from, from + 10, () -> {});
    }

    @Test
    void behindAGapAPieceWaitsForSoLongAndIsRefusedThen() {
        PieceQueue queue = new PieceQueue(have::get, Duration.ofMillis(50));

        assertThat(begin(queue, piece(10))).isFalse();
        have.set(10);
        assertThat(begin(queue, piece(10))).isTrue();
    }

    /** Is in line when this returns, since what is read ahead has been read. */
    private CompletableFuture<Boolean> later(PieceQueue queue, PieceQueue.Piece piece) {
        ByteArrayInputStream contents = new ByteArrayInputStream(new byte[1]);
        CompletableFuture<Boolean> turn =
                CompletableFuture.supplyAsync(() -> begin(queue, piece, contents), connections);
        Await.until("it is in line", () -> contents.available() == 0);
        return turn;
    }

    private List<CompletableFuture<Boolean>> fourBehind(PieceQueue queue) {
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        for (int i = 1; i <= FOUR; i++) {
            waiting.add(later(queue, piece(i * 10L)));
        }
        return waiting;
    }

    @Test
    void whomTooManyWaitForIsLetInBeforeThem() throws Exception {
        PieceQueue queue = new PieceQueue(have::get, Duration.ofMinutes(1));
        List<CompletableFuture<Boolean>> waiting = fourBehind(queue);
        assertThat(begin(queue, piece(50))).isFalse();

        PieceQueue.Piece next = piece(0);
        assertThat(begin(queue, next)).isTrue();
        have.set(10);
        queue.end(next);
        assertThat(waiting.get(0).get()).isTrue();
        assertThat(waiting.subList(1, FOUR)).noneMatch(CompletableFuture::isDone);
    }

    /** What had begun goes on for a while after another came in its place. */
    @Test
    void oneMoreIsLetInForThatAndNotOneForEachByteThatComes() {
        PieceQueue queue = new PieceQueue(have::get, Duration.ofMinutes(1));
        AtomicBoolean brokenOff = new AtomicBoolean();
        assertThat(begin(queue, new PieceQueue.Piece(0, 10, () -> brokenOff.set(true))))
                .isTrue();
        List<CompletableFuture<Boolean>> waiting = fourBehind(queue);
        PieceQueue.Piece again = new PieceQueue.Piece(0, 5, () -> {});
        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> begin(queue, again), connections);
        Await.until("it takes over", brokenOff::get);

        have.set(6);
        assertThat(begin(queue, new PieceQueue.Piece(6, 8, () -> {}))).isFalse();
        assertThat(next).isNotDone();
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }
}
