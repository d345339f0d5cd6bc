package wherry.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import wherry.discovery.Neighbour.State;

/**
 * Finds out which of the addresses around our own have somebody alive: sends each a datagram of one byte, so that the
 * system asks for its hardware address, and reads the table of neighbours. Nobody is connected to. The table is the whole
 * computer's and everything stalls when it is full, so there are never more than {@value #MOST_UNRESOLVED} that have not
 * answered, and one sweep at a time. Closing it ends the one that is under way.
 */
public final class Sweep implements Closeable {
    static final int MOST_UNRESOLVED = 128;

    private static final Logger LOGGER = System.getLogger(Sweep.class.getName());
    /** Nobody listens there, and whoever does throws it away (RFC 863). */
    private static final int DISCARD = 9;

    /** So long Linux asks for an address: three times, a second apart. Others ask no longer. */
    private static final long UNRESOLVED_FOR = TimeUnit.MILLISECONDS.toNanos(3_100);

    private static final long LOOK_EVERY_MILLIS = 100;
    /** A table that has so many is near its end. */
    private static final int CROWDED = 512;

    private final NeighbourTable table;
    private final Path turns;
    private volatile boolean closed;

    /** Sends nothing yet. */
    public Sweep(NeighbourTable table) {
        this(table, SweepTurn.usualFile());
    }

    /** @param turns the file whose lock keeps sweeps apart */
    Sweep(NeighbourTable table, Path turns) {
        this.table = table;
        this.turns = turns;
    }

    /**
     * Sweeps around one address of ours. Takes some seconds; does nothing while another sweep of this computer is under
     * way or the table is crowded.
     *
     * @param living told of each address that has somebody, as soon as that is known, those of the table included
     * @return whether it was done
     * @throws IOException the table cannot be read here
     */
    public boolean around(Inet4Address own, Consumer<InetAddress> living) throws IOException, InterruptedException {
        Optional<SweepTurn> turn = SweepTurn.tryTake(turns);
        if (turn.isEmpty()) {
            return false;
        }
        try (SweepTurn ours = turn.get();
                DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            LOGGER.log(Level.DEBUG, "Sweeping around {0}, {1}", own.getHostAddress(), ours);
            if (table.read().size() > CROWDED) {
                return false;
            }
            channel.bind(new InetSocketAddress(own, 0));
            // Rather one too few than to wait for the system, which stops a socket with too many unresolved.
            channel.configureBlocking(false);
            new Run(channel, new ArrayDeque<>(Links.near(own)), living).toTheEnd();
            return true;
        }
    }

    /** Makes room for another sweep within a moment. */
    @Override
    public void close() {
        closed = true;
    }

    /** One sweep. For one thread. */
    private final class Run {
        private final DatagramChannel channel;
        private final Deque<InetAddress> waiting;
        private final Consumer<InetAddress> living;
        private final Map<InetAddress, Long> unresolved = new HashMap<>();
        private final Set<InetAddress> told = new HashSet<>();

        Run(DatagramChannel channel, Deque<InetAddress> waiting, Consumer<InetAddress> living) {
            this.channel = channel;
            this.waiting = waiting;
            this.living = living;
        }

        void toTheEnd() throws IOException, InterruptedException {
            look();
            while (!closed && (!waiting.isEmpty() || !unresolved.isEmpty())) {
                while (!waiting.isEmpty() && unresolved.size() < MOST_UNRESOLVED) {
                    knock(waiting.remove());
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
                look();
            }
        }

        private void knock(InetAddress address) {
            if (told.contains(address)) {
                return;
            }
            unresolved.put(address, System.nanoTime());
            try {
                channel.send(ByteBuffer.allocate(1), new InetSocketAddress(address, DISCARD));
            } catch (IOException refused) {
                // By a firewall, or because there is no way: then nobody is asked for either.
                LOGGER.log(Level.DEBUG, "Sweeping", refused);
                unresolved.remove(address);
            }
        }

        private void look() throws IOException {
            long now = System.nanoTime();
            for (Neighbour neighbour : table.read()) {
                InetAddress address = neighbour.address();
                boolean ours = unresolved.containsKey(address) || waiting.contains(address);
                if (ours && neighbour.state() == State.ALIVE && told.add(address)) {
                    unresolved.remove(address);
                    living.accept(address);
                }
            }
            unresolved.values().removeIf(since -> now - since > UNRESOLVED_FOR);
        }
    }
}
