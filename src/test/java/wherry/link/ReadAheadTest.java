package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.http.ByteInput;
import wherry.testing.Await;
import wherry.testing.TestFiles;

@Timeout(60)
class ReadAheadTest {
    private static final int PIECE = 100_000;

    @Test
    void aPieceThatWaitsIsReadMeanwhileAndHandedOutInOrder() throws Exception {
        byte[] bytes = TestFiles.random(PIECE);
        AtomicLong have = new AtomicLong();
        PieceQueue queue = new PieceQueue(have::get, PieceQueue.PATIENCE);
        PieceQueue.Piece first = new PieceQueue.Piece(0, PIECE, () -> {});
        PieceQueue.Piece second = new PieceQueue.Piece(PIECE, 2 * PIECE, () -> {});
        assertThat(queue.begin(first, new ReadAhead(ByteInput.of(new ByteArrayInputStream(new byte[0])))))
                .isTrue();
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        try (ReadAhead ahead = new ReadAhead(ByteInput.of(in))) {
            CompletableFuture<Boolean> turn = CompletableFuture.supplyAsync(() -> begin(queue, second, ahead));
            Await.until("it is read though it is not its turn", () -> in.available() == 0);
            assertThat(turn).isNotDone();
            have.set(PIECE);
            queue.end(first);
            assertThat(turn.get()).isTrue();

            ByteBuffer all = ByteBuffer.allocate(PIECE + 1);
            ByteBuffer some = ByteBuffer.allocate(7_777);
            while (ahead.read(some.clear()) >= 0) {
                all.put(some.flip());
            }
            assertThat(all.position()).isEqualTo(PIECE);
            assertThat(all.array()).startsWith(bytes);
        }
    }

    private static boolean begin(PieceQueue queue, PieceQueue.Piece piece, ReadAhead ahead) {
        try {
            return queue.begin(piece, ahead);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void thereIsMemoryForFourAndItIsGivenBack() throws Exception {
        ReadAhead.Memory memory = new ReadAhead.Memory();
        for (int round = 0; round < 3; round++) {
            List<ReadAhead> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(new ReadAhead(ByteInput.of(new ByteArrayInputStream(TestFiles.random(PIECE))), memory));
                assertThat(all.get(i).fill()).isTrue();
            }
            try (ReadAhead fifth =
                    new ReadAhead(ByteInput.of(new ByteArrayInputStream(TestFiles.random(PIECE))), memory)) {
                assertThat(fifth.fill()).isFalse();
                assertThat(fifth.read(ByteBuffer.allocate(PIECE))).isEqualTo(PIECE);
            }
            all.forEach(ReadAhead::close);
        }
    }
}
