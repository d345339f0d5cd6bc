package wherry.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/** Listens on one group of one network until it is closed or its socket breaks. {@link GroupReader} tells it when to read. */
final class GroupListener implements Closeable {
    private static final Logger LOGGER = System.getLogger(GroupListener.class.getName());

    /** Gets what was read. */
    interface Audience {
        /** It came to the group. */
        void announced(AnnouncementCodec codec, Announcement announcement, ByteBuffer datagram, InetSocketAddress from);

        /** The same of what came to everybody in the network: the group may not be passed on there. */
        void calledOut(AnnouncementCodec codec, Announcement announcement, ByteBuffer datagram, InetSocketAddress from);

        /** Whether somebody new was heard within the last minute. */
        boolean hasNews();

        void malformed();

        void oversized();

        /** More came than is read. */
        void passedOver(InetSocketAddress from);
    }

    /** What a reading brought. */
    enum Brought {
        NOTHING,
        /** Word for word what was heard before from the same addresses. */
        REPETITIONS,
        NEWS;

        /** What two readings brought. */
        Brought and(Brought other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    /** So that no group keeps the others waiting. The kernel has room for more than twice as many. */
    private static final int MOST_AT_ONCE = 64;

    /** In turns of two seconds: a minute, and half of one. */
    private static final int TURNS_WITH_NEWS = 30;

    private static final int TURNS_WITHOUT_NEWS = 15;

    private final GroupSocket socket;
    private final AnnouncementCodec codec;
    private final AnnouncementCache lastAnnouncements;
    private final FloodGate gate = new FloodGate(System::nanoTime);
    private final Audience audience;
    /** This and the next ones for the announcer only. */
    private int turnsLeft;

    private Announcement written;
    private byte[] datagram = {};

    GroupListener(GroupSocket socket, AnnouncementCodec codec, Audience audience) {
        this.socket = socket;
        this.codec = codec;
        this.lastAnnouncements = new AnnouncementCache(codec);
        this.audience = audience;
        this.turnsLeft = codec.repetitions();
    }

    /** The next announcements are the first ones of something new. */
    void beginAnnouncing() {
        turnsLeft = codec.repetitions();
    }

    /** Whether announcements are counted here, and none was made yet of what is new. */
    boolean isNew() {
        return !announcesWithoutEnd() && !socket.isForEverybody() && turnsLeft == codec.repetitions();
    }

    /** Whether announcements are made here all the time. */
    boolean announcesWithoutEnd() {
        return codec.repetitions() == Integer.MAX_VALUE && !socket.isForEverybody();
    }

    /**
     * Whether it is to be announced here what has been announced before: some times in a row, and then seldom, for those
     * who slept or missed it.
     */
    boolean takeTurn() {
        if (socket.isForEverybody()) {
            return false;
        }
        if (announcesWithoutEnd() || turnsLeft-- > 0) {
            return true;
        }
        int pause = audience.hasNews() ? TURNS_WITH_NEWS : TURNS_WITHOUT_NEWS;
        if (-turnsLeft < pause) {
            return false;
        }
        turnsLeft = 0;
        return true;
    }

    AnnouncementCodec codec() {
        return codec;
    }

    GroupSocket socket() {
        return socket;
    }

    /** Sends it to the group. What is repeated is written once. */
    void send(Announcement announcement) throws IOException {
        if (!announcement.equals(written)) {
            datagram = codec.encode(announcement);
            written = announcement;
        }
        if (datagram.length > 0) {
            socket.send(datagram);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            LOGGER.log(Level.DEBUG, "Closing " + socket, failure);
        }
    }

    /** Reads and hears what has arrived, and does not wait for more. */
    Brought read(ByteBuffer buffer) {
        Brought all = Brought.NOTHING;
        try {
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                InetSocketAddress from = socket.receive(buffer.clear());
                if (from == null) {
                    return all;
                }
                all = all.and(take(buffer.flip(), from));
            }
            return Brought.NEWS;
        } catch (ClosedChannelException closed) {
            LOGGER.log(Level.TRACE, "Closed: {0}", socket);
        } catch (IOException failure) {
            // The announcer finds it closed at its next turn and has it opened again.
            LOGGER.log(Level.DEBUG, "Listening failed: " + socket, failure);
            close();
        }
        return all;
    }

    private Brought take(ByteBuffer datagram, InetSocketAddress from) {
        if (!gate.admits(from)) {
            audience.passedOver(from);
            return Brought.NEWS;
        }
        return hear(datagram, from);
    }

    private Brought hear(ByteBuffer datagram, InetSocketAddress from) {
        if (datagram.remaining() > GroupSocket.LONGEST_DATAGRAM) {
            audience.oversized();
            return Brought.NEWS;
        }
        long decoded = lastAnnouncements.decoded();
        try {
            Optional<Announcement> announcement = lastAnnouncements.read(datagram, from);
            if (announcement.isEmpty()) {
                audience.malformed();
            } else if (socket.isForEverybody()) {
                audience.calledOut(codec, announcement.get(), datagram, from);
            } else {
                audience.announced(codec, announcement.get(), datagram, from);
            }
        } catch (RuntimeException defect) {
            // One datagram must never end the listening, whatever is wrong with us.
            LOGGER.log(Level.WARNING, "A datagram could not be handled", defect);
        }
        return lastAnnouncements.decoded() == decoded ? Brought.REPETITIONS : Brought.NEWS;
    }
}
