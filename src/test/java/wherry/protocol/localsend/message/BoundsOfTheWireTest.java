package wherry.protocol.localsend.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import wherry.http.HttpStatusException;
import wherry.transfer.Peer;

/** How much of one thing is taken from whoever sends it: all of what may be, and not one byte more. */
class BoundsOfTheWireTest {
    private static final int LARGEST_ENTRY = 64 << 10;
    /** The reader of JSON takes some more at a time than it needs. */
    private static final int READ_AHEAD = 32 << 10;

    /** The first has more room: it comes with what is said of the sender. */
    private static final int MANY = 4;

    @Test
    void aFileInABatchHasAtMost256KiB() throws IOException {
        assertThat(BatchHead.read(head(256 << 10)).orElseThrow().size()).isEqualTo(256 << 10);
        assertThatThrownBy(() -> BatchHead.read(head((256 << 10) + 1))).isInstanceOf(HttpStatusException.class);
    }

    @Test
    void oneOfManyFilesOfAnOfferTakesAtMost64KiB() {
        assertThatCode(() -> manifest(LARGEST_ENTRY - 200)).doesNotThrowAnyException();
        assertThatThrownBy(() -> manifest(LARGEST_ENTRY + READ_AHEAD)).isInstanceOf(HttpStatusException.class);
    }

    @Test
    void ofAnAliasThereAre64Characters() throws IOException {
        Device device = Device.read("{\"alias\":\"%s\",\"fingerprint\":\"ab\"}".formatted("x".repeat(65)));

        assertThat(device.alias()).hasSize(Peer.LONGEST_ALIAS).hasSize(64);
    }

    private static BatchHead.Source head(int size) {
        ByteBuffer head = ByteBuffer.allocate(64);
        new BatchHead("a", "t", size).put(head);
        head.flip();
        return length -> {
            ByteBuffer next = head.slice(head.position(), length);
            head.position(head.position() + length);
            return next;
        };
    }

    /** Of some files, the last of which has a field of so many bytes that nobody knows. */
    private static void manifest(int unknown) throws IOException {
        StringBuilder files = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            files.append(file("f" + i, LARGEST_ENTRY / 2)).append(',');
        }
        String json =
                "{\"info\":{\"alias\":\"x\",\"fingerprint\":\"ab\"},\"files\":{" + files + file("last", unknown) + "}}";
        PrepareUploadReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), bytes -> {});
    }

    private static String file(String id, int unknown) {
        return "\"%1$s\":{\"id\":\"%1$s\",\"fileName\":\"%1$s\",\"size\":1,\"fileType\":\"text/plain\",\"unknown\":\"%2$s\"}"
                .formatted(id, "x".repeat(unknown));
    }
}
