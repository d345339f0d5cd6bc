package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        try (ReadAhead nothing = new ReadAhead(ByteInput.of(new ByteArrayInputStream(new byte[0])))) {
            return queue.begin(piece, nothing);
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

    @Test
    void whomTooManyWaitForIsLetInBeforeThem() throws Exception {
        PieceQueue queue = new PieceQueue(have::get, Duration.ofMinutes(1));
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        for (int i = 1; i <= FOUR; i++) {
            PieceQueue.Piece behind = piece(i * 10L);
            waiting.add(CompletableFuture.supplyAsync(() -> begin(queue, behind), connections));
            int now = i;
            Await.until("it is in line", () -> queue.waiting() == now);
        }
        assertThat(begin(queue, piece(50))).isFalse();

        PieceQueue.Piece next = piece(0);
        assertThat(begin(queue, next)).isTrue();
        have.set(10);
        queue.end(next);
        assertThat(waiting.get(0).get()).isTrue();
        assertThat(waiting.subList(1, FOUR)).noneMatch(CompletableFuture::isDone);
    }
}
