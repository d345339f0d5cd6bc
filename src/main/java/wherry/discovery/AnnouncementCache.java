package wherry.discovery;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads datagrams, and remembers the last one of each address: peers repeat themselves every two seconds, so that most
 * need only be compared. For one thread.
 */
final class AnnouncementCache {
    private static final int MOST_ADDRESSES = 256;

    private final AnnouncementCodec codec;
    private final Map<InetSocketAddress, Known> lastByAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Known> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Known(ByteBuffer datagram, Announcement announcement) {}

    AnnouncementCache(AnnouncementCodec codec) {
        this.codec = codec;
    }

    /** What the datagram says; empty when it is malformed. */
    Optional<Announcement> read(ByteBuffer datagram, InetSocketAddress from) {
        Known last = lastByAddress.get(from);
        if (last != null && last.datagram.equals(datagram)) {
            return Optional.of(last.announcement);
        }
        Optional<Announcement> announcement = codec.decode(datagram.asReadOnlyBuffer());
        announcement.ifPresent(read -> lastByAddress.put(from, new Known(copy(datagram), read)));
        return announcement;
    }

    private static ByteBuffer copy(ByteBuffer datagram) {
        return ByteBuffer.allocate(datagram.remaining())
                .put(datagram.duplicate())
                .flip();
    }
}
