package wherry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
    @TempDir
    Path home;

    private final AtomicInteger raised = new AtomicInteger();

    @Test
    void aHomeIsClaimedByOneUntilItIsClosed() {
        try (SingleInstance first = SingleInstance.claim(home).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(SingleInstance.claim(home)).isEmpty();
        }
        SingleInstance.claim(home).orElseThrow().close();
    }

    @Test
    void anotherStartRaisesTheFirst() {
        try (SingleInstance first = SingleInstance.claim(home).orElseThrow()) {
            assertThat(SingleInstance.raise(home)).isFalse();
            first.whenRaised(() -> raised.incrementAndGet() > 0);
            assertThat(SingleInstance.raise(home)).isTrue();
            assertThat(SingleInstance.raise(home)).isTrue();
            assertThat(raised).hasValue(2);
        }
        assertThat(SingleInstance.raise(home)).isFalse();
    }

    @Test
    void oneThatCannotBeShownAnyMoreSaysSo() {
        try (SingleInstance first = SingleInstance.claim(home).orElseThrow()) {
            first.whenRaised(() -> false);
            assertThat(SingleInstance.raise(home)).isFalse();
        }
    }

    @Test
    void whoeverCannotReadTheFileRaisesNothing() throws IOException {
        try (SingleInstance first = SingleInstance.claim(home).orElseThrow()) {
            first.whenRaised(() -> raised.incrementAndGet() > 0);
            Path place = home.resolve("running");
            int port = Integer.parseInt(Files.readString(place).split(" ", -1)[0]);
            try (Socket page = new Socket(InetAddress.getLoopbackAddress(), port)) {
                page.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(answer(page)).isEqualTo(-1);
            }
            assertThat(raised).hasValue(0);
            assertThat(SingleInstance.raise(home)).isTrue();
        }
    }

    private static int answer(Socket page) {
        try {
            return page.getInputStream().read();
        } catch (IOException reset) {
            return -1;
        }
    }

    @Test
    void aFileOfSomethingElseRaisesNothing() throws IOException {
        for (String text : new String[] {"", "x", "99999 " + "ab".repeat(16), "1 2 3"}) {
            Files.writeString(home.resolve("running"), text);
            assertThat(SingleInstance.raise(home)).as(text).isFalse();
        }
    }
}
