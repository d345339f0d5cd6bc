package wherry.storage;

import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A disk that puts nothing in place before it is let: as one does that takes long to flush. */
public final class SlowDisk {
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** A receiving folder on it. */
    public ReceiveFolder folder(Path path) {
        return new ReceiveFolder(path, (newName, file) -> {
            busy.countDown();
            try {
                done.await();
            } catch (InterruptedException interrupted) {
                throw new InterruptedIOException();
            }
            Files.createLink(newName, file);
        });
    }

    /** Returns once something is being put in place. */
    public void awaitBusy() throws InterruptedException {
        busy.await();
    }

    /** From now on it is quick. */
    public void finish() {
        done.countDown();
    }
}
