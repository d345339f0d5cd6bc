package wherry.discovery;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds those who only claim to be somewhere, by host and then by protocol. Guarded by the table. */
final class ClaimedSpots {
    private final Map<InetAddress, Map<String, PeerEntry>> byHost = new HashMap<>();

    List<PeerEntry> at(InetAddress host) {
        return List.copyOf(byHost.getOrDefault(host, Map.of()).values());
    }

    Optional<PeerEntry> at(Spot spot) {
        return Optional.ofNullable(byHost.getOrDefault(spot.host(), Map.of()).get(spot.protocol()));
    }

    void put(Spot spot, PeerEntry entry) {
        byHost.computeIfAbsent(spot.host(), host -> new HashMap<>()).put(spot.protocol(), entry);
    }

    /** Unless somebody else claims it by now. */
    void remove(Spot spot, PeerEntry entry) {
        Map<String, PeerEntry> there = byHost.get(spot.host());
        if (there != null && there.remove(spot.protocol(), entry) && there.isEmpty()) {
            byHost.remove(spot.host());
        }
    }
}
