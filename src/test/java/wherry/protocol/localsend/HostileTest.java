package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.PrepareUploadReader;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** A sender with bad intentions gets nothing of what it wants, and the server goes on. */
class HostileTest extends ServingTest {
    private static final Duration STALLED = Duration.ofMillis(500);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "../../../etc/evil",
                "a/../../evil",
                "/etc/evil",
                "..\\..\\evil",
                "C:\\evil",
                "C:evil",
                "photo/../../evil",
                "..",
                "a/..",
                "\u0000evil",
                "CON",
                "a/CON/evil",
                "<img src=x onerror=alert(1)>",
                "evil\u202Egpj.exe"
            })
    void cve202527142NoNameLeavesTheFolder(String name) throws IOException {
        Path folder = Files.createDirectories(inbox.resolve("inside/received"));
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(folder);
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", name, 4)));
            assertThat(peer.post(upload(accepted, "a"), "evil").status()).isEqualTo(200);
        }

        reception.awaitEnded(1);
        try (Stream<Path> all = Files.walk(inbox)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertThat(files).singleElement().satisfies(file -> assertThat(file).startsWith(folder));
        }
        assertThat(Path.of("/etc/evil")).doesNotExist();
    }

    @Test
    void aTokenIsGoodForItsOwnFileOnly() throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "a", 1), file("b", "b", 1)));
            String forA = upload(accepted, "a");

            assertThat(peer.post(forA.replace("fileId=a", "fileId=b"), "x").status())
                    .isEqualTo(403);
        }
    }

    /** CVE-2022-42725 let a prefix of an approved name pass. */
    @ParameterizedTest
    @ValueSource(strings = {"fileId=a2", "fileId=A", "fileId=", "fileId=a%00", "fileId=a/x"})
    void cve202242725OnlyManifestEntriesExactly(String fileId) throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "a", 1)));

            assertThat(peer.post(upload(accepted, "a").replace("fileId=a", fileId), "x")
                            .status())
                    .isIn(400, 403);
        }
        assertThat(inbox.resolve("a")).doesNotExist();
    }

    @Test
    void aTokenIsGoodOnce() throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "a", 1), file("b", "b", 1)));

            assertThat(peer.post(upload(accepted, "a"), "x").status()).isEqualTo(200);
        }
        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "c", 1), file("b", "d", 1)));
            peer.post(upload(accepted, "a"), "x");
            assertThat(peer.post(upload(accepted, "a"), "x").status()).isEqualTo(403);
        }
    }

    @Test
    void whatOneCertificateWasGrantedNoOtherUses() throws IOException {
        int port = open(accepting());

        try (RawHttp peer = RawHttp.tls(port, theirs);
                RawHttp other = RawHttp.tls(port, Optional.of(Identity.make(Instant.now())));
                RawHttp nobody = RawHttp.tls(port, Optional.empty());
                RawHttp plain = RawHttp.plain(port);
                RawHttp elsewhere = RawHttp.tls(port, theirs, "127.0.0.2")) {
            String upload = upload(peer.post(V2 + "prepare-upload", offer(file("a", "a", 1))), "a");

            for (RawHttp stranger : List.of(other, nobody, plain, elsewhere)) {
                assertThat(stranger.post(upload, "x").status()).isEqualTo(403);
            }
            assertThat(peer.post(upload, "x").status()).isEqualTo(200);
        }
    }

    @Test
    void exactlyTheAnnouncedNumberOfBytesIsTaken() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);

        for (int size : new int[] {9, 11}) {
            try (RawHttp counted = RawHttp.tls(port, theirs);
                    RawHttp chunked = RawHttp.tls(port, theirs)) {
                RawHttp.Response first = counted.post(V2 + "prepare-upload", offer(file("a", "a", 10)));
                assertThat(counted.post(upload(first, "a"), new byte[size]).status())
                        .isEqualTo(400);
                RawHttp.Response second = chunked.post(V2 + "prepare-upload", offer(file("a", "a", 10)));
                assertThat(chunked.postChunked(upload(second, "a"), new byte[size])
                                .status())
                        .isEqualTo(400);
            }
        }
        assertThat(reception.awaitEnded(4)).allMatch(transfer -> transfer.state() == TransferState.FAILED);
        assertThat(inbox.resolve("a")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"info\":{},\"files\":{}}",
                "{\"info\":{},\"files\":{\"a\":{\"id\":\"b\",\"fileName\":\"x\",\"size\":1}}}",
                "{\"info\":{},\"files\":{\"a\":{\"fileName\":\"x\",\"size\":-1}}}",
                "{\"info\":{},\"files\":{\"a\":{\"fileName\":\"x\",\"size\":1.5}}}",
                "{\"info\":{},\"files\":{\"a\":{\"fileName\":\"x\",\"size\":99999999999999999999}}}",
                "{\"info\":{},\"files\":{\"a\":{\"fileName\":\"\",\"size\":1}}}",
                "{\"info\":{},\"files\":{\"a\":{\"fileName\":\"x\"}}}",
                "{\"info\":{\"port\":70000},\"files\":{\"a\":{\"fileName\":\"x\",\"size\":1}}}",
                "{\"info\":{\"port\":{}},\"files\":{\"a\":{\"fileName\":\"x\",\"size\":1}}}",
                "{\"info\":{},\"files\":{\"a\":{\"fileName\":\"x\",\"size\":1}}} trailing",
                "{\"info\":{},\"files\":{\"a\":{\"fileName\":\"x\",\"size\":1},\"a\":{\"fileName\":\"y\",\"size\":1}}}",
                "{'info':{},'files':{'a':{'fileName':'x','size':1}}}",
                "{\"info\":{},\"files\":{\"a\":{\"fileName\":\"x\",\"size\":9223372036854775807},"
                        + "\"b\":{\"fileName\":\"y\",\"size\":9223372036854775807}}}",
            })
    void aBodyThatIsNoOfferIsRefused(String body) throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            assertThat(peer.post(V2 + "prepare-upload", body).status()).isEqualTo(400);
        }
        assertThat(reception.offers()).isEmpty();
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        int port = open(accepting());
        String deep = "{\"info\":{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            assertThat(peer.post(V2 + "prepare-upload", deep).status()).isEqualTo(400);
        }
    }

    @Test
    void namesAndComponentsAreBounded() throws IOException {
        int port = open(accepting());

        String long255 = "n".repeat(255);
        assertThat(statusOfOffer(port, long255)).isEqualTo(200);
        assertThat(statusOfOffer(port, "a/" + long255)).isEqualTo(200);
        assertThat(statusOfOffer(port, long255 + "n")).isEqualTo(400);
        assertThat(statusOfOffer(port, "a/".repeat(2049))).isEqualTo(400);
    }

    private int statusOfOffer(int port, String name) throws IOException {
        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            return peer.post(V2 + "prepare-upload", offer(file("a", name, 1))).status();
        }
    }

    @Test
    void aLargeBodyOfFewFilesIsRefused() throws IOException {
        int port = open(accepting());
        JsonObject file = file("a", "a", 1);
        file.addProperty("preview", "x".repeat(1 << 20));

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            assertThat(peer.post(V2 + "prepare-upload", offer(file)).status()).isEqualTo(413);
        }
    }

    @Test
    void aHundredThousandFilesCanBeOfferedAndNotOneMore() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        StringBuilder files = new StringBuilder();
        for (int i = 0; i < PrepareUploadReader.MOST_FILES; i++) {
            files.append(files.isEmpty() ? "" : ",")
                    .append("\"f" + i + "\":{\"id\":\"f" + i + "\",\"fileName\":\"" + i + "\",\"size\":1}");
        }

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            assertThat(peer.post(V2 + "prepare-upload", "{\"info\":{},\"files\":{" + files + "}}")
                            .status())
                    .isEqualTo(200);
            files.append(",\"more\":{\"fileName\":\"more\",\"size\":1}");
            assertThat(peer.post(V2 + "prepare-upload", "{\"info\":{},\"files\":{" + files + "}}")
                            .status())
                    .isEqualTo(413);
        }
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void oneSenderCannotTakeAllSessions() throws IOException {
        int port = open(accepting());

        try (RawHttp greedy = RawHttp.tls(port, theirs);
                RawHttp other = RawHttp.tls(port, theirs, "127.0.0.2")) {
            for (int i = 0; i < Bounds.DEFAULT.sessionsPerAddress(); i++) {
                assertThat(greedy.post(V2 + "prepare-upload", offer(file("a", "a", 1)))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(greedy.post(V2 + "prepare-upload", offer(file("a", "a", 1)))
                            .status())
                    .isEqualTo(409);
            assertThat(other.post(V2 + "prepare-upload", offer(file("a", "a", 1)))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSessionInWhichNothingMovesGivesWayToANewOffer() throws IOException {
        RecordingReceiveHandler reception = accepting();
        SessionTimes hasty = new SessionTimes(
                Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(5), STALLED);
        int port = open(reception, TransferLimits.DEFAULT, hasty, new Bounds(256, 32, 2, 2));

        try (RawHttp silent = RawHttp.tls(port, theirs);
                RawHttp moving = RawHttp.tls(port, theirs);
                RawHttp other = RawHttp.tls(port, theirs, "127.0.0.2")) {
            assertThat(silent.post(V2 + "prepare-upload", offer(file("a", "silent", 1)))
                            .status())
                    .isEqualTo(200);
            RawHttp.Response accepted = moving.post(V2 + "prepare-upload", offer(file("a", "moving", 1 << 20)));
            moving.begin(upload(accepted, "a"), 1 << 20);
            Await.until("there is room for the other", () -> {
                moving.send("x");
                return other.post(V2 + "prepare-upload", offer(file("a", "other", 1)))
                                .status()
                        == 200;
            });
        }

        assertThat(reception.recorders().stream().map(TransferRecorder::snapshot))
                .filteredOn(transfer -> transfer.title().equals("silent"))
                .singleElement()
                .satisfies(gone -> {
                    assertThat(gone.state()).isEqualTo(TransferState.FAILED);
                    // Not after the time that it would have had, had nobody else come.
                    assertThat(gone.sentence()).isEqualTo("The sender sent nothing more, and the file did not arrive.");
                });
        // With several at a time it has to be said of which.
        assertThat(reception.lines())
                .contains("Failed: silent. The sender sent nothing more, and the file did not arrive.");
    }

    @Test
    void aSessionIntoWhichBytesComeHoweverSlowlyKeepsItsPlace() throws IOException {
        Duration stalled = Duration.ofSeconds(2);
        SessionTimes hasty = new SessionTimes(
                Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(5), stalled);
        int port = open(accepting(), TransferLimits.DEFAULT, hasty, new Bounds(256, 32, 1, 1));

        try (RawHttp moving = RawHttp.tls(port, theirs);
                RawHttp other = RawHttp.tls(port, theirs, "127.0.0.2")) {
            RawHttp.Response accepted = moving.post(V2 + "prepare-upload", offer(file("a", "moving", 1 << 20)));
            moving.begin(upload(accepted, "a"), 1 << 20);
            long begun = System.nanoTime();
            Await.until("it would have given way if nothing had come", () -> {
                moving.send("x");
                assertThat(other.post(V2 + "prepare-upload", offer(file("a", "other", 1)))
                                .status())
                        .isEqualTo(409);
                return System.nanoTime() - begun > 2 * stalled.toNanos();
            });
        }
    }

    @Test
    void cve202625154AnAliasIsShownAsItIsWritten() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(reception);
        String offer = offer(file("a", "a", 1)).replace("Bright Otter", "<html>\\u202E\\u0007boss");

        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            peer.post(V2 + "prepare-upload", offer);
        }
        assertThat(reception.awaitOffer().senderName()).isEqualTo("<html>\\u202E\\u0007boss");
    }

    /** Random damage to a good body is answered with a refusal or taken as what it says, never with a failure. */
    @Test
    void damagedBodiesNeverUpsetTheServer() throws IOException {
        int port = open(accepting());
        Random random = new Random(3);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] body = offer(file("a", "a", 1)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int changes = random.nextInt(4) + 1; changes > 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try (RawHttp peer = RawHttp.plain(port)) {
                statuses.add(peer.post(V2 + "prepare-upload", body).status());
            }
        }
        assertThat(statuses).isSubsetOf(200, 400, 409);
    }
}
