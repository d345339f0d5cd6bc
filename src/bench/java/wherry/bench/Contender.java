package wherry.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A way to get a file from one process to another. */
interface Contender {
    String name();

    /** Moves the file once; returns when the receiver has all of it. */
    Sample run(Path file) throws IOException, InterruptedException;

    /** Peak resident memory of the sender in MiB. */
    String senderPeak() throws IOException;

    String receiverPeak() throws IOException;

    void close() throws InterruptedException;
}
