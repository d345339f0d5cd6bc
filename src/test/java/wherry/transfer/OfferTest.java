package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class OfferTest {
    /** A hundred thousand files that nobody may look at. */
    private static final class Untouchable extends OfferedFileList {
        @Override
        public OfferedFile get(int index) {
            throw new AssertionError("looked at");
        }

        @Override
        public int size() {
            return 100_000;
        }

        @Override
        public long bytes() {
            return 7;
        }
    }

    @Test
    void howManyBytesAreOfferedIsKnown() {
        assertThat(offer("a").bytes()).isEqualTo(7);
    }

    private static Offer offer(String id) {
        InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        return new Offer(id, "localsend", "Fox", from, new Untouchable());
    }

    @Test
    void offersAreToldApartWithoutALookAtTheirFiles() {
        assertThat(offer("a").equals(offer("b"))).isFalse();
        assertThat(offer("a").equals(offer("a"))).isTrue();
        assertThat(offer("a").hashCode()).isEqualTo(offer("a").hashCode());
    }
}
