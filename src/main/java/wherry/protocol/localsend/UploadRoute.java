package wherry.protocol.localsend;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.storage.PartialFile;
import wherry.transfer.Failure;
import wherry.transfer.Pump;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.TransferBuffers;

/** {@code upload}: takes the contents of one accepted file and puts it in place. */
final class UploadRoute {
    private static final System.Logger LOG = System.getLogger(UploadRoute.class.getName());
    private static final int CHECKSUM_MISMATCH = 422;
    /** A TLS record holds 16 KiB at most; more is never read at once. */
    private static final int READ = 32 << 10;

    private final Sessions sessions;
    private final TransferBuffers buffers;
    private final Duration silence;

    /**
     * Takes uploads into sessions that have been accepted.
     *
     * @param silence the longest pause between two bytes, for the sentence: the socket enforces it
     */
    UploadRoute(Sessions sessions, TransferBuffers buffers, Duration silence) {
        this.sessions = sessions;
        this.buffers = buffers;
        this.silence = silence;
    }

    void handle(Exchange exchange) throws IOException {
        String sessionId = require(exchange, "sessionId");
        String fileId = require(exchange, "fileId");
        String token = require(exchange, "token");
        Session session = sessions.find(sessionId, exchange)
                .orElseThrow(() -> new BadRequestException(HttpStatus.SC_FORBIDDEN, "Invalid session"));
        Closeable connection = exchange::abort;
        ManifestFile file = session.claim(fileId, token, connection);
        try {
            receive(exchange, session, file, connection);
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.INFO, "Receiving a file", failure);
            answerFailure(exchange, session, file, connection, failure);
        }
    }

    private static String require(Exchange exchange, String parameter) throws BadRequestException {
        return exchange.parameter(parameter)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new BadRequestException(HttpStatus.SC_BAD_REQUEST, "Missing parameters"));
    }

    private void receive(Exchange exchange, Session session, ManifestFile file, Closeable connection)
            throws IOException {
        Optional<Long> length = exchange.contentLength();
        if (length.isPresent() && length.get() != file.size()) {
            throw new WrongSizeException();
        }
        try (PartialFile partial = session.tree().create(file.name(), file.size())) {
            Optional<MessageDigest> digest = file.sha256().map(expected -> Fingerprint.sha256());
            fill(new Contents(exchange.body(), digest), partial, session, file.size());
            if (digest.isPresent() && !matches(digest.get(), file)) {
                session.damaged(file, connection);
                exchange.answerMessage(CHECKSUM_MISMATCH, "Checksum mismatch");
                return;
            }
            Path saved =
                    file.modified().isPresent() ? partial.commit(file.modified().get()) : partial.commit();
            session.saved(saved);
            try {
                exchange.answerEmpty(HttpStatus.SC_OK);
            } finally {
                // Last, so that whoever is told that it is done finds the sender told as well.
                session.done(file, connection);
            }
        }
    }

    private void fill(Contents contents, PartialFile partial, Session session, long size) throws IOException {
        ByteBuffer buffer = buffers.lend();
        try {
            long done = Pump.run(
                    limit -> {
                        int n = contents.fill(buffer.clear(), limit);
                        if (n > 0) {
                            Pump.writeFully(buffer.flip(), partial.channel());
                        }
                        return n;
                    },
                    size,
                    session::moved);
            if (done < size) {
                throw new WrongSizeException();
            }
        } finally {
            buffers.giveBack(buffer);
        }
        if (contents.goOn()) {
            throw new WrongSizeException();
        }
    }

    private static boolean matches(MessageDigest digest, ManifestFile file) {
        return HexFormat.of().formatHex(digest.digest()).equals(file.sha256().orElseThrow());
    }

    private void answerFailure(
            Exchange exchange, Session session, ManifestFile file, Closeable connection, Exception failure)
            throws IOException {
        if (failure instanceof BrokenOffException broken) {
            session.broken(file, sentence(broken, file), connection);
            throw broken;
        }
        try {
            if (failure instanceof WrongSizeException) {
                exchange.answerMessage(HttpStatus.SC_BAD_REQUEST, "Size differs from what was announced");
            } else {
                exchange.answerMessage(HttpStatus.SC_INTERNAL_SERVER_ERROR, "Could not be stored");
            }
        } finally {
            session.failed(file, sentence(failure), connection);
        }
    }

    private static String sentence(Exception failure) {
        return failure instanceof WrongSizeException ? Sentences.of("localsend.wrongSize") : Failure.sentence(failure);
    }

    private String sentence(BrokenOffException broken, ManifestFile file) {
        return broken.getCause() instanceof SocketTimeoutException
                ? Sentences.of("localsend.silent", silence.toSeconds())
                : Sentences.of("localsend.brokenOff", Sizes.grouped(broken.after), Sizes.grouped(file.size()));
    }

    /** The bytes of a file as they come in, hashed on the way when that is wanted. */
    private static final class Contents {
        private final InputStream in;
        private final Optional<MessageDigest> digest;
        private final byte[] piece = new byte[READ];
        private long read;

        Contents(InputStream in, Optional<MessageDigest> digest) {
            this.in = in;
            this.digest = digest;
        }

        /** Fills the buffer up to the limit or the end of the contents; -1 when these have ended before. */
        int fill(ByteBuffer buffer, long limit) throws IOException {
            int wanted = (int) Math.min(buffer.remaining(), limit);
            int filled = 0;
            while (filled < wanted) {
                int n = read(Math.min(READ, wanted - filled));
                if (n < 0) {
                    return filled == 0 ? -1 : filled;
                }
                buffer.put(piece, 0, n);
                if (digest.isPresent()) {
                    digest.get().update(piece, 0, n);
                }
                filled += n;
            }
            return filled;
        }

        /** Whether more follows. Reads the end of the request if not. */
        boolean goOn() throws IOException {
            return read(1) >= 0;
        }

        private int read(int most) throws IOException {
            try {
                int n = in.read(piece, 0, most);
                read += Math.max(n, 0);
                return n;
            } catch (IOException failure) {
                throw new BrokenOffException(read, failure);
            }
        }
    }

    /** The sender is to blame for what ended the upload, and there is nobody left to answer. */
    private static final class BrokenOffException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;

        private final long after;

        BrokenOffException(long after, IOException cause) {
            super(cause);
            this.after = after;
        }
    }

    private static final class WrongSizeException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;
    }
}
