package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.DropReason;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.transfer.Sentences;

/** Grants the uploads of a session's files, each to one at a time, and ends the session with the last. Safe for use by many threads. */
final class SessionUploads implements Claim.Ends {
    /** How often contents may arrive with a wrong checksum. */
    static final int TRIES = 3;

    /** A server's thread waits for no longer: reading from a closed connection ends at once. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(SessionUploads.class.getName());

    private final SessionFiles files;
    private final ReceiveProgress row;
    private final SessionState state;
    private final Runnable tidyUp;
    private final AtomicInteger settled = new AtomicInteger();

    /** @param tidyUp is called with the last file, so that the sender finds nothing but its files once it is told */
    SessionUploads(SessionFiles files, ReceiveProgress row, SessionState state, Runnable tidyUp) {
        this.files = files;
        this.row = row;
        this.state = state;
        this.tidyUp = tidyUp;
    }

    /**
     * Begins the upload of a file.
     *
     * @param connection what to close when the session is cancelled
     * @throws HttpStatusException it is not to be uploaded, or not now
     */
    Claim claim(String fileId, String token, Closeable connection) throws HttpStatusException {
        ManifestFile file = files.claim(fileId, token, connection);
        try {
            state.begin(connection);
        } catch (HttpStatusException over) {
            files.unclaim(file);
            throw over;
        }
        return new Claim(file, connection, this);
    }

    /**
     * The same, where its sender may have come over another connection before it noticed that the first is dead: that
     * one is ended, and what it holds waited for.
     */
    Claim takeOver(String fileId, String token, Closeable connection) throws HttpStatusException {
        Optional<Closeable> before = files.underWayBy(fileId, token).filter(other -> other != connection);
        if (before.isPresent()) {
            try {
                before.get().close();
                files.awaitNotUnderWay(fileId, TAKE_OVER);
            } catch (IOException dead) {
                LOG.log(System.Logger.Level.DEBUG, "Ending a connection that another took over from", dead);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        return claim(fileId, token, connection);
    }

    /**
     * A file that is to be uploaded, without beginning that.
     *
     * @throws HttpStatusException there is none
     */
    ManifestFile file(String fileId, String token) throws HttpStatusException {
        state.requireOpen();
        ManifestFile file = files.waiting(fileId, token);
        state.touch();
        return file;
    }

    /** Whether the file is in place, and whoever asks is its sender. */
    boolean isDone(String fileId, String token) {
        return files.isSaved(fileId, token);
    }

    /** Whether the sender's connection stands, as far as is known. */
    boolean isUnbroken() {
        return state.isOpen() && !files.anyBroken();
    }

    /** A file is in place; its sender has not been told yet. */
    void saved(ManifestFile file, Path path) {
        files.placed(file, path);
        row.saved(file.name(), path);
        settle();
    }

    /** The same of a file that is here already, byte by byte. */
    void hereAlready(ManifestFile file, Path path) {
        files.placed(file, path);
        row.hereAlready(file.name(), path);
        settle();
    }

    @Override
    public synchronized void done(Claim claim) {
        if (files.end(claim.file(), SessionFiles.Fate.SAVED)) {
            row.told(claim.file().size());
        }
        ended(claim);
    }

    @Override
    public synchronized void failed(Claim claim, String sentence) {
        if (files.end(claim.file(), SessionFiles.Fate.FAILED)) {
            row.failed(claim.file().name(), sentence);
            row.counted();
            settle();
        }
        ended(claim);
    }

    @Override
    public synchronized void broken(Claim claim, String sentence) {
        if (files.end(claim.file(), SessionFiles.Fate.BROKEN)) {
            row.failed(claim.file().name(), sentence);
            settle();
        }
        ended(claim);
    }

    @Override
    public void damaged(Claim claim, long moved) {
        row.moved(-moved);
        if (files.mayComeAgain(claim.file(), TRIES)) {
            state.release(claim.connection());
        } else {
            failed(claim, Sentences.of("localsend.wrongDigest"));
        }
    }

    @Override
    public void putBack(Claim claim) {
        files.unclaim(claim.file());
        state.release(claim.connection());
    }

    @Override
    public void abandoned(Claim claim) {
        putBack(claim);
        state.expectBreak();
    }

    /**
     * The sender itself cannot send that file.
     *
     * @return what is to be done once it has been answered
     * @throws HttpStatusException there is none
     */
    Runnable dropping(String fileId, String token, DropReason reason) throws HttpStatusException {
        state.requireOpen();
        ManifestFile file = files.offered(fileId, token);
        return () -> dropped(file, reason.sentence(file.name()));
    }

    private void dropped(ManifestFile file, String sentence) {
        boolean over;
        synchronized (this) {
            if (files.end(file, SessionFiles.Fate.FAILED)) {
                settle();
            } else if (!files.noMore(file)) {
                return;
            }
            row.failed(file.name(), sentence);
            row.counted();
            over = files.haveAllEnded() && !files.anyBroken();
        }
        if (over) {
            // With it the upload ends that it may have broken off in, whose end has not been noticed yet.
            state.end(row.allEnded());
        } else {
            state.touch();
        }
    }

    private void settle() {
        if (settled.incrementAndGet() == files.count()) {
            tidyUp.run();
        }
    }

    private void ended(Claim claim) {
        boolean broken = files.anyBroken();
        if (files.haveAllEnded() && !broken) {
            state.endAfter(claim.connection(), row.allEnded());
        } else {
            state.release(claim.connection());
        }
        if (broken) {
            state.expectBreak();
        }
    }
}
