package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceBuffersTest {
    private final PieceBuffers buffers = new PieceBuffers();

    @Test
    void whatWasGivenBackIsLentAgainEmpty() {
        ByteBuffer first = buffers.lend();
        first.position(17).limit(100);
        buffers.giveBack(first);
        ByteBuffer again = buffers.lend();
        assertThat(again).isSameAs(first);
        assertThat(again.remaining()).isEqualTo(again.capacity());
    }

    @Test
    void nobodyGetsWhatSomebodyElseHas() {
        assertThat(buffers.lend()).isNotSameAs(buffers.lend());
    }

    @Test
    void noMoreThanAFewAreKept() {
        List<ByteBuffer> lent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lent.add(buffers.lend());
        }
        lent.forEach(buffers::giveBack);
        long known = 0;
        for (int i = 0; i < 10; i++) {
            ByteBuffer next = buffers.lend();
            known += lent.stream().filter(one -> one == next).count();
        }
        assertThat(known).isEqualTo(4);
    }
}
