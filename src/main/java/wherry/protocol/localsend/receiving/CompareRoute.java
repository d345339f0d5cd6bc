package wherry.protocol.localsend.receiving;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.BatchHead;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.protocol.localsend.message.ReceivedBlocks;
import wherry.protocol.localsend.message.Spec;
import wherry.storage.BlockDigests;
import wherry.storage.ReceivedTree;
import wherry.storage.ResumableFile;
import wherry.transfer.Sha256;
import wherry.transfer.TransferBuffers;

/**
 * Serves the private route by which one Wherry finds out whether another one has a file already (localsend.md, "same"). The
 * sender learns nothing but that all of its digests are right, or that they are not: neither which, nor, by the time it
 * takes, where the first difference is.
 */
final class CompareRoute {
    private final UploadRoute uploads;
    private final TransferBuffers buffers;

    CompareRoute(UploadRoute uploads, TransferBuffers buffers) {
        this.uploads = uploads;
        this.buffers = buffers;
    }

    /** The file here that may be the one that is offered. */
    static Optional<Path> likeness(ManifestFile file, ReceivedTree tree) {
        return isWorthwhile(file)
                ? file.modified().flatMap(modified -> tree.likeness(file.name(), file.size(), modified))
                : Optional.empty();
    }

    static boolean isWorthwhile(ManifestFile file) {
        // Less is sent sooner, together with others, than asked about.
        return file.size() > BatchHead.LARGEST_FILE;
    }

    /** Compares the digests of all blocks of a file with those of the one that is here. */
    void handle(HttpExchange exchange) throws IOException {
        Session session = uploads.session(exchange);
        ManifestFile file =
                session.uploads().file(UploadRoute.require(exchange, "fileId"), UploadRoute.require(exchange, "token"));
        if (!session.sender().can(Extension.SAME)
                || !exchange.contentLength()
                        .equals(Optional.of(BlockDigests.blocks(file.size()) * BlockDigests.LENGTH))) {
            throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Cannot be compared");
        }
        uploads.handle(exchange, this::compare);
    }

    private void compare(HttpExchange exchange, Session session, Claim claim) throws IOException {
        ManifestFile file = claim.file();
        Optional<Path> here = isContinued(session, file) ? Optional.empty() : likeness(file, session.tree());
        long compared = 0;
        boolean same = here.isPresent();
        ByteBuffer buffer = buffers.lend();
        try (HereFile contents = HereFile.open(here)) {
            while (compared < file.size()) {
                byte[] theirs = new byte[BlockDigests.LENGTH];
                readFully(exchange, theirs, compared);
                long length = Math.min(BlockDigests.BLOCK, file.size() - compared);
                same &= MessageDigest.isEqual(theirs, contents.digest(compared, length, buffer, session));
                compared += length;
            }
            same &= contents.size() == file.size();
        } finally {
            buffers.giveBack(buffer);
        }
        if (exchange.body().read() >= 0) {
            throw new UploadContents.WrongSizeException();
        }
        answer(same ? here : Optional.empty(), exchange, session, claim);
    }

    private static void answer(Optional<Path> same, HttpExchange exchange, Session session, Claim claim)
            throws IOException {
        if (same.isEmpty()) {
            session.activity().skipped(-claim.file().size());
            claim.putBack();
            exchange.answerMessage(HttpStatus.SC_CONFLICT, "Another file is here");
            return;
        }
        session.uploads().hereAlready(claim.file(), same.get());
        try {
            exchange.answerEmpty(Spec.HERE_ALREADY);
        } finally {
            claim.done();
        }
    }

    /** What was sent in part goes on rather than being compared with something older. */
    private static boolean isContinued(Session session, ManifestFile file) throws IOException {
        if (!session.sender().can(Extension.RESUME) || !ReceivedBlocks.isWorthwhile(file.size())) {
            return false;
        }
        Optional<ResumableFile> kept =
                session.tree().kept(ResumeRoute.source(session, file), session.activity()::alive);
        if (kept.isPresent()) {
            kept.get().close();
        }
        return kept.isPresent();
    }

    private static void readFully(HttpExchange exchange, byte[] digest, long before) throws IOException {
        int n;
        try {
            n = exchange.body().readNBytes(digest, 0, digest.length);
        } catch (IOException failure) {
            throw new UploadInterruptedException(before, failure);
        }
        if (n < digest.length) {
            throw new UploadContents.WrongSizeException();
        }
    }

    /** A file of ours, or none: then every digest is wrong. */
    private record HereFile(Optional<FileChannel> channel) implements Closeable {
        static HereFile open(Optional<Path> path) throws IOException {
            return new HereFile(
                    path.isEmpty()
                            ? Optional.empty()
                            : Optional.of(FileChannel.open(path.get(), READ, NOFOLLOW_LINKS)));
        }

        byte[] digest(long from, long length, ByteBuffer buffer, Session session) throws IOException {
            MessageDigest digest = Sha256.digest();
            long end = from + length;
            long at = from;
            while (channel.isPresent() && at < end) {
                if (session.isCancelled()) {
                    throw new UploadInterruptedException(at, null);
                }
                buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
                int n = channel.get().read(buffer, at);
                if (n < 0) {
                    return new byte[0];
                }
                digest.update(buffer.flip());
                at += n;
            }
            session.activity().skipped(length);
            // Nothing has arrived, but it is not the sender that lets us wait.
            session.activity().moved(0);
            return channel.isPresent() ? digest.digest() : new byte[0];
        }

        long size() throws IOException {
            return channel.isPresent() ? channel.get().size() : -1;
        }

        @Override
        public void close() throws IOException {
            if (channel.isPresent()) {
                channel.get().close();
            }
        }
    }
}
