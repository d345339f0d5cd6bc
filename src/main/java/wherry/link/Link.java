package wherry.link;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import wherry.http.HttpServer;
import wherry.http.HttpSetup;
import wherry.protocol.ReceiveHandler;
import wherry.settings.Settings;
import wherry.transfer.Failure;
import wherry.transfer.Watchdog;

/**
 * A link that is open: a server of its own on the chosen network, which whoever knows its address takes files from and
 * leaves files at. What is left is offered to the node like anything else. Safe for use by many threads.
 */
public final class Link implements Closeable {
    private static final System.Logger LOG = System.getLogger(Link.class.getName());
    private static final int PORTS_TRIED = 20;
    private static final long TICK_MILLIS = 250;
    /** For browsers to hear that it is over. */
    private static final long FAREWELL_MILLIS = 300;

    private final LinkPlan plan;
    private final Consumer<LinkEvent> events;
    private final Watchdog watchdog;
    private final HttpServer server;
    private final LinkLife life;
    private final Shelf shelf;
    private final Visitors visitors;
    private final Uploads uploads;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "link-clock");
        thread.setDaemon(true);
        return thread;
    });

    private Link(
            LinkPlan plan,
            ReceiveHandler reception,
            Settings.Links links,
            Consumer<LinkEvent> events,
            Watchdog watchdog,
            HttpServer server) {
        this.plan = plan;
        this.events = events;
        this.watchdog = watchdog;
        this.server = server;
        this.life = new LinkLife(plan.life(), System::nanoTime);
        this.shelf = new Shelf(links, sentence -> events.accept(new LinkEvent.Warned(sentence)));
        this.visitors = new Visitors(list -> events.accept(new LinkEvent.VisitorsChanged(list)));
        this.uploads = new Uploads(plan, reception, life, events);
    }

    /**
     * Opens a link, which listens when this returns.
     *
     * @param reception is asked about what is left, and takes it
     * @param links what is done about links inside folders that are offered
     * @param events is told what happens
     * @throws wherry.transfer.PortException the port is taken, or cannot be had for another reason
     */
    public static Link open(LinkPlan plan, ReceiveHandler reception, Settings.Links links, Consumer<LinkEvent> events)
            throws IOException {
        return open(plan, reception, links, events, LinkBounds.USUAL);
    }

    static Link open(
            LinkPlan plan,
            ReceiveHandler reception,
            Settings.Links links,
            Consumer<LinkEvent> events,
            LinkBounds bounds)
            throws IOException {
        Watchdog watchdog = new Watchdog();
        try {
            Link link = new Link(plan, reception, links, events, watchdog, listen(plan, bounds, watchdog));
            link.clean(reception);
            link.start();
            return link;
        } catch (IOException | RuntimeException failure) {
            watchdog.close();
            throw failure;
        }
    }

    private static HttpServer listen(LinkPlan plan, LinkBounds bounds, Watchdog watchdog) throws IOException {
        if (plan.port().isPresent()) {
            return listen(plan.at(), plan.port().getAsInt(), bounds, watchdog);
        }
        for (int port = LinkPlan.PORT; port < LinkPlan.PORT + PORTS_TRIED; port++) {
            try {
                return listen(plan.at(), port, bounds, watchdog);
            } catch (BindException taken) {
                LOG.log(Level.DEBUG, "Port {0} is taken", port);
            }
        }
        return listen(plan.at(), 0, bounds, watchdog);
    }

    private static HttpServer listen(InetAddress at, int port, LinkBounds bounds, Watchdog watchdog)
            throws IOException {
        HttpSetup setup = new HttpSetup(
                (channel, consumed) -> {
                    throw new IOException("no TLS here");
                },
                request -> {},
                bounds.head(),
                bounds.idle());
        return HttpServer.open(
                "link", new InetSocketAddress(at, port), bounds.connections(), bounds.perAddress(), setup, watchdog);
    }

    /** Drops what dead nodes left behind, as a node that starts does. */
    private void clean(ReceiveHandler reception) {
        try {
            reception.folder().clean();
        } catch (IOException failure) {
            LOG.log(Level.INFO, "Cleaning the folder", failure);
            events.accept(new LinkEvent.Warned(Failure.sentence(failure)));
        }
    }

    private void start() {
        Downloads downloads = new Downloads(shelf, life, events);
        UploadRoutes routes = new UploadRoutes(plan, uploads, shelf);
        server.serve(new LinkRoutes(plan, visitors, life, shelf, downloads, routes));
        var unused = clock.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            uploads.tick();
            if (life.left().isNegative() || life.left().isZero()) {
                end(LinkEvent.Closed.Why.ITS_TIME);
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Keeping a link", failure);
        }
    }

    /** {@code http://192.168.1.20:53380/abc…/}: what a code holds and a person types. */
    public String address() {
        return "http://" + plan.at().getHostAddress() + ":" + port() + "/" + plan.token() + "/";
    }

    public int port() {
        return server.port();
    }

    public LinkPlan plan() {
        return plan;
    }

    /** Until it ends by itself if nobody asks for anything. */
    public Duration left() {
        return life.left();
    }

    /** Whether something is being taken or left at the moment. */
    public boolean isBusy() {
        return life.isMoving() || uploads.isBusy();
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

    /** Answers nothing to that visitor any more, and ends what is under way with it. */
    public void sendAway(String visitorId) {
        visitors.sendAway(visitorId);
        uploads.sendAway(visitorId);
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
        clock.shutdown();
        watchdog.close();
        events.accept(new LinkEvent.Closed(why));
    }
}
