package wherry.protocol.localsend.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import wherry.transfer.OfferedFile;
import wherry.transfer.TransferTitle;

/** What strangers have us read makes little garbage: a heap grows with the rate at which it comes. */
class ListGarbageTest {
    private static final int FILES = 50_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static byte[] list() {
        StringBuilder list = new StringBuilder("{\"info\":{\"alias\":\"Fox\",\"fingerprint\":\"x\"},\"files\":{");
        for (int i = 0; i < FILES; i++) {
            String id = "\"f" + i + "\"";
            list.append(i == 0 ? "" : ",").append(id).append(":{\"id\":").append(id);
            list.append(",\"fileName\":\"many/").append(i).append("\",\"size\":1,\"fileType\":\"x/y\",");
            list.append("\"metadata\":{\"modified\":\"2020-02-02T02:02:02Z\"}}");
        }
        return list.append("}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aLongListMakesFewTimesItsLengthInGarbage() throws IOException {
        byte[] list = list();
        Manifest manifest = PrepareUploadReader.read(new ByteArrayInputStream(list), bytes -> {});
        AtomicReference<String> title = new AtomicReference<>();

        long read = allocated(() -> PrepareUploadReader.read(new ByteArrayInputStream(list), bytes -> {}));
        long named = allocated(() -> title.set(TransferTitle.of(
                FILES, manifest.offered().stream().map(OfferedFile::name).iterator())));

        assertThat(manifest.files()).hasSize(FILES);
        assertThat(title).hasValue("many");
        assertThat(read / list.length).isLessThan(9);
        assertThat(named / list.length).isLessThan(2);
    }

    /** Does something that may fail. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private long allocated(Work work) throws IOException {
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        work.run();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }
}
