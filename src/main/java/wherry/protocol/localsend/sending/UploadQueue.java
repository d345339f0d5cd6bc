package wherry.protocol.localsend.sending;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import wherry.protocol.localsend.message.BatchHead;
import wherry.protocol.localsend.message.UploadItem;

/** Queues the files of one offer that wait to be uploaded. Safe for use by many threads. */
final class UploadQueue {
    /** Enough that the round trip for each batch does not matter, and few enough that little is sent twice. */
    private static final int FILES_IN_BATCH = 256;

    private static final long BYTES_IN_BATCH = 4 << 20;

    private final Deque<UploadItem> waiting;
    private final Batching batching;

    /** Whether small files go together. */
    enum Batching {
        YES,
        NO
    }

    UploadQueue(List<UploadItem> items, Batching batching) {
        this.waiting = new ArrayDeque<>(items);
        this.batching = batching;
    }

    /** What goes next: one file, or small ones that go together; nothing when nothing is left. */
    synchronized List<UploadItem> next() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        UploadItem first = waiting.poll();
        if (!isBatched(first)) {
            return List.of(first);
        }
        List<UploadItem> together = new ArrayList<>();
        together.add(first);
        long bytes = first.file().size();
        while (!waiting.isEmpty()
                && isBatched(waiting.peek())
                && together.size() < FILES_IN_BATCH
                && bytes < BYTES_IN_BATCH) {
            together.add(waiting.poll());
            bytes += together.get(together.size() - 1).file().size();
        }
        return together;
    }

    /** They could not be sent: others may try. */
    synchronized void putBack(List<UploadItem> items) {
        for (int i = items.size() - 1; i >= 0; i--) {
            waiting.addFirst(items.get(i));
        }
    }

    /** Whether it goes with others, even if there are none just now. */
    boolean isBatched(UploadItem item) {
        return batching == Batching.YES
                && item.file().size() <= BatchHead.LARGEST_FILE
                && BatchHead.fits(item.id(), item.token());
    }

    boolean isLongerThanOne() {
        return waiting.size() > 1;
    }
}
