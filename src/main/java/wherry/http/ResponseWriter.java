package wherry.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import wherry.transfer.Security;
import wherry.transfer.Watchdog;

/** Writes answers, and gives those up that nobody takes. For one thread at a time. */
final class ResponseWriter {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerConnection connection;
    private final Carrier carrier;
    private final Watchdog watchdog;
    private final Duration patience;

    ResponseWriter(ServerConnection connection, Carrier carrier, Watchdog watchdog) {
        this(connection, carrier, watchdog, PATIENCE);
    }

    /** @param patience for what is short as a whole, else for the pause between two steps */
    ResponseWriter(ServerConnection connection, Carrier carrier, Watchdog watchdog, Duration patience) {
        this.connection = connection;
        this.carrier = carrier;
        this.watchdog = watchdog;
        this.patience = patience;
    }

    /** Writes what is short. */
    void write(ClassicHttpResponse response) throws IOException {
        try (Watchdog.Watch deadline = watchdog.watch(patience, carrier::abort)) {
            connection.sendResponseHeader(response);
            if (response.getEntity() != null) {
                connection.sendResponseEntity(response);
            }
            connection.flush();
            if (deadline.expired()) {
                throw new InterruptedIOException();
            }
        } catch (HttpException impossible) {
            throw new IOException(impossible);
        }
    }

    /**
     * Writes what may be long.
     *
     * @param head says the length
     */
    void write(ClassicHttpResponse head, Response response, Security security) throws IOException {
        try (Watchdog.Watch silence = watchdog.watch(patience, carrier::abort)) {
            Counted counted = new Counted(response, silence);
            if (security instanceof Security.Plain) {
                connection.sendResponseHeader(head);
                connection.flush();
                counted.writeTo(carrier.channel());
            } else {
                head.setEntity(counted);
                connection.sendResponseHeader(head);
                connection.sendResponseEntity(head);
                connection.flush();
            }
            if (silence.expired()) {
                throw new InterruptedIOException();
            }
        } catch (HttpException impossible) {
            throw new IOException(impossible);
        }
    }

    /** The contents as the codec wants them, which must be as long as was said. */
    private static final class Counted extends AbstractHttpEntity {
        private final Response response;
        private final Watchdog.Watch silence;
        private long written;

        Counted(Response response, Watchdog.Watch silence) {
            super((ContentType) null, null);
            this.response = response;
            this.silence = silence;
        }

        void writeTo(WritableByteChannel target) throws IOException {
            LongConsumer moved = n -> {
                written += n;
                silence.touch();
            };
            response.contents().writeTo(target, moved);
            if (written != response.length()) {
                throw new IOException("wrote " + written + " bytes of " + response.length());
            }
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            writeTo(Channels.newChannel(out));
        }

        @Override
        public long getContentLength() {
            return response.length();
        }

        @Override
        public boolean isStreaming() {
            return true;
        }

        @Override
        public java.io.InputStream getContent() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
