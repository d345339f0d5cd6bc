package wherry.link;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import wherry.http.HttpServer;
import wherry.transfer.AddressText;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Sentences;
import wherry.transfer.Watchdog;

/**
 * A link that is open: a server of its own on the chosen network, which whoever knows its address takes files from and
 * leaves files at. What is left is offered to the node like anything else. Safe for use by many threads.
 */
public final class Link implements Closeable {
    private static final System.Logger LOG = System.getLogger(Link.class.getName());
    private static final long TICK_MILLIS = 250;
    /** For browsers to hear that it is over. */
    private static final long FAREWELL_MILLIS = 300;

    private final LinkPlan plan;
    private final Consumer<LinkEvent> events;
    private final Watchdog watchdog;
    private final HttpServer server;
    private final LinkTerms terms;
    private final LinkHost host;
    private final Shelf shelf;
    private final Visitors visitors;
    private final Uploads uploads;
    private final UploadRoutes uploadRoutes;
    private final DownloadTransfers transfers;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("link-clock"));

    private Link(
            LinkPlan plan,
            LinkTerms terms,
            LinkHost host,
            Consumer<LinkEvent> events,
            Watchdog watchdog,
            HttpServer server) {
        this.plan = plan;
        this.events = events;
        this.watchdog = watchdog;
        this.server = server;
        this.terms = terms;
        this.host = host;
        this.shelf = new Shelf(host.links(), sentence -> events.accept(new LinkEvent.Warned(sentence)));
        this.visitors = new Visitors(list -> events.accept(new LinkEvent.VisitorsChanged(list)));
        this.transfers = new DownloadTransfers(host.reception(), System::nanoTime);
        this.uploads = new Uploads(plan, host.reception(), terms.life(), events);
        this.uploadRoutes = new UploadRoutes(plan, uploads, shelf, host.reception());
    }

    /**
     * Opens a link, which listens when this returns.
     *
     * @param events is told what happens
     * @throws wherry.transfer.PortException the port is taken, or cannot be had for another reason
     */
    public static Link open(LinkPlan plan, LinkHost host, Consumer<LinkEvent> events) throws IOException {
        return open(plan, host, events, LinkBounds.USUAL);
    }

    static Link open(LinkPlan plan, LinkHost host, Consumer<LinkEvent> events, LinkBounds bounds) throws IOException {
        Watchdog watchdog = new Watchdog();
        try {
            LinkTerms terms = new LinkTerms(plan, System::nanoTime);
            LinkPort port = new LinkPort(plan.at(), terms, host.tls(), bounds, watchdog);
            Link link = new Link(plan, terms, host, events, watchdog, port.open(plan.port()));
            host.reception().clean();
            link.start();
            return link;
        } catch (IOException | RuntimeException failure) {
            watchdog.close();
            throw failure;
        }
    }

    private void start() {
        if (plan.at() instanceof Inet6Address && plan.at().isLinkLocalAddress()) {
            // Without its zone it leads nowhere, and with one it is no URL for a browser (RFC 3986; WHATWG URL,
            // "IPv6").
            events.accept(new LinkEvent.Warned(Sentences.of("link.zoned")));
        }
        Downloads downloads = new Downloads(shelf, transfers, terms.life(), events);
        server.serve(new LinkRoutes(plan, terms, visitors, shelf, downloads, uploadRoutes));
        var unused = clock.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            uploads.tick();
            transfers.tick();
            if (terms.life().left().isNegative() || terms.life().left().isZero()) {
                end(LinkEvent.Closed.Why.ITS_TIME);
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Keeping a link", failure);
        }
    }

    /** {@code http://192.168.1.20:53380/abc…/}: what a code holds and a person types. */
    public String address() {
        String host = AddressText.of(plan.at());
        String bracketed = plan.at() instanceof Inet6Address ? "[" + host.replaceAll("%.*", "") + "]" : host;
        String scheme = terms.isEncrypted() ? "https://" : "http://";
        return scheme + bracketed + ":" + port() + "/" + plan.token() + "/";
    }

    public int port() {
        return server.port();
    }

    /** As it was opened. */
    public LinkPlan plan() {
        return plan;
    }

    public boolean canEncrypt() {
        return host.canEncrypt();
    }

    public boolean isEncrypted() {
        return terms.isEncrypted();
    }

    /** From now on; its {@link #address} is another one then. */
    public void encrypt(LinkPlan.Encryption wanted) {
        terms.encrypt(wanted);
    }

    /** From now on it ends when nobody asks for anything for so long. */
    public void live(Duration wanted) {
        terms.live(wanted);
    }

    /** From now on visitors have to give it, those who are there as well; empty for nothing. */
    public void askFor(Optional<String> pin) {
        terms.askFor(pin);
    }

    /** Until it ends by itself if nobody asks for anything. */
    public Duration left() {
        return terms.life().left();
    }

    /** Whether something is being taken or left at the moment. */
    public boolean isBusy() {
        return terms.life().isMoving() || uploads.isBusy();
    }

    /** What is offered now. */
    public SharedFiles files() {
        return shelf.files();
    }

    /** Offers more. Walks folders, which may take long: never on the event thread. */
    public void offer(List<Path> paths) {
        SharedFiles now = shelf.add(paths);
        events.accept(new LinkEvent.OfferChanged(now));
        uploads.offerChanged();
    }

    /** Shows a text on the pages of those who have opened it. */
    public void offerText(String text) {
        uploads.offerText(text);
    }

    /** Shows a text on the page of one visitor. */
    public void offerText(String visitorId, String text) {
        uploads.offerText(visitorId, text);
    }

    /** Answers nothing to that visitor any more, and ends what is under way with it. */
    public void sendAway(String visitorId) {
        visitors.sendAway(visitorId);
        uploads.sendAway(visitorId);
        transfers.sendAway(visitorId);
    }

    /** Tells the pages, ends what is under way, and frees the port. Blocks for a moment. */
    @Override
    public void close() {
        end(LinkEvent.Closed.Why.BY_US);
    }

    private void end(LinkEvent.Closed.Why why) {
        if (closed.getAndSet(true)) {
            return;
        }
        shelf.close();
        server.stopAccepting();
        uploads.close();
        try {
            Thread.sleep(FAREWELL_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        server.abort();
        transfers.close();
        clock.shutdown();
        watchdog.close();
        events.accept(new LinkEvent.Closed(why));
    }
}
