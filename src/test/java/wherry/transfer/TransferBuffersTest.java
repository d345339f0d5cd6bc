package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wherry.testing.Await;

/** Receptions share a few buffers, and when there are none nothing of that is left. */
class TransferBuffersTest {
    private static final int MANY = 12;
    private static final long MOST_LARGE = 8L << 20;

    private final BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    private final TransferBuffers buffers = new TransferBuffers();

    @Test
    void oneThatWasGivenBackIsLentAgain() {
        ByteBuffer first = buffers.lend();
        buffers.giveBack(first);

        assertThat(buffers.lend()).isSameAs(first);
    }

    @Test
    void onlyTheFirstFewAreLarge() {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            sizes.add(buffers.lend().capacity());
        }

        assertThat(sizes.stream().filter(size -> size == 1 << 20)).hasSize(8);
    }

    @Test
    void nothingIsKeptOfThoseThatNobodyNeeds() {
        lendAndGiveBack();
        long kept = direct.getMemoryUsed();

        Await.until("they are freed", () -> {
            System.gc();
            return direct.getMemoryUsed() <= kept - MOST_LARGE;
        });
        assertThat(buffers.lend().capacity()).isEqualTo(1 << 20);
    }

    private void lendAndGiveBack() {
        List<ByteBuffer> lent = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            lent.add(buffers.lend());
        }
        lent.forEach(buffers::giveBack);
    }
}
