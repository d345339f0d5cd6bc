package wherry.protocol.homebrew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.transfer.ProtocolException;

class HeaderTest {
    @Test
    void theHeaderOnTheWireIsNameLineFeedSizeLineFeed() {
        ByteBuffer wire = new Header("photo.jpg", 1_234_567).encode();

        assertThat(HexFormat.of().formatHex(bytes(wire))).isEqualTo("70686f746f2e6a70670a0012d6870a");
    }

    @Test
    void theSizeIsFourBytesWhateverTheirValues() throws ProtocolException {
        ByteBuffer wire = hex("78" + "0a" + "0a0a0a0a" + "0a" + "0a");

        Header header = Header.read(wire);

        assertThat(header).isEqualTo(new Header("x", 0x0A0A0A0AL));
        assertThat(wire.remaining()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 10, 255, 2_560, 655_360, 0x7FFF_FFFFL, 0x8000_0000L, 4_294_967_295L})
    void everySizeOfFourBytesComesBack(long size) throws ProtocolException {
        assertThat(Header.read(new Header("n", size).encode())).isEqualTo(new Header("n", size));
    }

    @Test
    void aHeaderMayArriveOneByteAtATime() throws ProtocolException {
        byte[] wire = bytes(new Header("ü 100% #1.txt", 0x0A0B0C0AL).encode());

        for (int length = 0; length < wire.length; length++) {
            ByteBuffer part = ByteBuffer.wrap(wire, 0, length);
            assertThat(Header.read(part)).isNull();
            assertThat(part.position()).isZero();
        }
        assertThat(Header.read(ByteBuffer.wrap(wire))).isEqualTo(new Header("ü 100% #1.txt", 0x0A0B0C0AL));
    }

    @Test
    void theContentsBehindTheHeaderAreLeftAlone() throws ProtocolException {
        ByteBuffer wire = hex("61" + "0a" + "00000002" + "0a" + "cafe");

        Header.read(wire);

        assertThat(HexFormat.of().formatHex(bytes(wire))).isEqualTo("cafe");
    }

    @Test
    void aNameThatIsNotUtf8IsReadAsLatin1() throws ProtocolException {
        assertThat(Header.read(hex("fc2e747874" + "0a" + "00000000" + "0a")).name())
                .isEqualTo("ü.txt");
    }

    @Test
    void aSizeWithoutALineFeedBehindItIsRefused() {
        assertThatThrownBy(() -> Header.read(hex("78" + "0a" + "00000001" + "0b")))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("line feed");
    }

    @Test
    void aNameOf255BytesIsTaken() throws ProtocolException {
        assertThat(Header.read(new Header("n".repeat(255), 1).encode()).name()).hasSize(255);
    }

    @Test
    void aLongerNameIsRefusedBeforeItEnds() {
        ByteBuffer unended = ByteBuffer.wrap("n".repeat(256).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Header.read(unended))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("255");
    }

    /** With a size of four bytes and a line feed behind it, as a page's headers might be chosen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r",
                "GET /x?y=z HTTP/1.0",
                "OPTIONS * HTTP/1.1\r",
                "PRI * HTTP/2.0\r",
                "\u0016\u0003\u0001\u0002\u0000"
            })
    void whatABrowserBeginsWithIsNoName(String line) {
        assertThatThrownBy(() -> Header.read(new Header(line, 2).encode()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("browser");
    }

    @Test
    void aRequestLineIsRefusedBeforeMoreComes() {
        ByteBuffer line = ByteBuffer.wrap("POST / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> Header.read(line)).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET HTTP.txt", "POST HTTP 1.1", "get / http"})
    void aNameThatOnlyLooksLikeARequestIsTaken(String name) throws ProtocolException {
        assertThat(Header.read(new Header(name, 2).encode())).isEqualTo(new Header(name, 2));
    }

    @Test
    void aNameMayBeEmpty() throws ProtocolException {
        assertThat(Header.read(hex("0a" + "00000001" + "0a")).name()).isEmpty();
    }

    @Test
    void onlySizesWithALineFeedByteAreSuspect() {
        assertThat(new Header("x", 10).sizeHoldsLineFeed()).isTrue();
        assertThat(new Header("x", 655_360).sizeHoldsLineFeed()).isTrue();
        assertThat(new Header("x", 0x0A00_0000L).sizeHoldsLineFeed()).isTrue();
        assertThat(new Header("x", 11).sizeHoldsLineFeed()).isFalse();
        assertThat(new Header("x", 0xA0A0L).sizeHoldsLineFeed()).isFalse();
    }

    @Test
    void whateverComesIsAHeaderOrMissingBytesOrRefused() {
        Random random = new Random(2009);
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            // Line feeds and headers that nearly fit are what matters.
            for (int i = 0; i < noise.length / 20; i++) {
                noise[random.nextInt(noise.length)] = '\n';
            }
            ByteBuffer wire = ByteBuffer.wrap(noise);
            try {
                Header header = Header.read(wire);
                if (header == null) {
                    assertThat(wire.position()).isZero();
                } else {
                    assertThat(header.size()).isBetween(0L, Header.LARGEST_SIZE);
                    assertThat(noise[wire.position() - 1]).isEqualTo((byte) '\n');
                }
            } catch (ProtocolException refused) {
                assertThat(refused).hasMessageNotContaining("Exception");
            }
        }
    }

    private static ByteBuffer hex(String digits) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        return out.toByteArray();
    }
}
