package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.io.Serial;

/** Says that the sender ended an upload before its end, and that there is nobody left to answer. */
final class UploadInterruptedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What is left of the file afterwards. */
    enum Left {
        NOTHING,
        BLOCKS
    }

    private final long after;
    private final Left left;

    UploadInterruptedException(long after, IOException cause) {
        this(after, Left.NOTHING, cause);
    }

    private UploadInterruptedException(long after, Left left, Throwable cause) {
        super(cause);
        this.after = after;
        this.left = left;
    }

    /** The same of an upload that began behind {@code before} bytes and can be continued. */
    UploadInterruptedException continuable(long before) {
        return new UploadInterruptedException(before + after, Left.BLOCKS, getCause());
    }

    Left left() {
        return left;
    }

    /** How many bytes had come. */
    long after() {
        return after;
    }
}
