package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.OutgoingFile;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.protocol.localsend.message.Spec;
import wherry.storage.BlockDigests;
import wherry.transfer.TransferRecorder;
import wherry.transfer.Watchdog;

/**
 * Asks another Wherry whether it has this very file, by the digests of its blocks; each is sent as soon as it is known,
 * so that the receiver reads its own file meanwhile.
 */
final class CompareCall {
    private final PeerConnection connection;
    private final String query;
    private final OutgoingFile file;

    /** Does nothing yet. */
    CompareCall(PeerConnection connection, String query, OutgoingFile file) {
        this.connection = connection;
        this.query = query;
        this.file = file;
    }

    /**
     * Reads the whole file. What is compared counts as done, until it turns out to be something else.
     *
     * @param patience how long the receiver may take after the last digest
     */
    boolean isThere(Duration patience, TransferRecorder recorder, Watchdog.Watch stall) throws IOException {
        Digests digests = new Digests(file, n -> {
            stall.touch();
            recorder.skipped(n);
        });
        int status = connection
                .post(Spec.COMPARE + query, digests, Timeout.of(patience))
                .status();
        if (status != Spec.HERE_ALREADY) {
            recorder.skipped(-file.size());
        }
        return status == Spec.HERE_ALREADY;
    }

    /** The digests of a file's blocks in a row. */
    private static final class Digests extends AbstractHttpEntity {
        private final OutgoingFile file;
        private final LongConsumer compared;

        Digests(OutgoingFile file, LongConsumer compared) {
            super(ContentType.APPLICATION_OCTET_STREAM, null);
            this.file = file;
            this.compared = compared;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            FileEntity contents = new FileEntity(file.path(), 0, file.size(), new Blocks(out));
            contents.writeTo(OutputStream.nullOutputStream());
        }

        @Override
        public long getContentLength() {
            return BlockDigests.blocks(file.size()) * BlockDigests.LENGTH;
        }

        @Override
        public InputStream getContent() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public void close() {
            // Nothing stays open.
        }

        /** Takes the pieces of the file one after another. */
        private final class Blocks implements FileEntity.Sent {
            private final OutputStream out;
            private final MessageDigest digest = Fingerprint.sha256();
            private long taken;

            Blocks(OutputStream out) {
                this.out = out;
            }

            @Override
            public void piece(byte[] bytes, int length) throws IOException {
                int done = 0;
                while (done < length) {
                    int room = (int) (BlockDigests.BLOCK - taken % BlockDigests.BLOCK);
                    int n = Math.min(room, length - done);
                    digest.update(bytes, done, n);
                    done += n;
                    taken += n;
                    if (n == room || taken == file.size()) {
                        out.write(digest.digest());
                        out.flush();
                    }
                }
                compared.accept(length);
            }
        }
    }
}
