package wherry.protocol.localsend.discovery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import wherry.discovery.Announcement;

/** Holds so many neighbours at most, those first that were heard of longest ago. {@link KnownPeers} guards it. */
final class KnownPeerTable {
    private static final int MOST = 512;
    /** Several may run on one computer. */
    private static final int MOST_AT_ONE_ADDRESS = 16;

    private final Map<InetSocketAddress, KnownPeer> known = new LinkedHashMap<>();

    /** Null where nobody is known. */
    KnownPeer get(InetSocketAddress at) {
        return known.get(at);
    }

    /** Whoever was there; null for nobody. */
    KnownPeer remove(InetSocketAddress at) {
        return known.remove(at);
    }

    void remove(InetSocketAddress at, KnownPeer neighbour) {
        known.remove(at, neighbour);
    }

    void put(InetSocketAddress at, KnownPeer neighbour) {
        known.put(at, neighbour);
    }

    boolean containsKey(InetSocketAddress at) {
        return known.containsKey(at);
    }

    void removeIf(Predicate<KnownPeer> unwanted) {
        known.values().removeIf(unwanted);
    }

    void forEach(BiConsumer<InetSocketAddress, KnownPeer> action) {
        known.forEach(action);
    }

    Stream<Map.Entry<InetSocketAddress, KnownPeer>> stream() {
        return known.entrySet().stream();
    }

    /** Whether nobody is known at that address of a link, and the same has begun at one of IPv4 a moment ago. */
    boolean isNewElsewhere(Announcement claim, InetAddress from, long now) {
        return from instanceof Inet6Address
                && !known.containsKey(new InetSocketAddress(from, claim.port()))
                && known.entrySet().stream()
                        .anyMatch(other -> other.getValue().isNewAnd(claim, now)
                                && other.getKey().getAddress() instanceof Inet4Address);
    }

    int size() {
        return known.size();
    }

    /**
     * For one more, there. Whoever has never answered goes first, then whoever does not any more; for no stranger
     * anybody goes who does.
     */
    boolean makeRoom(InetAddress there) {
        boolean crowded = known.keySet().stream()
                        .filter(at -> there.equals(at.getAddress()))
                        .count()
                >= MOST_AT_ONE_ADDRESS;
        if (!crowded && known.size() < MOST) {
            return true;
        }
        Optional<InetSocketAddress> leaving = known.entrySet().stream()
                .filter(entry -> !crowded || there.equals(entry.getKey().getAddress()))
                .filter(entry -> entry.getValue().answersInARow == 0)
                // Of several the first, which was heard of longest ago.
                .min(Comparator.comparing(entry -> entry.getValue().hasAnswered))
                .map(Map.Entry::getKey);
        leaving.ifPresent(known::remove);
        return leaving.isPresent();
    }
}
