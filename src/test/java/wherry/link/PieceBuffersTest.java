package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
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
        Set<ByteBuffer> lent = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 10; i++) {
            lent.add(buffers.lend());
        }
        lent.forEach(buffers::giveBack);
        int known = 0;
        for (int i = 0; i < 10; i++) {
            known += lent.contains(buffers.lend()) ? 1 : 0;
        }
        assertThat(known).isEqualTo(4);
    }
}
