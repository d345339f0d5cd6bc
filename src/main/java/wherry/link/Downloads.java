package wherry.link;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import wherry.http.HttpExchange;
import wherry.http.Response;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;
import wherry.transfer.TransferBuffers;
import wherry.transfer.TransferState;

/** Answers requests for what is offered: single files, and all of it as a zip. Safe for use by many threads. */
final class Downloads {
    private static final System.Logger LOG = System.getLogger(Downloads.class.getName());
    /** For a browser to end its side of the connection, which it does when it has everything. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(30);

    /** Of which it is remembered how far they came. */
    private static final int MOST_REMEMBERED = 4096;

    private final Shelf shelf;
    private final DownloadTransfers transfers;
    private final LinkLife life;
    private final Consumer<LinkEvent> events;
    private final TransferBuffers buffers = new TransferBuffers();
    /** How many of its first bytes somebody has been sent. */
    private final Map<Taken, Long> soFar = new LinkedHashMap<>();

    private Optional<Zip> lastZip = Optional.empty();

    private record Taken(InetAddress by, String version) {}

    private record Zip(int number, ZipLayout layout, String version) {}

    Downloads(Shelf shelf, DownloadTransfers transfers, LinkLife life, Consumer<LinkEvent> events) {
        this.shelf = shelf;
        this.transfers = transfers;
        this.life = life;
        this.events = events;
    }

    /** The file of that id; not there if nothing of that id is offered. */
    void file(String id, Visitor visitor, HttpExchange exchange) throws IOException {
        Optional<SharedFile> file = shelf.find(id);
        if (file.isEmpty()) {
            exchange.answer(Answers.notFound());
            return;
        }
        SharedFile offered = file.get();
        DownloadHead head = new DownloadHead(
                offered.lastName(),
                DownloadHead.type(offered.name()),
                offered.size(),
                offered.version(),
                Optional.of(offered.modified()));
        try {
            offered.requireSame();
        } catch (ChangedException changed) {
            warn(changed);
            exchange.answer(Answers.text(410, "It has changed since it was offered."));
            return;
        }
        send(head, part -> new FileContents(offered, offered.open(), part), visitor, exchange);
    }

    /** All that is offered. */
    void zip(Visitor visitor, HttpExchange exchange) throws IOException {
        SharedFiles files = shelf.files();
        if (files.isNothing()) {
            exchange.answer(Answers.notFound());
            return;
        }
        Zip zip = zip(files);
        DownloadHead head = new DownloadHead(
                files.zipName(), "application/zip", zip.layout().length(), zip.version(), Optional.empty());
        send(head, part -> new ZipContents(zip.layout(), part, buffers), visitor, exchange);
    }

    private synchronized Zip zip(SharedFiles files) {
        if (lastZip.isEmpty() || lastZip.get().number() != files.number()) {
            lastZip = Optional.of(new Zip(files.number(), ZipLayout.of(files), files.version()));
        }
        return lastZip.get();
    }

    private void send(DownloadHead head, DownloadHead.Source source, Visitor visitor, HttpExchange exchange)
            throws IOException {
        exchange.hold();
        transfers.requireWelcome(visitor, head);
        ByteRange part = head.wanted(exchange).orElse(new ByteRange(0, head.length()));
        life.begin();
        try {
            Response response = head.answer(exchange, source);
            if (exchange.method().equals("GET") && response.status() < 300) {
                contents(head, part, response, Caller.of(visitor, exchange), exchange);
            } else {
                exchange.answer(response);
            }
        } catch (ChangedException changed) {
            warn(changed);
            throw changed;
        } finally {
            life.end();
        }
    }

    private void contents(DownloadHead head, ByteRange part, Response response, Caller caller, HttpExchange exchange)
            throws IOException {
        Optional<DownloadTransfers.Part> listed = transfers.begin(caller, head, part, exchange);
        try (Closeable whenOver = listed.isPresent() ? listed.get() : () -> {}) {
            LOG.log(Level.TRACE, "Listed as {0}", whenOver);
            listed.ifPresent(line -> exchange.last());
            exchange.answer(counted(response, head, part, exchange, listed));
            if (isComplete(head, part, exchange)) {
                boolean confirmed = listed.isPresent() && exchange.awaitEnd(CONFIRMATION);
                listed.ifPresent(line -> line.complete(
                        confirmed ? TransferState.DONE : TransferState.UNCONFIRMED,
                        confirmed ? "" : Sentences.of("link.unconfirmed")));
                events.accept(
                        new LinkEvent.Downloaded(caller.visitor(), DisplayText.escape(head.name()), head.length()));
            }
        }
    }

    private void warn(ChangedException changed) {
        events.accept(new LinkEvent.Warned(changed.getMessage()));
    }

    /** The same, and what leaves is counted: after a break it goes on from there. */
    private Response counted(
            Response response,
            DownloadHead head,
            ByteRange part,
            HttpExchange exchange,
            Optional<DownloadTransfers.Part> listed) {
        Taken taken = new Taken(exchange.from().getAddress(), head.version());
        Response.Contents contents = (target, moved) -> {
            long[] position = {part.from()};
            LongConsumer counting = n -> {
                position[0] += n;
                listed.ifPresent(line -> line.moved(n));
                moved.accept(n);
            };
            try {
                response.contents().writeTo(target, counting);
            } finally {
                sent(taken, part.from(), position[0]);
            }
        };
        return new Response(response.status(), response.headers(), response.length(), contents);
    }

    private synchronized void sent(Taken taken, long from, long to) {
        long before = soFar.getOrDefault(taken, 0L);
        if (from <= before && to > before) {
            soFar.put(taken, to);
        }
        while (soFar.size() > MOST_REMEMBERED) {
            soFar.remove(soFar.keySet().iterator().next());
        }
    }

    /** Whether whoever asked has all of it now: in one go, or in parts one behind another. */
    private synchronized boolean isComplete(DownloadHead head, ByteRange part, HttpExchange exchange) {
        if (part.to() != head.length()) {
            return false;
        }
        Taken taken = new Taken(exchange.from().getAddress(), head.version());
        Long before = soFar.remove(taken);
        // What came before a new start of the program nobody knows; who asks for the rest has the beginning.
        boolean rest = before == null && exchange.header("Range").orElse("").endsWith("-");
        return part.from() == 0 || rest || (before != null && before == head.length());
    }
}
