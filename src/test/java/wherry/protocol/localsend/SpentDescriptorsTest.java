package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.protocol.localsend.tls.Tls;
import wherry.protocol.localsend.tls.TlsProvider;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Endpoint;
import wherry.transfer.Security;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** However a TLS connection ends: its descriptors are there for the next one, without a garbage collection. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "SKIPPED: only Linux lists the descriptors of a process")
class SpentDescriptorsTest extends ServingTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    /** Each engine that is left behind holds two. */
    private static final int MANY = 20;
    /** More than others of this process open meanwhile. */
    private static final int A_FEW = 10;
    /** A collection frees what was left behind: where there was one, nothing has been shown. */
    private static final int TRIES = 10;

    private final Watchdog watchdog = new Watchdog();

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.count();
        }
    }

    /** What is done many times, each time with another number. */
    @FunctionalInterface
    private interface Doing {
        void run(int number) throws Exception;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static void assertNothingIsLeftBehindBy(Doing doing) throws Exception {
        doing.run(0);
        int number = 1;
        for (int i = 0; i < TRIES; i++) {
            long collections = collections();
            long before = descriptors();
            for (int end = number + MANY; number < end; number++) {
                doing.run(number);
            }
            Await.until("as few descriptors as before", () -> descriptors() < before + A_FEW);
            if (collections() == collections) {
                return;
            }
        }
        throw new AssertionError("garbage was collected each time");
    }

    @BeforeEach
    void useTheLibrary() {
        assertThat(TlsProvider.fastest()).isPresent();
    }

    @AfterEach
    void closeWatchdog() {
        watchdog.close();
    }

    /** How a client ends its connection. */
    enum End {
        AFTER_A_REQUEST {
            @Override
            void run(int port, Optional<Identity> identity) throws IOException {
                try (RawHttp peer = RawHttp.tls(port, identity)) {
                    assertThat(peer.get(V2 + "info").status()).isEqualTo(200);
                }
            }
        },
        BY_A_RESET_AFTER_THE_HANDSHAKE {
            @Override
            void run(int port, Optional<Identity> identity) throws IOException {
                RawHttp peer = RawHttp.tls(port, identity);
                peer.socket().setSoLinger(true, 0);
                peer.close();
            }
        },
        BY_BREAKING_OFF_WITHIN_THE_HANDSHAKE {
            @Override
            void run(int port, Optional<Identity> identity) throws IOException {
                try (SocketChannel channel = hello(port, identity)) {
                    channel.socket().setSoTimeout(20_000);
                    assertThat(channel.socket().getInputStream().read()).isPositive();
                }
            }
        },
        BY_A_RESET_WITHIN_THE_HANDSHAKE {
            @Override
            void run(int port, Optional<Identity> identity) throws IOException {
                try (SocketChannel channel = hello(port, identity)) {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
            }
        },
        BY_NONSENSE_WITHIN_THE_HANDSHAKE {
            @Override
            void run(int port, Optional<Identity> identity) throws IOException {
                try (SocketChannel channel = hello(port, identity)) {
                    channel.write(ByteBuffer.wrap(new byte[100]));
                    channel.shutdownOutput();
                    channel.socket().setSoTimeout(20_000);
                    channel.socket().getInputStream().readAllBytes();
                }
            }
        };

        abstract void run(int port, Optional<Identity> identity) throws IOException;
    }

    /** A connection on which the first flight of a handshake has been sent. */
    private static SocketChannel hello(int port, Optional<Identity> identity) throws IOException {
        SSLEngine engine = TestTls.context(identity).createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(hello.flip());
        return channel;
    }

    @ParameterizedTest
    @EnumSource
    void aServedConnectionLeavesNoDescriptorsBehind(End end) throws Exception {
        int port = open(accepting());

        assertNothingIsLeftBehindBy(number -> end.run(port, theirs));
    }

    @Test
    void aHandshakeThatTakesTooLongLeavesNoDescriptorsBehind() throws Exception {
        int port = open(accepting(), SHORT, SessionTimes.DEFAULT);
        List<SocketChannel> stalled = new ArrayList<>();

        assertNothingIsLeftBehindBy(number -> {
            stalled.add(hello(port, theirs));
            if (number % MANY == 0) {
                awaitEnds(stalled);
            }
        });
    }

    private static void awaitEnds(List<SocketChannel> stalled) throws IOException {
        for (SocketChannel channel : stalled) {
            Socket socket = channel.socket();
            socket.setSoTimeout(20_000);
            socket.getInputStream().readAllBytes();
            channel.close();
        }
        stalled.clear();
    }

    private PeerConnection call(int port, String expected) {
        Endpoint there = new Endpoint(
                Spec.NAME,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new Security.Verified(expected));
        Tls tls = new Tls(theirs.orElseThrow(), new TransferBuffers());
        return new PeerConnection(there, tls, TransferLimits.DEFAULT, watchdog);
    }

    @Test
    void aCallLeavesNoDescriptorsBehind() throws Exception {
        int port = open(accepting());
        String stranger = Identity.make(Instant.now()).fingerprint();

        assertNothingIsLeftBehindBy(number -> {
            try (PeerConnection connection = call(port, ours.fingerprint())) {
                connection.open();
                if (number % 2 == 0) {
                    connection.get("info", Timeout.of(Duration.ofSeconds(20)), 1 << 16);
                }
            }
            try (PeerConnection connection = call(port, stranger)) {
                assertThatThrownBy(connection::open).isInstanceOf(IOException.class);
            }
        });
    }

    /** Closed on another thread, as a cancelled one is, while it waits for an answer. */
    @Test
    void aCallThatIsBrokenOffLeavesNoDescriptorsBehind() throws Exception {
        RecordingReceiveHandler undecided = new RecordingReceiveHandler(inbox, offer -> new CompletableFuture<>());
        int port = open(undecided);
        byte[] offer = offer(file("a", "a", 1)).getBytes(StandardCharsets.UTF_8);

        assertNothingIsLeftBehindBy(number -> {
            int asked = undecided.offers().size() + 1;
            try (PeerConnection connection = call(port, ours.fingerprint())) {
                Closeable cancel = connection;
                connection.open();
                CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> assertThatThrownBy(
                                () -> connection.postJson(Spec.PREPARE_UPLOAD, offer, Timeout.DISABLED))
                        .isInstanceOf(IOException.class));
                Await.until("it is asked", () -> undecided.offers().size() == asked);
                cancel.close();
                answer.get(20, TimeUnit.SECONDS);
            }
        });
    }
}
