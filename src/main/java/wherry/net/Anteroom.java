package wherry.net;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a server's connections wait until they have said enough to be served. To open a connection and say nothing costs
 * a stranger next to nothing, so it must not cost a thread: all who wait share this room's only one. When there is no
 * room for one more, whoever has waited longest gives way, so that the silent, however many, never keep an upload out;
 * who is being served never does.
 */
public final class Anteroom implements Closeable {
    private static final System.Logger LOG = System.getLogger(Anteroom.class.getName());
    private static final long CLOSING_MILLIS = 5_000;
    private static final long MEMORY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Door door;
    private final Selector selector;
    private final AnteroomBounds bounds;
    private final Headcount headcount;
    private volatile boolean closed;
    private Thread thread;

    /** Those who wait, the longest waiting first. This and all below belong to the room's thread. */
    private final Set<Guest> waiting = new LinkedHashSet<>();

    private final List<Guest> ready = new ArrayList<>();
    private final ByteBuffer scratch;
    private AnteroomHost host;
    private long guestsEver;

    private Anteroom(Door door, Selector selector, AnteroomBounds bounds) {
        this.door = door;
        this.selector = selector;
        this.bounds = bounds;
        this.headcount = new Headcount(bounds.connections(), bounds.perAddress());
        this.scratch = ByteBuffer.allocateDirect(bounds.longestOpening());
    }

    /**
     * Listens when it returns; nobody is let in before {@link #start}.
     *
     * @throws java.net.BindException the port is taken
     */
    public static Anteroom open(InetSocketAddress at, AnteroomBounds bounds) throws IOException {
        Door door = Door.open(at);
        try {
            return new Anteroom(door, Selector.open(), bounds);
        } catch (IOException | RuntimeException failure) {
            door.close();
            throw failure;
        }
    }

    /** Begins to let connections in. */
    public synchronized void start(String threadName, AnteroomHost server) {
        host = server;
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return door.port();
    }

    /** Resets those who wait. When it returns, the port is free and nobody is handed over any more. */
    @Override
    public synchronized void close() {
        closed = true;
        selector.wakeup();
        if (thread == null) {
            closeAll();
            return;
        }
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            door.register(selector);
            while (!closed) {
                takeTurn();
            }
        } catch (IOException | RuntimeException | Error failure) {
            throw new DeafException(failure);
        } finally {
            closeAll();
        }
    }

    /** Memory comes back when others end: whoever lacks it here waits rather than being deaf from then on. */
    private void takeTurn() throws IOException {
        try {
            if (ready.isEmpty()) {
                selector.select(this::attend, millisToWait());
            } else {
                handOver();
            }
            dropTheLate();
        } catch (OutOfMemoryError shortage) {
            LockSupport.parkNanos(MEMORY_PAUSE_NANOS);
            makeRoom(shortage);
        }
    }

    private void makeRoom(OutOfMemoryError shortage) {
        try {
            makeDoWithLess(shortage);
        } catch (OutOfMemoryError stillShort) {
            // To be tried again, after the next pause.
            door.shut();
        }
    }

    private void attend(SelectionKey key) {
        if (door.is(key)) {
            try {
                door.letIn(this::enter);
            } catch (IOException failure) {
                makeDoWithLess(failure);
            }
            return;
        }
        Guest guest = (Guest) key.attachment();
        try {
            listenTo(guest);
        } catch (IOException | RuntimeException | OutOfMemoryError gone) {
            LOG.log(Level.DEBUG, "A connection that waited ended", gone);
            drop(guest);
        }
    }

    /** Takes in a connection; false once somebody had to go, whom the selector still has to let go of. */
    private boolean enter(SocketChannel channel) {
        try {
            InetSocketAddress from = (InetSocketAddress) channel.getRemoteAddress();
            InetAddress block = AddressBlock.of(from.getAddress());
            Optional<InetAddress> crowded = headcount.isFull(block) ? Optional.of(block) : Optional.empty();
            boolean full = crowded.isPresent() || headcount.isFull();
            if (full && !dropLongestWaiting(crowded)) {
                host.turnedAway(from);
                Reset.close(channel);
                return false;
            }
            Guest guest = new Guest(channel, from, guestsEver++, headcount);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, guest);
            waiting.add(guest);
            headcount.came(guest);
            return !full;
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "A connection ended at once", gone);
            Reset.close(channel);
            return true;
        } catch (OutOfMemoryError shortage) {
            Reset.close(channel);
            throw shortage;
        }
    }

    private boolean dropLongestWaiting(Optional<InetAddress> from) {
        Optional<Guest> longest = waiting.stream()
                .filter(guest -> from.isEmpty() || guest.block().equals(from.get()))
                .findFirst();
        if (host.giveWay(from, longest.map(Guest::number))) {
            return true;
        }
        longest.ifPresent(this::drop);
        return longest.isPresent();
    }

    private void listenTo(Guest guest) throws IOException {
        int n = guest.channel().read(scratch.clear().limit(bounds.longestOpening() - guest.heardBytes()));
        guest.hear(scratch.flip());
        int heard = guest.heardBytes();
        if (heard > 0 && (heard == bounds.longestOpening() || host.isEnough(guest.heardSoFar()))) {
            waiting.remove(guest);
            ready.add(guest);
        } else if (n < 0) {
            host.brokeOff(guest);
            drop(guest);
        }
    }

    private void handOver() throws IOException {
        List<Guest> leaving = List.copyOf(ready);
        for (Guest guest : leaving) {
            SelectionKey key = guest.channel().keyFor(selector);
            if (key != null) {
                key.cancel();
            }
        }
        // A channel can block again only once the selector has let go of it.
        selector.selectNow(this::attend);
        ready.removeAll(leaving);
        for (Guest guest : leaving) {
            try {
                guest.channel().configureBlocking(true);
                host.serve(guest);
            } catch (IOException | RuntimeException | OutOfMemoryError failure) {
                LOG.log(Level.WARNING, "A connection cannot be served", failure);
                drop(guest);
            }
        }
    }

    private void dropTheLate() {
        while (!waiting.isEmpty()) {
            Guest longest = waiting.iterator().next();
            if (longest.age().compareTo(bounds.patience()) < 0) {
                return;
            }
            host.late(longest);
            drop(longest);
        }
    }

    private void drop(Guest guest) {
        waiting.remove(guest);
        Reset.close(guest.channel());
        guest.left();
    }

    /** The process has no descriptors or no memory left. Those who only wait hold some that others need more. */
    private void makeDoWithLess(Throwable failure) {
        if (headcount.beginShortage()) {
            LOG.log(Level.WARNING, "Accepting a connection", failure);
        }
        boolean dropped = true;
        while (dropped && headcount.isFull()) {
            dropped = dropLongestWaiting(Optional.empty());
        }
        door.shut();
    }

    /** Until something is to be done although nobody says anything; 0 for no limit. */
    private long millisToWait() {
        long nanos = door.nanosShut().orElse(Long.MAX_VALUE);
        if (!waiting.isEmpty()) {
            Duration left = bounds.patience().minus(waiting.iterator().next().age());
            nanos = Math.min(nanos, Math.max(0, left.toNanos()));
        }
        return nanos == Long.MAX_VALUE ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    private void closeAll() {
        List.copyOf(waiting).forEach(this::drop);
        ready.forEach(this::drop);
        try (selector;
                door) {
            LOG.log(Level.DEBUG, "Closing port {0}", port());
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "Closing a server", failure);
        }
    }
}
