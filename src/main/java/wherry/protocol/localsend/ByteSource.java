package wherry.protocol.localsend;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream that fills any memory without a detour through an array. */
interface ByteSource {
    /**
     * Waits for something, and takes what is there and has room.
     *
     * @param target with room for at least one byte
     * @return how many bytes; -1 at the end
     */
    int read(ByteBuffer target) throws IOException;
}
