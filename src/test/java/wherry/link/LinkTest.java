package wherry.link;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.RecordingReceiveHandler;

/** What tests of a link in this process share: a folder, and a user who accepts everything. */
@Timeout(60)
abstract class LinkTest {
    static final byte[] NOTHING = {};
    static final String COOKIE = "Cookie: wherry=" + RawLink.VISITOR;

    @TempDir
    Path scratch;

    /** Where uploads go. */
    Path in;

    RecordingReceiveHandler handler;

    @BeforeEach
    final void receive() {
        in = scratch.resolve("in");
        handler = RecordingReceiveHandler.acceptingAll(in);
    }
}
