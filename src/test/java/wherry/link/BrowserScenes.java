package wherry.link;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.RecordingReceiveHandler;

/** Tests in a real Chromium: one for them all, in which each scene is somebody new. */
abstract class BrowserScenes {
    private static Browser browser;

    @TempDir
    Path scratch;

    /** Where what is left arrives. */
    Path in;

    RecordingReceiveHandler handler;
    private Path signal;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void prepare() {
        in = scratch.resolve("in");
        signal = scratch.resolve("signal");
        handler = RecordingReceiveHandler.acceptingAll(in);
    }

    final Browser.Scene begin(String scene, String address, String... files) throws Exception {
        return browser.begin(signal, scene, address, files);
    }
}
