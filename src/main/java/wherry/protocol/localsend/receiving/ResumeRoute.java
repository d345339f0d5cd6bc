package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.protocol.localsend.message.ReceivedBlocks;
import wherry.protocol.localsend.message.Spec;
import wherry.storage.BlockDigests;
import wherry.storage.ResumableFile;
import wherry.storage.ResumeSource;
import wherry.transfer.Security;
import wherry.transfer.TransferBuffers;

/**
 * Serves the private routes by which one Wherry continues what it sent to another in part (localsend.md, "Between two
 * Wherrys"). Both belong to a session as {@code upload} does.
 */
final class ResumeRoute {
    private static final System.Logger LOG = System.getLogger(ResumeRoute.class.getName());

    private final UploadRoute uploads;
    private final TransferBuffers buffers;

    ResumeRoute(UploadRoute uploads, TransferBuffers buffers) {
        this.uploads = uploads;
        this.buffers = buffers;
    }

    /** Tells which blocks of a file are here. */
    void blocks(HttpExchange exchange) throws IOException {
        Session session = uploads.session(exchange);
        ManifestFile file =
                session.uploads().file(UploadRoute.require(exchange, "fileId"), UploadRoute.require(exchange, "token"));
        ResumeSource source = source(session, file);
        boolean changed;
        byte[] digests = new byte[0];
        try (Closeable disk = session.activity().atDisk(exchange)) {
            LOG.log(Level.DEBUG, "Reading what is kept under {0}", disk);
            changed = session.tree().dropOtherVersions(source);
            Optional<ResumableFile> kept = session.tree().kept(source, session.activity()::alive);
            if (kept.isPresent()) {
                digests = kept.get().blocks();
                kept.get().close();
            }
        }
        exchange.answerJson(
                HttpStatus.SC_OK, new ReceivedBlocks(changed, digests).toJson().getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the contents of a file from some block on, and the digest of all of it behind them. */
    void upload(HttpExchange exchange) throws IOException {
        Session session = uploads.session(exchange);
        ManifestFile file =
                session.uploads().file(UploadRoute.require(exchange, "fileId"), UploadRoute.require(exchange, "token"));
        // Before it is claimed: who asks for what cannot be may still upload it in the usual way.
        source(session, file);
        from(exchange, file);
        uploads.handle(exchange, this::receive);
    }

    private void receive(HttpExchange exchange, Session session, Claim claim) throws IOException {
        ManifestFile file = claim.file();
        ResumeSource source = source(session, file);
        long from = from(exchange, file);
        long rest = file.size() - from * BlockDigests.BLOCK;
        Optional<Long> length = exchange.contentLength();
        if (length.isPresent() && length.get() != rest + BlockDigests.LENGTH) {
            throw new UploadContents.WrongSizeException();
        }
        try (ResumableFile partial = session.tree().resumable(source, session.activity()::alive)) {
            if (from == 0) {
                partial.startOver();
            } else if (from != partial.blocks().length / BlockDigests.LENGTH) {
                claim.damaged(0);
                exchange.answerMessage(HttpStatus.SC_CONFLICT, "Other blocks are here");
                return;
            }
            session.activity().skipped(file.size() - rest);
            UploadContents contents = new UploadContents(exchange.body(), Optional.empty());
            if (MessageDigest.isEqual(fill(contents, partial, file.size() - rest, rest, session), partial.digest())) {
                put(partial, exchange, session, claim);
            } else {
                partial.discard();
                claim.damaged(file.size());
                exchange.answerMessage(Spec.CHECKSUM_MISMATCH, "Checksum mismatch");
            }
        }
    }

    /** Returns the sender's digest. */
    private byte[] fill(UploadContents contents, ResumableFile partial, long before, long rest, Session session)
            throws IOException {
        ByteBuffer buffer = buffers.lend();
        try {
            if (contents.moveTo(partial::write, rest, buffer, session.activity().progress()) < rest) {
                throw new UploadContents.WrongSizeException();
            }
            return contents.readEnd(BlockDigests.LENGTH);
        } catch (IOException failure) {
            if (session.isCancelled()) {
                partial.discard();
            }
            if (failure instanceof UploadInterruptedException broken && partial.blocks().length > 0) {
                throw broken.continuable(before);
            }
            throw failure;
        } finally {
            buffers.giveBack(buffer);
        }
    }

    private static void put(ResumableFile partial, HttpExchange exchange, Session session, Claim claim)
            throws IOException {
        Path saved;
        try (Closeable disk = session.activity().atDisk(exchange)) {
            LOG.log(Level.DEBUG, "Putting a file in place under {0}", disk);
            saved = partial.commit();
        }
        int status = UploadRoute.settle(session, claim.file(), saved, partial.isLeftOut());
        try {
            UploadRoute.answer(exchange, status, UploadRoute.otherName(session, claim.file(), saved));
        } finally {
            claim.done();
        }
    }

    static ResumeSource source(Session session, ManifestFile file) throws HttpStatusException {
        if (session.sender().security() instanceof Security.Verified verified
                && session.sender().can(Extension.RESUME)
                && ReceivedBlocks.isWorthwhile(file.size())
                && file.modified().isPresent()) {
            return new ResumeSource(
                    verified.fingerprint(),
                    file.name(),
                    file.size(),
                    file.modified().get());
        }
        throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Cannot be continued");
    }

    private static long from(HttpExchange exchange, ManifestFile file) throws HttpStatusException {
        try {
            long from = Long.parseLong(UploadRoute.require(exchange, "from"));
            if (from >= 0 && from <= file.size() / BlockDigests.BLOCK) {
                return from;
            }
        } catch (NumberFormatException noNumber) {
            // Refused as any other that cannot be meant.
        }
        throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid parameters");
    }
}
