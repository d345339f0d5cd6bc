package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.ArrivedNames;
import wherry.protocol.localsend.message.BatchHead;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.storage.PartialFile;
import wherry.transfer.Failure;
import wherry.transfer.Sentences;

/**
 * Takes the files of one batch, one after another. Each ends for itself, as if it had been uploaded alone; what ends
 * the batch as a whole is that it cannot be told any more where a file begins.
 */
final class BatchReception {
    private static final System.Logger LOG = System.getLogger(BatchReception.class.getName());

    private final Session session;
    private final UploadContents contents;
    private final ByteBuffer buffer;
    private final UploadContents.Progress progress;
    private final Closeable connection;
    private final List<Integer> statuses = new ArrayList<>();
    private final ArrivedNames names = new ArrivedNames();
    /** What the session is to be told once the sender has been. */
    private final List<Runnable> ends = new ArrayList<>();

    /** @param connection what to close when the session is cancelled */
    BatchReception(Session session, UploadContents contents, ByteBuffer buffer, Closeable connection) {
        this.session = session;
        this.contents = contents;
        this.buffer = buffer;
        this.progress = session.activity().progress();
        this.connection = connection;
    }

    /**
     * Takes all files.
     *
     * @throws HttpStatusException this is no batch; files before the place where that shows are in place
     * @throws UploadInterruptedException the connection broke, or the session was cancelled
     */
    void takeAll() throws IOException {
        for (Optional<BatchHead> next = BatchHead.read(contents::take);
                next.isPresent();
                next = BatchHead.read(contents::take)) {
            if (statuses.size() == BatchHead.MOST_FILES) {
                throw new HttpStatusException(HttpStatus.SC_REQUEST_TOO_LONG, "Too many files");
            }
            statuses.add(take(next.get()));
        }
        if (contents.goOn()) {
            throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid batch");
        }
    }

    List<Integer> statuses() {
        return statuses;
    }

    /** Those that are not what the sender called them, by the places of the files in the batch. */
    ArrivedNames names() {
        return names;
    }

    /** To be called once, in any case: which files are done, and which will not come any more. */
    void tellSession() {
        ends.forEach(Runnable::run);
    }

    private int take(BatchHead head) throws IOException {
        long end = contents.position() + head.size();
        int status = takeContents(head);
        contents.skip(end - contents.position());
        return status;
    }

    private int takeContents(BatchHead head) throws IOException {
        Claim claim;
        try {
            claim = session.uploads().takeOver(head.id(), head.token(), connection);
        } catch (HttpStatusException refused) {
            if (session.isCancelled()) {
                throw new UploadInterruptedException(0, new ClosedChannelException());
            }
            // As when the answer to an earlier batch was lost.
            return session.uploads().isDone(head.id(), head.token()) ? HttpStatus.SC_OK : refused.status();
        }
        ManifestFile file = claim.file();
        try {
            if (head.size() != file.size() || file.sha256().isPresent()) {
                throw new UploadContents.WrongSizeException();
            }
            int status = receive(file);
            ends.add(claim::done);
            return status;
        } catch (UploadInterruptedException | HttpStatusException broken) {
            claim.close();
            throw broken;
        } catch (UploadContents.WrongSizeException wrong) {
            ends.add(() -> claim.failed(Sentences.of("localsend.wrongSize")));
            return HttpStatus.SC_BAD_REQUEST;
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.INFO, "Receiving a file", failure);
            ends.add(() -> claim.failed(Failure.sentence(failure)));
            return StorageStatus.of(failure);
        }
    }

    private int receive(ManifestFile file) throws IOException {
        try (PartialFile partial = session.tree().create(file.name(), file.size())) {
            long moved = contents.moveTo(partial::write, file.size(), buffer, progress);
            if (moved < file.size()) {
                throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid batch");
            }
            Path saved;
            try (Closeable disk = session.activity().atDisk()) {
                LOG.log(Level.TRACE, "Putting a file in place under {0}", disk);
                saved = file.modified().isPresent()
                        ? partial.commit(file.modified().get())
                        : partial.commit();
            }
            UploadRoute.otherName(session, file, saved).ifPresent(name -> names.add(statuses.size(), name));
            return UploadRoute.settle(session, file, saved, partial.isLeftOut());
        }
    }
}
