package wherry.discovery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wherry.transfer.Endpoint;
import wherry.transfer.Security;

/** Keeps the addresses at which one peer was heard, and until when each of them counts. Guarded by the table. */
final class HeardEndpoints {
    /** Even who can prove that they are its own may have no end of them. */
    static final int MOST = 8;

    /** How those are secured that are only stated beside the one that speaks. */
    private static final Security UNKNOWN = new Security.Unverified();

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

    /** Whether a certificate is to be shown at one of them. */
    boolean areAskable() {
        return heard.stream()
                .anyMatch(known -> known.endpoint.security().required().isPresent());
    }

    /** Where a certificate was shown. */
    List<Spot> proven() {
        return heard.stream()
                .filter(known -> known.endpoint.security() instanceof Security.Verified)
                .map(HeardEndpoint::spot)
                .toList();
    }

    boolean isAt(InetAddress host) {
        return heard.stream().anyMatch(known -> known.spot().host().equals(host));
    }

    boolean isAt(Spot spot) {
        return heard.stream().anyMatch(known -> known.spot().equals(spot));
    }

    /**
     * Counts on what was heard before, and only that: said again, it lasts longer.
     *
     * @return whether all that was heard still counts, and that is among it; nothing has changed otherwise
     */
    boolean renew(Announcement announcement, InetAddress from, long now) {
        for (HeardEndpoint known : heard) {
            if (now >= known.until) {
                return false;
            }
        }
        int own = find(announcement.protocol(), from, announcement.port(), announcement.security());
        boolean isAll = own >= 0;
        for (Map.Entry<String, Integer> other : announcement.also().entrySet()) {
            isAll = isAll && find(other.getKey(), from, other.getValue(), UNKNOWN) >= 0;
        }
        if (isAll) {
            long until = now + announcement.lasts().toMillis();
            renew(own, until);
            for (Map.Entry<String, Integer> other : announcement.also().entrySet()) {
                renew(find(other.getKey(), from, other.getValue(), UNKNOWN), until);
            }
        }
        return isAll;
    }

    /** Of a list so short and for something so frequent, a loop. */
    private int find(String protocol, InetAddress host, int port, Security security) {
        for (int i = 0; i < heard.size(); i++) {
            Endpoint known = heard.get(i).endpoint;
            if (known.address().getPort() == port
                    && known.protocol().equals(protocol)
                    && known.address().getAddress().equals(host)
                    && known.security().equals(security)) {
                return i;
            }
        }
        return -1;
    }

    private void renew(int index, long until) {
        heard.set(index, new HeardEndpoint(heard.get(index).endpoint, until));
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
