package wherry.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import wherry.transfer.Network;

/**
 * Makes this node known and listens for others, on every multicast group of its codecs and every network in use. It also
 * keeps the time of the peer table. Safe for use by many threads; sending and opening never take long.
 */
public final class Discovery implements Closeable {
    /** How far apart announcements are. */
    public static final Duration ANNOUNCEMENT_INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOGGER = System.getLogger(Discovery.class.getName());
    private static final Duration HOUSEKEEPING_INTERVAL = Duration.ofMillis(100);
    /** Changes often come several at once. */
    private static final Duration SETTLING = Duration.ofMillis(50);

    private final List<AnnouncementCodec> codecs;
    private final PeerTable table;
    private final ThrottledDatagramLog log;
    private final DatagramHandler audience;
    private final Map<AnnouncementChannel, GroupListener> listeners = new LinkedHashMap<>();
    private final PeriodicTasks pulse = new PeriodicTasks("announcer");
    private List<Network> networks = List.of();
    private GroupAddresses groups = new GroupAddresses(networks);
    private List<Announcement> own = List.of();
    private boolean settling;
    private boolean closed;

    /**
     * @param codecs one for each group
     * @param ownFingerprint what our own datagrams are recognised by
     * @param table where peers are listed
     * @param neighbourhood gets what asking those who were heard brings
     */
    public Discovery(
            List<AnnouncementCodec> codecs,
            String ownFingerprint,
            PeerTable table,
            PeerListener neighbourhood,
            DatagramLog log) {
        this.codecs = List.copyOf(codecs);
        this.table = table;
        this.log = new ThrottledDatagramLog(log, System::nanoTime);
        this.audience =
                new DatagramHandler(this.codecs, ownFingerprint, table, neighbourhood, this::displaced, this.log);
        pulse.every(ANNOUNCEMENT_INTERVAL, this::lookAfterTheGroups);
        pulse.every(HOUSEKEEPING_INTERVAL, this::keepHouse);
    }

    /**
     * Takes part in the groups, as they are set now, on these networks and no others: says goodbye where it leaves, announces itself where it
     * comes. What cannot be opened is tried again every two seconds.
     *
     * @return what went wrong, one sentence for each; the other networks work
     */
    public synchronized List<String> use(List<Network> inUse) {
        if (closed) {
            return List.of();
        }
        networks = List.copyOf(inUse);
        groups = new GroupAddresses(networks);
        leaveOtherNetworks();
        List<String> problems = openMissing();
        announce();
        return problems;
    }

    /**
     * Announces this node at once and then every two seconds, until that is changed. Nothing says goodbye, so does
     * {@link #close}.
     */
    public synchronized void announce(Optional<Announcement> ownFromNowOn) {
        announce(ownFromNowOn.stream().toList());
    }

    /**
     * As {@link #announce(Optional)}, in several protocols: at most one announcement for each. In a protocol that
     * repeats nothing this makes others look again.
     */
    public synchronized void announce(List<Announcement> ownFromNowOn) {
        if (ownFromNowOn.isEmpty()) {
            listeners.forEach(this::sayGoodbye);
        }
        own = List.copyOf(ownFromNowOn);
        listeners.values().forEach(GroupListener::beginAnnouncing);
        announce();
    }

    /** Announces this node anew, also where nothing is repeated: others then make themselves known. */
    public synchronized void lookAgain() {
        announce(own);
    }

    /**
     * Announces this node to everybody in its networks, in the protocols that are heard that way: switches that hold
     * multicast back mostly pass this on. Once; for when nobody is heard.
     */
    public synchronized void broadcast() {
        announce(listener -> listener.socket().isForEverybody());
    }

    /** What has arrived so far. */
    public DatagramCounts counts() {
        return audience.counts();
    }

    /** Says goodbye and stops listening. */
    @Override
    public synchronized void close() {
        closed = true;
        pulse.close();
        listeners.forEach(this::sayGoodbye);
        listeners.values().forEach(GroupListener::close);
        listeners.clear();
    }

    private synchronized void lookAfterTheGroups() {
        if (closed) {
            return;
        }
        openMissing();
        announce(GroupListener::takeTurn);
    }

    private void displaced(AnnouncementCodec codec, InetAddress from) {
        if (!Networks.isOfThisComputer(from)) {
            return;
        }
        synchronized (this) {
            if (own.stream().noneMatch(Announcement::onlyAsks)) {
                listeners.forEach((channel, listener) -> {
                    if (channel.codec() == codec) {
                        listener.beginAnnouncing();
                    }
                });
            }
        }
    }

    private void keepHouse() {
        table.sweep();
        log.flush();
    }

    private void leaveOtherNetworks() {
        Set<AnnouncementChannel> left = new HashSet<>(listeners.keySet());
        left.removeIf(channel -> groups.of(channel.codec(), channel.network()).contains(channel.group()));
        for (AnnouncementChannel channel : left) {
            GroupListener listener = listeners.remove(channel);
            sayGoodbye(channel, listener);
            listener.close();
        }
    }

    private List<String> openMissing() {
        List<String> problems = new ArrayList<>();
        for (Network network : networks) {
            for (AnnouncementCodec codec : codecs) {
                groups.of(codec, network)
                        .forEach(group -> open(new AnnouncementChannel(network, codec, group))
                                .ifPresent(problems::add));
            }
        }
        return problems;
    }

    private Optional<String> open(AnnouncementChannel channel) {
        GroupListener present = listeners.get(channel);
        if (present != null && !present.socket().isStale()) {
            return Optional.empty();
        }
        if (present != null) {
            present.close();
            listeners.remove(channel);
        }
        try {
            GroupSocket socket = GroupSocket.open(channel.network(), channel.group());
            GroupListener listener = new GroupListener(socket, channel.codec(), audience);
            listeners.put(channel, listener);
            listener.start();
            return Optional.empty();
        } catch (IOException | RuntimeException failure) {
            LOGGER.log(
                    Level.DEBUG, "Cannot open a group on " + channel.network().name(), failure);
            return channel.problem(failure);
        }
    }

    /** At once, but in a protocol that counts its announcements, once no more changes come. */
    private void announce() {
        announce(GroupListener::announcesWithoutEnd);
        if (!settling && !closed && !own.isEmpty()) {
            settling = true;
            pulse.after(SETTLING, this::announceCounted);
        }
    }

    private synchronized void announceCounted() {
        settling = false;
        if (!closed) {
            announce(listener -> listener.isNew() && listener.takeTurn());
        }
    }

    private void announce(Predicate<GroupListener> where) {
        listeners.forEach((channel, listener) -> {
            if (where.test(listener)) {
                own.forEach(announcement -> channel.send(announcement, listener.socket()));
            }
        });
    }

    private void sayGoodbye(AnnouncementChannel channel, GroupListener listener) {
        own.forEach(announcement -> channel.send(announcement.goodbye(), listener.socket()));
    }
}
