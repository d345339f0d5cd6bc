package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.OutgoingFile;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.http.SourceException;
import wherry.protocol.localsend.message.ArrivedNames;
import wherry.protocol.localsend.message.ReceivedBlocks;
import wherry.protocol.localsend.message.Spec;
import wherry.storage.BlockDigests;
import wherry.transfer.TransferRecorder;

/**
 * Sends one file to another Wherry, from where an earlier try broke off: asks which blocks are there, compares them
 * with the file, and sends what is missing. Blocks that differ are not sent one by one: the file is another one then,
 * and all of it goes anew.
 */
final class ResumingUpload {
    /** While we read what is there already the receiver must not take us for gone. */
    private static final long SIGN_OF_LIFE = TimeUnit.SECONDS.toNanos(10);

    private final PeerConnection connection;
    private final String query;
    private final OutgoingFile file;
    private final Duration confirmation;
    private final TransferRecorder recorder;
    private final LongConsumer moved;
    private long lastSign;

    /**
     * Does nothing yet.
     *
     * @param query names the session and the file
     * @param confirmation how long the receiver may take after the last byte
     * @param moved is told how many more bytes were handed to the connection, or read to be compared
     */
    ResumingUpload(
            PeerConnection connection,
            String query,
            OutgoingFile file,
            Duration confirmation,
            TransferRecorder recorder,
            LongConsumer moved) {
        this.connection = connection;
        this.query = query;
        this.file = file;
        this.confirmation = confirmation;
        this.recorder = recorder;
        this.moved = moved;
    }

    /**
     * What came of it.
     *
     * @param otherName under which the receiver says that the file arrived, fit to be shown
     */
    record Result(int status, Beginning beginning, Optional<String> otherName) {
        static Result of(PeerConnection.Reply reply, Beginning beginning) {
            return new Result(
                    reply.status(), beginning, ArrivedNames.read(reply.body()).of(0));
        }
    }

    /** Where the contents were begun. */
    enum Beginning {
        /** Where it could be expected. */
        EXPECTED,
        /** At the beginning, although a part had been sent before: that was of no use any more. */
        STARTED_OVER
    }

    Result run() throws IOException {
        FileVersion version = FileVersion.of(file.path());
        PeerConnection.Reply asked = ask();
        if (asked.status() != HttpStatus.SC_OK) {
            return Result.of(asked, Beginning.EXPECTED);
        }
        ReceivedBlocks kept = ReceivedBlocks.read(asked.body(), file.size());
        if (kept.digests().length == 0) {
            return Result.of(sendAll(version), kept.changed() ? Beginning.STARTED_OVER : Beginning.EXPECTED);
        }
        if (isPrefix(kept.digests())) {
            PeerConnection.Reply reply = send(kept.digests(), version);
            if (reply.status() != Spec.CHECKSUM_MISMATCH && reply.status() != HttpStatus.SC_CONFLICT) {
                return Result.of(reply, Beginning.EXPECTED);
            }
            recorder.skipped(-file.size());
        }
        return Result.of(sendAll(FileVersion.of(file.path())), Beginning.STARTED_OVER);
    }

    /** Once more if the file was written to meanwhile, but not as often as somebody writes to it. */
    private PeerConnection.Reply sendAll(FileVersion version) throws IOException {
        PeerConnection.Reply reply = send(new byte[0], version);
        FileVersion now = FileVersion.of(file.path());
        if (reply.status() != Spec.CHECKSUM_MISMATCH || now.equals(version)) {
            return reply;
        }
        recorder.skipped(-file.size());
        reply = send(new byte[0], now);
        if (reply.status() == Spec.CHECKSUM_MISMATCH) {
            throw SourceException.changed();
        }
        return reply;
    }

    private PeerConnection.Reply ask() throws IOException {
        return connection.get(Spec.BLOCKS + query, Timeout.of(confirmation), ReceivedBlocks.largest(file.size()));
    }

    /** Whether the file begins with blocks of these digests. */
    private boolean isPrefix(byte[] expected) throws IOException {
        long length = (long) expected.length / BlockDigests.LENGTH * BlockDigests.BLOCK;
        BlockDigests digests = new BlockDigests(new byte[0]);
        new FileEntity(file.path(), 0, length, (bytes, n) -> {
                    digests.update(bytes, 0, n);
                    moved.accept(0);
                    if (System.nanoTime() - lastSign > SIGN_OF_LIFE) {
                        ask();
                    }
                })
                .writeTo(OutputStream.nullOutputStream());
        return Arrays.equals(digests.whole(), expected);
    }

    private PeerConnection.Reply send(byte[] known, FileVersion version) throws IOException {
        long blocks = known.length / BlockDigests.LENGTH;
        recorder.skipped(blocks * BlockDigests.BLOCK);
        ResumedEntity entity = new ResumedEntity(file, known, version, moved);
        return connection.post(Spec.RESUMED_UPLOAD + query + "&from=" + blocks, entity, Timeout.of(confirmation));
    }
}
