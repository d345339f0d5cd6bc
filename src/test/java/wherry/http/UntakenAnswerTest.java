package wherry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.transfer.Security;
import wherry.transfer.Watchdog;

/** Somebody asks, and does not take the answer. */
@Timeout(60)
class UntakenAnswerTest {
    /** Far more than two sockets hold. */
    private static final int MUCH = 64 << 20;

    private final Watchdog watchdog = new Watchdog();
    private ServerSocketChannel listening;
    private SocketChannel client;
    private SocketChannel served;
    private ResponseWriter writer;

    @BeforeEach
    void connect() throws IOException {
        listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = SocketChannel.open(listening.getLocalAddress());
        served = listening.accept();
        ServerConnection connection = new ServerConnection(URIScheme.HTTP, request -> {});
        connection.bind(served.socket(), new byte[0]);
        writer = new ResponseWriter(connection, new Carried(), watchdog, Duration.ofMillis(200));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        served.close();
        listening.close();
    }

    @Test
    void aShortOneIsGivenUp() {
        BasicClassicHttpResponse answer = new BasicClassicHttpResponse(200);
        answer.setEntity(new ByteArrayEntity(new byte[MUCH], ContentType.APPLICATION_OCTET_STREAM));

        assertThatThrownBy(() -> writer.write(answer)).isInstanceOf(IOException.class);
        assertThat(served.isOpen()).isFalse();
    }

    @Test
    void aLongOneIsGivenUpWhenItStandsStill() {
        Response answer = new Response(200, Map.of(), MUCH, (target, moved) -> {
            for (int written = 0; written < MUCH; ) {
                int n = target.write(ByteBuffer.allocate(64 << 10));
                written += n;
                moved.accept(n);
            }
        });

        assertThatThrownBy(() -> writer.write(new BasicClassicHttpResponse(200), answer, new Security.Plain()))
                .isInstanceOf(IOException.class);
        assertThat(served.isOpen()).isFalse();
    }

    private final class Carried implements Carrier {
        @Override
        public InetSocketAddress from() {
            return (InetSocketAddress) served.socket().getRemoteSocketAddress();
        }

        @Override
        public void abort() {
            try {
                served.close();
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }

        @Override
        public void hold() {
            // There is nobody to give way to.
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(10);
        }

        @Override
        public SocketChannel channel() {
            return served;
        }
    }
}
