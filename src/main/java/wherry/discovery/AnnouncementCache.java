package wherry.discovery;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

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

    /** The checksum is a hundred times faster than the hash of a buffer outside the heap. */
    private record Said(InetSocketAddress from, ByteBuffer datagram, int checksum) {
        static Said of(InetSocketAddress from, ByteBuffer datagram) {
            CRC32 checksum = new CRC32();
            checksum.update(datagram.duplicate());
            return new Said(from, datagram, (int) checksum.getValue());
        }

        Said kept() {
            return new Said(from, copy(datagram), checksum);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Said said
                    && checksum == said.checksum
                    && from.equals(said.from)
                    && datagram.equals(said.datagram);
        }

        @Override
        public int hashCode() {
            return checksum ^ from.hashCode();
        }
    }

    AnnouncementCache(AnnouncementCodec codec) {
        this.codec = codec;
    }

    /** What the datagram says; empty when it is malformed. */
    Optional<Announcement> read(ByteBuffer datagram, InetSocketAddress from) {
        Said said = Said.of(from, datagram);
        Announcement same = known.get(said);
        if (same != null) {
            return Optional.of(same);
        }
        decoded++;
        Optional<Announcement> announcement = codec.decode(datagram.asReadOnlyBuffer());
        announcement.ifPresent(read -> known.put(said.kept(), read));
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
