package wherry.discovery;

import java.io.Closeable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import wherry.transfer.Network;

/**
 * Makes this node known and listens for others, on every multicast group of its codecs and every network in use. It also
 * keeps the time of the peer table. Safe for use by many threads; sending and opening never take long.
 */
public final class Discovery implements Closeable {
    /** How far apart announcements are. */
    public static final Duration ANNOUNCEMENT_INTERVAL = Duration.ofSeconds(2);

    /** In milliseconds: changes often come several at once. */
    private static final long SETTLING = 10;

    private final Housekeeper housekeeper;
    private final ThrottledDatagramLog log;
    private final DatagramHandler audience;
    private final OpenGroups groups;
    private final PeriodicTasks pulse = new PeriodicTasks("announcer");
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
        this.log = new ThrottledDatagramLog(log, System::nanoTime);
        this.audience = new DatagramHandler(
                List.copyOf(codecs), ownFingerprint, table, neighbourhood, this::displaced, this.log);
        this.groups = new OpenGroups(codecs, audience);
        this.housekeeper = new Housekeeper(table, pulse);
        pulse.every(ANNOUNCEMENT_INTERVAL, this::turn);
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
        for (AnnouncementChannel left : groups.use(inUse)) {
            sayGoodbye(left, groups.listener(left));
            groups.leave(left);
        }
        List<String> problems = groups.open();
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
            groups.forEach(this::sayGoodbye);
        }
        own = List.copyOf(ownFromNowOn);
        groups.listeners().forEach(GroupListener::beginAnnouncing);
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
        groups.forEach(this::sayGoodbye);
        groups.close();
    }

    private void turn() {
        lookAfterTheGroups();
        housekeeper.look();
        log.flush();
    }

    private synchronized void lookAfterTheGroups() {
        if (closed) {
            return;
        }
        groups.openIfMissing();
        announce(GroupListener::takeTurn);
    }

    private void displaced(AnnouncementCodec codec, InetAddress from) {
        if (!Networks.isOfThisComputer(from)) {
            return;
        }
        synchronized (this) {
            if (own.stream().noneMatch(Announcement::onlyAsks)) {
                groups.forEach((channel, listener) -> {
                    if (channel.codec() == codec) {
                        listener.beginAnnouncing();
                    }
                });
            }
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
        groups.forEach((channel, listener) -> {
            if (where.test(listener)) {
                own.forEach(announcement -> channel.send(announcement, listener));
            }
        });
    }

    private void sayGoodbye(AnnouncementChannel channel, GroupListener listener) {
        own.forEach(announcement -> channel.send(announcement.goodbye(), listener));
    }
}
