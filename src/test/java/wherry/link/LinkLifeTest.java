package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wherry.testing.Await;
import wherry.testing.TestFiles;
import wherry.transfer.PortException;

/** What keeps a link alive, and what it is found by. */
class LinkLifeTest extends LinkTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);

    private static boolean isOver(OpenLink open) {
        return open.events.contains(new LinkEvent.Closed(LinkEvent.Closed.Why.ITS_TIME));
    }

    /** Two links whose time passes, until that one has ended at which nothing happens. */
    private static void letTimePass(OpenLink moving, OpenLink idle) {
        moving.link.live(SHORT);
        idle.link.live(SHORT);
        Await.until("the idle one has ended", () -> isOver(idle));
        assertThat(isOver(moving)).isFalse();
        assertThat(moving.link.left()).isEqualTo(SHORT);
        moving.link.live(LONG);
    }

    @Test
    void whatIsBeingTakenKeepsItAlive() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 20_000_000);
        try (OpenLink idle = new OpenLink(handler);
                OpenLink open = new OpenLink(handler, file);
                RawLink slow = new RawLink(open.link.port())) {
            slow.send(RawLink.head(open.link, "GET", open.pathOf("a.bin"), 0), new byte[0]);
            Await.until(
                    "some of it went",
                    () -> !handler.recorders().isEmpty()
                            && handler.recorders().get(0).snapshot().bytesDone() > 0);

            letTimePass(open, idle);
            assertThat(slow.reply("GET").orElseThrow().body()).hasSize(20_000_000);
        }
    }

    @Test
    void whatIsBeingLeftKeepsItAlive() throws Exception {
        byte[] all = new byte[1_000];
        try (OpenLink idle = new OpenLink(handler);
                OpenLink open = new OpenLink(handler);
                RawLink slow = new RawLink(open.link.port())) {
            String head = RawLink.head(
                    open.link,
                    "POST",
                    open.offer("a.bin", all.length) + "?at=0&crc=" + OpenLink.crc(all),
                    all.length,
                    "X-Wherry: 1",
                    COOKIE);
            slow.send(head, new byte[300]);
            Await.until(
                    "some of it came",
                    () -> handler.recorders().get(0).snapshot().bytesDone() > 0);

            letTimePass(open, idle);
            slow.send("", new byte[700]);
            assertThat(slow.reply("POST").orElseThrow().text()).contains("\"state\":\"done\"");
        }
    }

    @Test
    void itIsAtTheUsualPortOrTheNextThatIsFree() throws Exception {
        LinkPlan anywhere = new LinkPlan(
                OpenLink.TOKEN,
                InetAddress.getLoopbackAddress(),
                OptionalInt.empty(),
                LinkPlan.Uploads.OFFERED,
                LONG,
                Optional.empty(),
                LinkPlan.Encryption.NONE);
        boolean free = isFree(53380);
        try (OpenLink first = new OpenLink(anywhere, handler);
                OpenLink second = new OpenLink(anywhere, handler)) {
            if (free) {
                assertThat(first.link.port()).isEqualTo(53380);
            }
            assertThat(second.link.port()).isBetween(53381, 53399).isNotEqualTo(first.link.port());
            assertThat(RawLink.get(second.link, "").status()).isEqualTo(200);

            LinkPlan there = new LinkPlan(
                    OpenLink.TOKEN,
                    anywhere.at(),
                    OptionalInt.of(first.link.port()),
                    anywhere.uploads(),
                    LONG,
                    anywhere.pin(),
                    anywhere.encryption());
            assertThatThrownBy(() -> new OpenLink(there, handler)).isInstanceOf(PortException.class);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    @Test
    void aTokenHasSixtyBitsInLettersThatAreNotTakenForEachOther() {
        Set<String> tokens = new HashSet<>();
        Set<Integer> letters = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String token = LinkToken.random();
            tokens.add(token);
            token.chars().forEach(letters::add);
            assertThat(token).matches("[2-9a-z]+").doesNotContainPattern("[oil]");
        }
        assertThat(tokens).hasSize(1_000);
        int length = tokens.iterator().next().length();
        assertThat(length * Math.log(letters.size()) / Math.log(2)).isGreaterThanOrEqualTo(60);
    }
}
