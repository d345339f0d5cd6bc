package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.protocol.localsend.message.Spec;
import wherry.storage.PartialFile;
import wherry.transfer.Failure;
import wherry.transfer.Sentences;
import wherry.transfer.Sha256;
import wherry.transfer.Sizes;
import wherry.transfer.TransferBuffers;

/** Takes the contents of one accepted file ({@code upload}) and puts it in place. */
final class UploadRoute {
    private static final System.Logger LOG = System.getLogger(UploadRoute.class.getName());

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

    /** One way to take the contents of a file. */
    @FunctionalInterface
    interface Taking {
        /** Takes and answers, and tells the session. What it throws is answered, and told, by the caller. */
        void take(HttpExchange exchange, Session session, ManifestFile file, Closeable connection) throws IOException;
    }

    void handle(HttpExchange exchange) throws IOException {
        handle(exchange, this::receive);
    }

    void handle(HttpExchange exchange, Taking taking) throws IOException {
        Session session = session(exchange);
        Closeable connection = exchange::abort;
        ManifestFile file = session.claim(require(exchange, "fileId"), require(exchange, "token"), connection);
        try {
            taking.take(exchange, session, file, connection);
        } catch (IOException | RuntimeException failure) {
            // What a sender does is told in its row; the log is for what is wrong here.
            LOG.log(isOfSender(failure) ? Level.DEBUG : Level.INFO, "Receiving a file", failure);
            answerFailure(exchange, session, file, connection, failure);
        }
    }

    /** The session that a request is about. */
    Session session(HttpExchange exchange) throws HttpStatusException {
        String sessionId = require(exchange, "sessionId");
        require(exchange, "fileId");
        require(exchange, "token");
        Session session = sessions.find(sessionId, exchange)
                .orElseThrow(() -> new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Invalid session"));
        exchange.hold();
        return session;
    }

    static String require(HttpExchange exchange, String parameter) throws HttpStatusException {
        return exchange.parameter(parameter)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Missing parameters"));
    }

    private void receive(HttpExchange exchange, Session session, ManifestFile file, Closeable connection)
            throws IOException {
        Optional<Long> length = exchange.contentLength();
        if (length.isPresent() && length.get() != file.size()) {
            throw new UploadContents.WrongSizeException();
        }
        try (PartialFile partial = session.tree().create(file.name(), file.size())) {
            Optional<MessageDigest> digest = file.sha256().map(expected -> Sha256.digest());
            fill(new UploadContents(exchange.body(), digest), partial, session, file.size());
            if (digest.isPresent() && !matches(digest.get(), file)) {
                session.damaged(file, file.size(), connection);
                exchange.answerMessage(Spec.CHECKSUM_MISMATCH, "Checksum mismatch");
                return;
            }
            Path saved;
            try (Closeable disk = session.atDisk(exchange)) {
                LOG.log(Level.DEBUG, "Putting a file in place under {0}", disk);
                saved = file.modified().isPresent()
                        ? partial.commit(file.modified().get())
                        : partial.commit();
            }
            int status = settle(session, file, saved, partial.isLeftOut());
            try {
                exchange.answerEmpty(status);
            } finally {
                // Last, so that whoever is told that it is done finds the sender told as well.
                session.done(file, connection);
            }
        }
    }

    /** The session follows what comes of its files. */
    static UploadContents.Progress progress(Session session) {
        return new UploadContents.Progress(session::coming, session::atDisk, session::moved);
    }

    private void fill(UploadContents contents, PartialFile partial, Session session, long size) throws IOException {
        ByteBuffer buffer = buffers.lend();
        try {
            if (contents.moveTo(partial::write, size, buffer, progress(session)) < size) {
                throw new UploadContents.WrongSizeException();
            }
        } finally {
            buffers.giveBack(buffer);
        }
        if (contents.goOn()) {
            throw new UploadContents.WrongSizeException();
        }
    }

    /**
     * A file is in place, or was there before.
     *
     * @return what the sender is to be told
     */
    static int settle(Session session, ManifestFile file, Path saved, boolean leftOut) {
        if (leftOut) {
            session.hereAlready(file, saved);
            return Spec.HERE_ALREADY;
        }
        session.saved(file, saved);
        return HttpStatus.SC_OK;
    }

    private static boolean matches(MessageDigest digest, ManifestFile file) {
        return HexFormat.of().formatHex(digest.digest()).equals(file.sha256().orElseThrow());
    }

    private void answerFailure(
            HttpExchange exchange, Session session, ManifestFile file, Closeable connection, Exception failure)
            throws IOException {
        if (failure instanceof UploadContents.BrokenOffException broken) {
            session.broken(file, sentence(broken, file), connection);
            throw broken;
        }
        try {
            if (failure instanceof UploadContents.WrongSizeException) {
                exchange.answerMessage(HttpStatus.SC_BAD_REQUEST, "Size differs from what was announced");
            } else {
                exchange.answerMessage(HttpStatus.SC_INTERNAL_SERVER_ERROR, "Could not be stored");
            }
        } finally {
            session.failed(file, sentence(failure), connection);
        }
    }

    private static boolean isOfSender(Exception failure) {
        return failure instanceof UploadContents.BrokenOffException
                || failure instanceof UploadContents.WrongSizeException
                || failure instanceof HttpStatusException;
    }

    private static String sentence(Exception failure) {
        return failure instanceof UploadContents.WrongSizeException
                ? Sentences.of("localsend.wrongSize")
                : Failure.sentence(failure);
    }

    private String sentence(UploadContents.BrokenOffException broken, ManifestFile file) {
        String left = Sentences.of(
                switch (broken.left()) {
                    case NOTHING -> "localsend.nothingKept";
                    case BLOCKS -> "localsend.blocksKept";
                });
        return broken.getCause() instanceof SocketTimeoutException
                ? Sentences.of("localsend.silent", silence.toSeconds(), left)
                : Sentences.of("localsend.brokenOff", Sizes.grouped(broken.after()), Sizes.grouped(file.size()), left);
    }
}
