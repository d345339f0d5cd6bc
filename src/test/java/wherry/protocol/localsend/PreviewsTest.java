package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.http.HttpStatusException;
import wherry.protocol.OutgoingFile;
import wherry.protocol.PreviewMaker;
import wherry.protocol.ProtocolServer;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.Manifest;
import wherry.protocol.localsend.message.PrepareUploadReader;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Preview;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** Small pictures that come along with offers. */
@Timeout(60)
class PreviewsTest {
    private static final PreviewMaker EIGHT_BYTES = (file, bytes) -> Optional.of(new byte[8]);

    @TempDir
    Path folder;

    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());

    @Test
    void theFirstEightPicturesComeWithTheOfferToWhomShowedItsCertificate() throws IOException {
        List<Preview> previews = offered(new Security.Verified(theirs.fingerprint()), EIGHT_BYTES, 12);
        assertThat(previews).extracting(Preview::file).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(previews).extracting(Preview::data).containsOnly("AAAAAAAAAAA=");
    }

    @Test
    void whoeverIsNotProvenGetsNone() throws IOException {
        assertThat(offered(new Security.Unverified(), EIGHT_BYTES, 2)).isEmpty();
    }

    @Test
    void whatIsTooLargeIsNotSent() throws IOException {
        PreviewMaker large = (file, bytes) -> Optional.of(new byte[Preview.LARGEST + 1]);
        assertThat(offered(new Security.Verified(theirs.fingerprint()), large, 2))
                .isEmpty();
        PreviewMaker largest = (file, bytes) -> Optional.of(new byte[Preview.LARGEST]);
        assertThat(offered(new Security.Verified(theirs.fingerprint()), largest, 9))
                .hasSize(Preview.MOST);
    }

    @Test
    void ofNineKilobytesNothingIsKeptAndOfTenThousandPicturesEight() throws IOException {
        String nine = "A".repeat((9 << 10) / 3 * 4);
        assertThat(read("\"f0\": \"" + nine + "\"").previews()).isEmpty();
        String many =
                IntStream.range(0, 10_000).mapToObj(i -> "\"" + i + "\": \"\"").collect(Collectors.joining(", "));
        assertThatThrownBy(() -> read(many)).isInstanceOf(HttpStatusException.class);
        String hundred = IntStream.range(0, 100)
                .mapToObj(i -> "\"f" + i + "\": \"AAAA\"")
                .collect(Collectors.joining(", "));
        assertThat(read(hundred).previews()).hasSize(1);
    }

    @Test
    void whatIsNoTextAndWhatBelongsToNoFileIsPassedOver() throws IOException {
        assertThat(read("\"f0\": {\"x\": [1, 2]}, \"f7\": \"AAAA\", \"f0\": 5").previews())
                .isEmpty();
        assertThat(read("\"f0\": \"AAAA\"").previews()).containsExactly(new Preview(0, "AAAA"));
    }

    private static Manifest read(String previews) throws IOException {
        String json =
                "{\"info\": {\"alias\": \"a\"}, \"files\": {\"f0\": {\"id\": \"f0\", \"fileName\": \"a\", \"size\": 1}},"
                        + " \"x-wherry\": {\"v\": 1, \"features\": [], \"previews\": {" + previews + "}}}";
        return PrepareUploadReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), bytes -> {});
    }

    /** What the receiver was told when so many files were sent. */
    private List<Preview> offered(Security security, PreviewMaker maker, int count) throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(folder.resolve("in"));
        try (ProtocolServer server =
                protocol(theirs).open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception)) {
            List<OutgoingFile> files = IntStream.range(0, count)
                    .mapToObj(i -> new OutgoingFile(TestFiles.random(folder.resolve("out/" + i), 10), i + ".jpg", 10))
                    .toList();
            Endpoint to = new Endpoint(
                    "localsend", new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), security);
            TransferRecorder recorder =
                    new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), event -> {});
            protocol(ours).send(new SendRequest(files, List.of(), maker), to, recorder);
            return reception.awaitOffer().previews();
        }
    }

    private static LocalSend protocol(Identity identity) {
        return new LocalSend(identity, () -> "Fox", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
    }
}
