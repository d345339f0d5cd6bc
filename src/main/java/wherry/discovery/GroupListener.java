package wherry.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import wherry.transfer.DaemonThreads;

/** Listens on one group of one network, on a thread of its own, until it is closed or its socket breaks. */
final class GroupListener implements Closeable {
    private static final Logger LOGGER = System.getLogger(GroupListener.class.getName());

    /** Gets what was read. */
    interface Audience {
        void announced(AnnouncementCodec codec, Announcement announcement, ByteBuffer datagram, InetSocketAddress from);

        /** Whether somebody new was heard within the last minute. */
        boolean hasNews();

        void malformed();

        void oversized();

        /** More came than is read. */
        void passedOver(InetSocketAddress from);
    }

    /** In turns of two seconds: a minute, and half of one. */
    private static final int TURNS_WITH_NEWS = 30;

    private static final int TURNS_WITHOUT_NEWS = 15;

    private final GroupSocket socket;
    private final AnnouncementCodec codec;
    private final AnnouncementCache lastAnnouncements;
    private final FloodGate gate = new FloodGate(System::nanoTime);
    private final Audience audience;
    /** For the announcer only. */
    private int turnsLeft;

    GroupListener(GroupSocket socket, AnnouncementCodec codec, Audience audience) {
        this.socket = socket;
        this.codec = codec;
        this.lastAnnouncements = new AnnouncementCache(codec);
        this.audience = audience;
        this.turnsLeft = codec.repetitions();
    }

    void start() {
        DaemonThreads.start("listener " + socket, this::listen);
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

    GroupSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            LOGGER.log(Level.DEBUG, "Closing " + socket, failure);
        }
    }

    private void listen() {
        // One byte more than is taken, so that what is too long can be told from what just fits.
        ByteBuffer buffer = ByteBuffer.allocateDirect(GroupSocket.LONGEST_DATAGRAM + 1);
        try {
            while (true) {
                InetSocketAddress from = socket.receive(buffer.clear());
                if (!socket.isOpen()) {
                    // The kernel may hand over what came while the socket was being closed.
                    return;
                }
                if (gate.admits(from)) {
                    hear(buffer.flip(), from);
                } else {
                    audience.passedOver(from);
                }
            }
        } catch (ClosedChannelException closed) {
            LOGGER.log(Level.TRACE, "Closed: {0}", socket);
        } catch (IOException failure) {
            // The announcer finds it closed at its next turn and has it opened again.
            LOGGER.log(Level.DEBUG, "Listening failed: " + socket, failure);
            close();
        }
    }

    private void hear(ByteBuffer datagram, InetSocketAddress from) {
        if (datagram.remaining() > GroupSocket.LONGEST_DATAGRAM) {
            audience.oversized();
            return;
        }
        try {
            Optional<Announcement> announcement = lastAnnouncements.read(datagram, from);
            if (announcement.isPresent()) {
                audience.announced(codec, announcement.get(), datagram, from);
            } else {
                audience.malformed();
            }
        } catch (RuntimeException defect) {
            // One datagram must never end the listening, whatever is wrong with us.
            LOGGER.log(Level.WARNING, "A datagram could not be handled", defect);
        }
    }
}
