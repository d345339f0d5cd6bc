package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** What users and their scripts read, line by line. */
class LinesTest {
    @Test
    void progressSaysHowMuchHowFastAndHowLong() {
        assertThat(ProgressLine.of(transfer("photo.jpg", 512_000_000, 812_000_000, 88_000_000), 79))
                .isEqualTo("photo.jpg  [########......]  63 %  512 MB of 812 MB  88 MB/s  4 s left");
    }

    @Test
    void progressOfALongTransferIsGivenInHours() {
        assertThat(ProgressLine.of(transfer("a", 0, 4_000_000_000L, 1_000_000), 79))
                .endsWith("1:06:40 left");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 60, 79, 200})
    void progressNeverTakesMoreThanTheWidthOfTheTerminal(int columns) {
        for (String title : List.of("a", "写真".repeat(40), "long".repeat(100), "x\uD83D\uDE00".repeat(30))) {
            for (long bytes : List.of(0L, 1L, Long.MAX_VALUE)) {
                assertThat(ProgressLine.width(ProgressLine.of(transfer(title, bytes / 2, bytes, 12345), columns)))
                        .isLessThanOrEqualTo(columns);
            }
        }
    }

    @Test
    void jsonOfAPeerIsOneLineThatAParserReadsBack() throws UnknownHostException {
        Peer peer = peer("1", "A \"quoted\" \u202Ename\n</b>", Presence.HERE);

        String line = PeerLine.json(peer);

        assertThat(line).doesNotContain("\n").doesNotContain("\u202E");
        JsonObject object = JsonParser.parseString(line).getAsJsonObject();
        assertThat(object.keySet())
                .containsExactly("alias", "address", "port", "protocols", "fingerprint", "verified", "endpoints");
        assertThat(object.get("alias").getAsString()).isEqualTo(peer.alias());
        assertThat(object.get("address").getAsString()).isEqualTo("10.77.0.2");
        assertThat(object.get("port").getAsInt()).isEqualTo(54321);
        assertThat(object.get("protocols").getAsJsonArray()).hasSize(1);
        assertThat(object.get("fingerprint").isJsonNull()).isTrue();
    }

    @Test
    void watchingTellsWhoCameWhoIsAwayAndWhoLeft() throws UnknownHostException {
        PeerChanges changes = new PeerChanges();
        Peer fox = peer("1", "Quiet Fox", Presence.HERE);
        Peer otter = peer("2", "", Presence.HERE);

        assertThat(texts(changes.between(List.of(fox, otter))))
                .containsExactly("Quiet Fox (10.77.0.2:54321) is here", "10.77.0.2:54321 is here");
        assertThat(texts(changes.between(List.of(fox, otter)))).isEmpty();
        assertThat(texts(changes.between(List.of(fox.withPresence(Presence.AWAY)))))
                .containsExactly("10.77.0.2:54321 has left", "Quiet Fox (10.77.0.2:54321) is away");
        assertThat(changes.between(List.of(fox)))
                .extracting(PeerChanges.Change::json)
                .singleElement()
                .asString()
                .startsWith("{\"event\":\"here\",\"alias\":\"Quiet Fox\"");
    }

    private static List<String> texts(List<PeerChanges.Change> changes) {
        // Without the time in front.
        return changes.stream().map(change -> change.text().substring(9)).toList();
    }

    private static Peer peer(String id, String alias, Presence presence) throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("10.77.0.2"), 54321);
        return new Peer(id, alias, Optional.empty(), List.of(new Endpoint("homebrew", address)), presence, false);
    }

    private static Transfer transfer(String title, long done, long bytes, double rate) {
        return new Transfer(
                "id",
                Direction.SENDING,
                title,
                "Quiet Fox",
                1,
                0,
                bytes,
                done,
                rate,
                TransferState.MOVING,
                "",
                Optional.empty(),
                Instant.EPOCH,
                "",
                Optional.empty());
    }
}
