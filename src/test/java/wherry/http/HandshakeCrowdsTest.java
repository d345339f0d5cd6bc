package wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import wherry.testing.Await;
import wherry.transfer.Security;
import wherry.transfer.Watchdog;

/** Handshakes that lead to nothing are refused before they cost anything, and only to those who do them. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "SKIPPED: needs a loopback interface with many addresses")
class HandshakeCrowdsTest {
    private static final int AT_ONCE = 3;
    private static final String CROWDED = "127.0.0.66";
    private static final byte[] HELLO = {0x16, 3, 1, 0, 1, 0};

    private final Watchdog watchdog = new Watchdog();
    private final AtomicInteger handshakes = new AtomicInteger();
    private final List<Socket> open = new ArrayList<>();
    private HttpServer server;

    /** Encrypts nothing, and counts. */
    private TlsServer.Secured shakeHands(SocketChannel channel, byte[] consumed) {
        handshakes.incrementAndGet();
        return new TlsServer.Secured() {
            @Override
            public Security security() {
                return new Security.Unverified();
            }

            @Override
            public SocketHolder holder(Socket socket) {
                return new SocketHolder(socket) {
                    @Override
                    protected InputStream getInputStream(Socket same) throws IOException {
                        byte[] more = Arrays.copyOfRange(consumed, HELLO.length, consumed.length);
                        return new SequenceInputStream(new ByteArrayInputStream(more), same.getInputStream());
                    }
                };
            }

            @Override
            public void close() {}
        };
    }

    @BeforeEach
    void start() throws IOException {
        HttpSetup setup = new HttpSetup(
                this::shakeHands,
                request -> {},
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                new HandshakePace(AT_ONCE, Duration.ofHours(1), System::nanoTime));
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.open("crowd", at, 64, 32, setup, watchdog);
        server.serve(exchange -> {
            if (exchange.path().equals("/useful")) {
                exchange.hold();
            }
            exchange.answerEmpty(200);
        });
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        server.abort();
        watchdog.close();
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(HELLO);
        return socket;
    }

    private static String get(Socket socket, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static boolean isRefused(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void whoDoesNothingButHandshakesIsRefusedBeforeTheNextAndNobodyElseIs() throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            connect(CROWDED);
        }
        Await.until("they are there", () -> handshakes.get() == AT_ONCE);

        for (int i = 0; i < 20; i++) {
            assertThat(isRefused(connect(CROWDED))).isTrue();
        }

        assertThat(handshakes).hasValue(AT_ONCE);
        assertThat(get(connect("127.0.0.67"), "/any")).startsWith("HTTP/1.1 200");
    }

    @Test
    void whoIsServedIsNotCountedHoweverManyConnectionsItTakes() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(get(connect(CROWDED), "/useful")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void toAskWhatAnybodyMayIsNoUse() throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(get(connect(CROWDED), "/any")).startsWith("HTTP/1.1 200");
        }

        assertThat(isRefused(connect(CROWDED))).isTrue();
    }
}
