package wherry.protocol.localsend.discovery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    /** Those whose turn it is, which will be again after a pause. Forgets who only asked, when that is long ago. */
    Map<InetSocketAddress, KnownPeer> takeDue(long now, long checkEvery) {
        Map<InetSocketAddress, KnownPeer> due = new LinkedHashMap<>();
        known.values().removeIf(neighbour -> neighbour.claim.onlyAsks() && neighbour.due - now <= 0);
        known.forEach((at, neighbour) -> {
            if (neighbour.isDue(now, checkEvery) && !neighbour.isChecked) {
                neighbour.due = now + neighbour.pause(now, checkEvery);
                neighbour.isChecked = true;
                due.put(at, neighbour);
            }
        });
        return due;
    }

    /** In how many nanoseconds it may be somebody's turn: for those who come meanwhile, half of their first pause at most. */
    long nextDue(long now, long checkEvery) {
        long next = checkEvery / 2;
        for (KnownPeer neighbour : known.values()) {
            next = Math.min(next, neighbour.dueIn(now, checkEvery));
        }
        return next;
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
