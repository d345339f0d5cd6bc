package wherry.link;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.protocol.ReceiveHandler;
import wherry.transfer.Direction;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/**
 * Lists what visitors take as transfers: one for each thing and visitor, over all breaks and parts. Safe for use by many
 * threads; nothing is told while this is locked.
 */
final class DownloadTransfers {
    /** Listed at a time; what is taken beyond them is not. */
    private static final int MOST = 1024;

    /** In bytes: players look at so much of a file before they take it. */
    private static final long GLANCE = 64 << 10;

    private static final Duration GONE = Duration.ofMinutes(10);
    /** Browsers ask for the rest by themselves when a download breaks off. */
    private static final Duration REFUSED = Duration.ofSeconds(30);

    private final ReceiveHandler reception;
    private final LongSupplier nanoTime;
    private final Map<Key, Download> downloads = new LinkedHashMap<>();

    private record Key(String visitorId, String version) {}

    DownloadTransfers(ReceiveHandler reception, LongSupplier nanoTime) {
        this.reception = reception;
        this.nanoTime = nanoTime;
    }

    /**
     * Refuses what the user has just cancelled.
     *
     * @throws HttpStatusException it was
     */
    synchronized void requireWelcome(Visitor visitor, DownloadHead head) throws HttpStatusException {
        Download before = downloads.get(new Key(visitor.id(), head.version()));
        if (before != null && before.recorder.isCancelled()) {
            throw new HttpStatusException(HttpStatus.SC_GONE, "Cancelled at the computer");
        }
    }

    /** A part begins to be sent. Empty when that is not worth a line. */
    Optional<Part> begin(Caller caller, DownloadHead head, ByteRange part, HttpExchange exchange) {
        if (part.length() < Math.min(GLANCE, head.length())) {
            return Optional.empty();
        }
        Key key = new Key(caller.visitor().id(), head.version());
        Download download;
        synchronized (this) {
            download = downloads.get(key);
            if (download == null && downloads.size() >= MOST) {
                return Optional.empty();
            }
            if (download == null) {
                download = new Download(key, recorder(caller, head), head.length());
                downloads.put(key, download);
            }
        }
        return Optional.of(new Part(download, part, exchange));
    }

    private TransferRecorder recorder(Caller caller, DownloadHead head) {
        String title = DisplayText.escape(head.name());
        TransferRecorder recorder = reception.begin(Transfer.begin(
                        UUID.randomUUID().toString(),
                        Direction.SENDING,
                        title,
                        caller.visitor().title())
                .over(Caller.PROTOCOL, caller.security()));
        recorder.planned(title, 1, head.length());
        return recorder;
    }

    /** Ends those to whose visitors nothing goes any more. */
    void tick() {
        long now = nanoTime.getAsLong();
        for (Download download : all()) {
            long quiet = now - download.last;
            if (download.recorder.isCancelled()) {
                if (quiet > REFUSED.toNanos()) {
                    remove(download);
                }
            } else if (download.isIdle() && quiet > GONE.toNanos()) {
                download.end(TransferState.FAILED, Sentences.of("link.gone", GONE.toMinutes()));
                remove(download);
            }
        }
    }

    void sendAway(String visitorId) {
        all().stream()
                .filter(download -> download.key.visitorId().equals(visitorId))
                .forEach(download -> download.recorder.cancel());
    }

    void close() {
        for (Download download : all()) {
            download.end(TransferState.FAILED, Sentences.of("link.closed"));
            remove(download);
        }
    }

    private synchronized List<Download> all() {
        return new ArrayList<>(downloads.values());
    }

    private synchronized void remove(Download download) {
        downloads.remove(download.key, download);
    }

    /** One thing on its way to one visitor. */
    private final class Download {
        private final Key key;
        private final TransferRecorder recorder;
        private final long length;
        private final Set<Part> parts = new HashSet<>();
        private long reached;
        private volatile long last = nanoTime.getAsLong();

        Download(Key key, TransferRecorder recorder, long length) {
            this.key = key;
            this.recorder = recorder;
            this.length = length;
            recorder.onCancel(this::cancelled);
        }

        synchronized boolean isIdle() {
            return parts.isEmpty();
        }

        synchronized void come(Part part) {
            parts.add(part);
        }

        /** @return how much has not been sent; empty while others go on */
        synchronized Optional<Long> leave(Part part) {
            last = nanoTime.getAsLong();
            parts.remove(part);
            return parts.isEmpty() ? Optional.of(length - reached) : Optional.empty();
        }

        /** All between those has been sent. What is sent once more, or out of turn, counts once. */
        void moved(long from, long to) {
            long skipped;
            long moved;
            synchronized (this) {
                skipped = Math.max(0, from - reached);
                moved = Math.max(0, to - Math.max(from, reached));
                reached = Math.max(reached, to);
            }
            if (skipped > 0) {
                recorder.skipped(skipped);
            }
            recorder.moved(moved);
        }

        void end(TransferState state, String sentence) {
            recorder.end(state, sentence);
        }

        private void cancelled() {
            List<Part> open;
            synchronized (this) {
                last = nanoTime.getAsLong();
                open = List.copyOf(parts);
            }
            end(TransferState.CANCELLED, Sentences.of("cancelled"));
            open.forEach(Part::abort);
        }
    }

    /** A part of it, on one connection. To be closed. */
    final class Part implements Closeable {
        private final Download download;
        private final HttpExchange exchange;
        private long at;
        private boolean ended;

        private Part(Download download, ByteRange part, HttpExchange exchange) {
            this.download = download;
            this.exchange = exchange;
            this.at = part.from();
            download.come(this);
            download.recorder.enter(TransferState.MOVING);
            if (download.recorder.isCancelled()) {
                abort();
            }
        }

        /** So many more bytes have been sent. */
        void moved(long bytes) {
            download.moved(at, at + bytes);
            at += bytes;
        }

        /** Nothing is missing. */
        void complete(TransferState state, String sentence) {
            ended = true;
            download.recorder.fileCounted();
            download.end(state, sentence);
            remove(download);
        }

        private void abort() {
            exchange.abort();
        }

        @Override
        public void close() {
            Optional<Long> missing = download.leave(this);
            if (!ended && missing.isPresent() && !download.recorder.isCancelled()) {
                download.recorder.awaitReturn(Sentences.of("link.paused"), missing.get());
            }
        }
    }
}
