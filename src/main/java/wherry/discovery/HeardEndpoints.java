package wherry.discovery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import wherry.transfer.Endpoint;

/** Keeps the addresses at which one peer was heard, and until when each of them counts. Guarded by the table. */
final class HeardEndpoints {
    /** Even who can prove that they are its own may have no end of them. */
    static final int MOST = 8;

    private final List<HeardEndpoint> heard = new ArrayList<>();

    private record HeardEndpoint(Endpoint endpoint, long until) {
        Spot spot() {
            return Spot.of(endpoint);
        }
    }

    /** In the order in which they were first heard. */
    List<Endpoint> all() {
        return heard.stream().map(HeardEndpoint::endpoint).toList();
    }

    boolean isAt(InetAddress host) {
        return heard.stream().anyMatch(known -> known.spot().host().equals(host));
    }

    boolean isAt(Spot spot) {
        return heard.stream().anyMatch(known -> known.spot().equals(spot));
    }

    /** Whether that very one was heard, on that port and secured in that way. */
    boolean has(Endpoint endpoint) {
        return heard.stream().anyMatch(known -> known.endpoint.equals(endpoint));
    }

    /** Whether all that was heard still counts. */
    boolean isAll(long now) {
        return heard.stream().allMatch(known -> now < known.until);
    }

    /** Whether another one in its place still counts. */
    boolean isAnotherBeside(Endpoint endpoint, long now) {
        Spot spot = Spot.of(endpoint);
        return heard.stream()
                .anyMatch(
                        known -> known.until > now && known.spot().isBeside(spot) && !known.endpoint.equals(endpoint));
    }

    /**
     * Takes note of one. An address keeps its place while it is heard, and a new one comes last.
     *
     * @param until it counts without being heard again
     * @return whether anything has changed
     */
    boolean place(Endpoint endpoint, long now, long until) {
        Spot spot = Spot.of(endpoint);
        boolean changed =
                heard.removeIf(known -> now >= known.until && !known.spot().isBeside(spot));
        for (int i = 0; i < heard.size(); i++) {
            HeardEndpoint known = heard.get(i);
            if (known.spot().isBeside(spot)) {
                heard.set(i, new HeardEndpoint(endpoint, until));
                return changed || !known.endpoint.equals(endpoint);
            }
        }
        if (heard.size() == MOST) {
            return changed;
        }
        heard.add(new HeardEndpoint(endpoint, until));
        return true;
    }

    /** Whoever was there does not answer. */
    void lapse(Spot spot, long now) {
        heard.replaceAll(known -> known.spot().equals(spot) ? new HeardEndpoint(known.endpoint, now) : known);
    }

    void leave(InetAddress host) {
        heard.removeIf(known -> known.spot().host().equals(host));
    }

    void clear() {
        heard.clear();
    }
}
