package wherry.discovery;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads datagrams, and remembers those that were read last, with the address of each: peers repeat themselves every two
 * seconds, so that most need only be found again. Several may speak from one address. For one thread.
 */
final class AnnouncementCache {
    private static final int MOST = 256;

    private final AnnouncementCodec codec;
    private final Map<Said, Announcement> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Said, Announcement> eldest) {
            return size() > MOST;
        }
    };

    private long decoded;

    private record Said(InetSocketAddress from, ByteBuffer datagram) {}

    AnnouncementCache(AnnouncementCodec codec) {
        this.codec = codec;
    }

    /** What the datagram says; empty when it is malformed. */
    Optional<Announcement> read(ByteBuffer datagram, InetSocketAddress from) {
        Announcement same = known.get(new Said(from, datagram));
        if (same != null) {
            return Optional.of(same);
        }
        decoded++;
        Optional<Announcement> announcement = codec.decode(datagram.asReadOnlyBuffer());
        announcement.ifPresent(read -> known.put(new Said(from, copy(datagram)), read));
        return announcement;
    }

    /** How many were not among those that were read last. */
    long decoded() {
        return decoded;
    }

    private static ByteBuffer copy(ByteBuffer datagram) {
        return ByteBuffer.allocate(datagram.remaining())
                .put(datagram.duplicate())
                .flip();
    }
}
