package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Names that cannot be kept as they are. */
class OtherNamesTest {
    @TempDir
    Path folder;

    private Path inbox;
    private RecordingReceiveHandler reception;
    private ProtocolServer server;

    @BeforeEach
    void open() throws IOException {
        inbox = Files.createDirectories(folder.resolve("in"));
        reception = RecordingReceiveHandler.acceptingAll(inbox);
        server = new LocalSend(
                        Identity.make(Instant.now()),
                        () -> "Otter",
                        TransferLimits.DEFAULT,
                        SessionTimes.DEFAULT,
                        Bounds.DEFAULT)
                .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void whatAFileIsCalledInsteadIsSaid() throws IOException {
        Transfer received = receive("tree/.git/config", "tree/a:b.txt", "tree/u\u0308.txt");

        assertThat(received.sentence())
                .startsWith("Saved in ")
                .endsWith("some under other names: tree/a:b.txt as tree/a_b.txt");
        // Whoever has only the log before him looks for the file, too.
        assertThat(reception.lines()).contains("Finished. Saved under other names: tree/a:b.txt as tree/a_b.txt.");
        assertThat(inbox.resolve("tree/.git/config")).isRegularFile();
        assertThat(receive("tree/.git/config", "tree/c").sentence())
                .endsWith("tree/.git/config as tree/.git/config (1)");
        assertThat(receive(".hidden", "CON", "x", "tree/c", "tree/.git/config").sentence())
                .contains(".hidden as ")
                .contains(" and 1 more");
    }

    @Test
    void ofNamesThatStayAsTheyAreNothingIsSaid() throws IOException {
        assertThat(receive("tree/.git/config", "tree/.hidden/..x", "b").sentence())
                .startsWith("Saved in ")
                .doesNotContain("other names");
        assertThat(reception.lines()).last().isEqualTo("Finished.");
    }

    private Transfer receive(String... names) throws IOException {
        int before = reception.recorders().size();
        StringBuilder files = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            files.append(i == 0 ? "" : ",")
                    .append(String.format(
                            "\"f%d\":{\"id\":\"f%1$d\",\"fileName\":\"%s\",\"size\":1,\"fileType\":\"text/plain\"}",
                            i, names[i]));
        }
        try (RawHttp peer = RawHttp.tls(server.port(), Optional.empty())) {
            RawHttp.Response accepted = peer.post(
                    "/api/localsend/v2/prepare-upload",
                    "{\"info\":{\"alias\":\"x\",\"version\":\"2.1\",\"fingerprint\":\"f\",\"port\":1,"
                            + "\"protocol\":\"https\"},\"files\":{" + files + "}}");
            for (int i = 0; i < names.length; i++) {
                assertThat(peer.post(ServingTest.upload(accepted, "f" + i), new byte[] {(byte) i})
                                .status())
                        .isEqualTo(200);
            }
        }
        Transfer received = reception.awaitEnded(before + 1).get(before);
        assertThat(received.state()).isEqualTo(TransferState.DONE);
        return received;
    }
}
