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
import wherry.protocol.localsend.message.ArrivedNames;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.protocol.localsend.message.Spec;
import wherry.storage.OtherNames;
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
        void take(HttpExchange exchange, Session session, Claim claim) throws IOException;
    }

    void handle(HttpExchange exchange) throws IOException {
        handle(exchange, this::receive);
    }

    void handle(HttpExchange exchange, Taking taking) throws IOException {
        Session session = session(exchange);
        try (Claim claim =
                session.uploads().claim(require(exchange, "fileId"), require(exchange, "token"), exchange::abort)) {
            take(exchange, session, claim, taking);
        }
    }

    private void take(HttpExchange exchange, Session session, Claim claim, Taking taking) throws IOException {
        try {
            taking.take(exchange, session, claim);
        } catch (IOException | RuntimeException failure) {
            // What a sender does is told in its row; the log is for what is wrong here.
            LOG.log(isOfSender(failure) ? Level.DEBUG : Level.INFO, "Receiving a file", failure);
            answerFailure(exchange, claim, failure);
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

    private void receive(HttpExchange exchange, Session session, Claim claim) throws IOException {
        ManifestFile file = claim.file();
        Optional<Long> length = exchange.contentLength();
        if (length.isPresent() && length.get() != file.size()) {
            throw new UploadContents.WrongSizeException();
        }
        try (PartialFile partial = session.tree().create(file.name(), file.size())) {
            Optional<MessageDigest> digest = file.sha256().map(expected -> Sha256.digest());
            fill(new UploadContents(exchange.body(), digest), partial, session, file.size());
            if (digest.isPresent() && !matches(digest.get(), file)) {
                claim.damaged(file.size());
                exchange.answerMessage(Spec.CHECKSUM_MISMATCH, "Checksum mismatch");
                return;
            }
            Path saved;
            try (Closeable disk = session.activity().atDisk(exchange)) {
                LOG.log(Level.DEBUG, "Putting a file in place under {0}", disk);
                saved = file.modified().isPresent()
                        ? partial.commit(file.modified().get())
                        : partial.commit();
            }
            int status = settle(session, file, saved, partial.isLeftOut());
            try {
                answer(exchange, status, otherName(session, file, saved));
            } finally {
                // Last, so that whoever is told that it is done finds the sender told as well.
                claim.done();
            }
        }
    }

    private void fill(UploadContents contents, PartialFile partial, Session session, long size) throws IOException {
        ByteBuffer buffer = buffers.lend();
        try {
            if (contents.moveTo(partial::write, size, buffer, session.activity().progress()) < size) {
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
            session.uploads().hereAlready(file, saved);
            return Spec.HERE_ALREADY;
        }
        session.activity().coming();
        session.uploads().saved(file, saved);
        return HttpStatus.SC_OK;
    }

    /** What its sender hears of it: under which name a file arrived, if that is another one. */
    static Optional<String> otherName(Session session, ManifestFile file, Path saved) {
        return session.sender().can(Extension.NAMES)
                ? OtherNames.of(file.name(), session.tree().top(), saved)
                : Optional.empty();
    }

    /** A file is in place: under that other name, if it has one. */
    static void answer(HttpExchange exchange, int status, Optional<String> otherName) throws IOException {
        ArrivedNames names = new ArrivedNames();
        otherName.ifPresent(name -> names.add(0, name));
        exchange.answerJson(status, names.json());
    }

    private static boolean matches(MessageDigest digest, ManifestFile file) {
        return HexFormat.of().formatHex(digest.digest()).equals(file.sha256().orElseThrow());
    }

    private void answerFailure(HttpExchange exchange, Claim claim, Exception failure) throws IOException {
        if (failure instanceof UploadInterruptedException broken) {
            claim.broken(sentence(broken, claim.file()));
            throw broken;
        }
        try {
            if (failure instanceof UploadContents.WrongSizeException) {
                exchange.answerMessage(HttpStatus.SC_BAD_REQUEST, "Size differs from what was announced");
            } else {
                StorageStatus.answer(exchange, failure);
            }
        } finally {
            claim.failed(sentence(failure));
        }
    }

    private static boolean isOfSender(Exception failure) {
        return failure instanceof UploadInterruptedException
                || failure instanceof UploadContents.WrongSizeException
                || failure instanceof HttpStatusException;
    }

    private static String sentence(Exception failure) {
        return failure instanceof UploadContents.WrongSizeException
                ? Sentences.of("localsend.wrongSize")
                : Failure.sentence(failure);
    }

    private String sentence(UploadInterruptedException broken, ManifestFile file) {
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
