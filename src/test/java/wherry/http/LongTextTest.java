package wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.junit.jupiter.api.Test;

class LongTextTest {
    private static final byte[] PIECE = new byte[1 << 20];
    /** In pieces: more than there can be memory for. */
    private static final int PIECES = 8 << 10;

    private long written;

    @Test
    void isAsLongAsWhatItWritesAndIsNeverHeld() throws IOException {
        LongText text = new LongText(
                out -> {
                    for (int i = 0; i < PIECES; i++) {
                        out.write(PIECE);
                    }
                    out.write('!');
                },
                ContentType.APPLICATION_JSON);
        text.writeTo(new OutputStream() {
            @Override
            public void write(int one) {
                written++;
            }

            @Override
            public void write(byte[] bytes, int offset, int count) {
                written += count;
            }
        });
        assertThat(text.getContentLength())
                .isEqualTo((long) PIECES * PIECE.length + 1)
                .isEqualTo(written);
    }
}
