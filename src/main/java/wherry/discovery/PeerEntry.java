package wherry.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.transfer.DeviceKind;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

/**
 * Holds what the table knows of one peer: of the holder of a certificate, of whoever claims to be at an address, or of
 * what the user typed. Times are milliseconds on the table's own clock; the table guards it.
 */
final class PeerEntry {
    /** Addresses kept of one peer: even who can prove that they are its own may have no end of them. */
    static final int MOST_ENDPOINTS = 8;

    /** Asking takes a few seconds at most; who was not asked by then, because too many were, is shown as it is. */
    private static final long CONCEALED_FOR = 8_000;

    /** Whoever leaves may have called us a moment before, and be heard of after its goodbye. */
    private static final long GOODBYE_COUNTS_FOR = 10_000;

    private final String id;
    private final long number;
    private final List<HeardEndpoint> heard = new ArrayList<>();
    private final List<Endpoint> typed = new ArrayList<>();
    private final List<Spot> claimedAt = new ArrayList<>();
    private final Map<InetAddress, Long> goodbyes = new HashMap<>();
    private String typedName = "";
    private String alias = "";
    private DeviceKind device = DeviceKind.UNKNOWN;
    private Optional<String> fingerprint = Optional.empty();
    private Optional<String> proven = Optional.empty();
    private Presence presence = Presence.UNHEARD;
    private long lastHeard;
    private long hereUntil;
    private long concealedUntil;
    private Peer snapshot;

    private record HeardEndpoint(Endpoint endpoint, long until) {
        Spot spot() {
            return Spot.of(endpoint);
        }
    }

    /** @param number in the order in which peers were first listed */
    PeerEntry(String id, long number) {
        this.id = id;
        this.number = number;
    }

    String id() {
        return id;
    }

    long number() {
        return number;
    }

    long lastHeard() {
        return lastHeard;
    }

    /** As long as its announcements last. */
    long hereUntil() {
        return hereUntil;
    }

    Presence presence() {
        return presence;
    }

    /** The addresses that the user typed; empty when it is listed because it was heard. */
    List<Endpoint> typed() {
        return List.copyOf(typed);
    }

    String typedName() {
        return typedName;
    }

    /** The fingerprint of the certificate that it has shown. */
    Optional<String> proven() {
        return proven;
    }

    /** The fingerprint of the certificate that it says to be the holder of. */
    Optional<String> claimed() {
        return fingerprint;
    }

    /** Whether it was heard where it is to show a certificate. */
    boolean canBeAsked() {
        return heard.stream()
                .anyMatch(known -> known.endpoint.security().required().isPresent());
    }

    /** Whether it says that it is the holder of that certificate. */
    boolean claims(String certificate) {
        return fingerprint.filter(certificate::equalsIgnoreCase).isPresent();
    }

    /** The hosts and protocols that its claims came from and were about. */
    List<Spot> claimedAt() {
        return List.copyOf(claimedAt);
    }

    void claimedAt(Spot spot) {
        if (claimedAt.stream().noneMatch(spot::isBeside)) {
            claimedAt.add(spot);
        }
    }

    /** Where it has shown its certificate. */
    List<Spot> provenSpots() {
        return heard.stream()
                .filter(known -> known.endpoint.security() instanceof Security.Verified)
                .map(HeardEndpoint::spot)
                .toList();
    }

    /** Whether it was heard at that host. */
    boolean isHeardAt(InetAddress host) {
        return heard.stream().anyMatch(known -> known.spot().host().equals(host));
    }

    /** Whether it is not to be shown yet, since it is being asked who it is. */
    boolean isConcealed() {
        return concealedUntil != 0;
    }

    /** Shows it if it has been concealed for long enough. */
    boolean revealInTime(long now) {
        return now >= concealedUntil && reveal();
    }

    /** The user typed its address: it is listed until the user takes it away. */
    void type(Endpoint endpoint, String name) {
        typed.add(endpoint);
        if (typedName.isEmpty() && saysMoreThan(endpoint, name)) {
            typedName = name;
        }
        concealedUntil = 0;
        snapshot = null;
    }

    /** Not there any more, or not under this certificate. */
    void untype(Endpoint endpoint) {
        typed.remove(endpoint);
        snapshot = null;
    }

    boolean isAt(Spot spot) {
        return heard.stream().anyMatch(known -> known.spot().equals(spot))
                || typed.stream().anyMatch(endpoint -> Spot.of(endpoint).equals(spot));
    }

    /**
     * It has shown its certificate.
     *
     * @return whether anything that is shown has changed
     */
    boolean prove(String certificate, Announcement announcement, InetAddress from, long now) {
        boolean changed = !proven.equals(Optional.of(certificate));
        if (changed) {
            // What was claimed before proves nothing now.
            heard.clear();
            claimedAt.clear();
        }
        proven = Optional.of(certificate);
        changed |= reveal();
        changed |= hear(announcement, Optional.of(certificate), from, now);
        for (var other : announcement.also().entrySet()) {
            Endpoint stated = new Endpoint(other.getKey(), new InetSocketAddress(from, other.getValue()));
            changed |= place(stated, now, now + announcement.lasts().toMillis());
        }
        snapshot = changed ? null : snapshot;
        return changed;
    }

    /**
     * Somebody says to be there. Who was there first stays, for as long as its announcements last.
     *
     * @return whether anything that is shown has changed
     */
    boolean claim(Announcement announcement, InetAddress from, long now) {
        Spot spot = Spot.of(announcement.endpoint(from));
        boolean another = heard.stream()
                .anyMatch(known -> known.until > now
                        && known.spot().isBeside(spot)
                        && !known.endpoint.equals(announcement.endpoint(from)));
        if (another) {
            return false;
        }
        boolean changed = hear(announcement, announcement.fingerprint(), from, now);
        for (Announcement other : announcement.inOtherProtocols()) {
            changed |=
                    place(other.endpoint(from), now, now + announcement.lasts().toMillis());
        }
        snapshot = changed ? null : snapshot;
        return changed;
    }

    private boolean hear(Announcement announcement, Optional<String> as, InetAddress from, long now) {
        long until = now + announcement.lasts().toMillis();
        boolean changed = place(announcement.endpoint(from), now, until)
                || presence != Presence.HERE
                || !alias.equals(announcement.alias())
                || !fingerprint.equals(as);
        alias = announcement.alias();
        device = announcement.device().equals(DeviceKind.UNKNOWN) ? device : announcement.device();
        fingerprint = as;
        presence = Presence.HERE;
        lastHeard = now;
        hereUntil = Math.max(hereUntil, until);
        return changed;
    }

    /** Not to be shown before it was asked who it is. */
    void conceal(long now) {
        concealedUntil = now + CONCEALED_FOR;
    }

    /** Shows it from now on, and tells whether it was concealed. */
    boolean reveal() {
        boolean was = concealedUntil != 0;
        concealedUntil = 0;
        return was;
    }

    /** Somebody says on its behalf that it leaves. */
    void goodbye(InetAddress from, long now) {
        goodbyes.values().removeIf(said -> now - said > GOODBYE_COUNTS_FOR);
        if (goodbyes.size() < MOST_ENDPOINTS) {
            goodbyes.put(from, now);
        }
    }

    /** Whether that was said a moment ago. */
    boolean saidGoodbye(InetAddress from, long now) {
        Long said = goodbyes.get(from);
        return said != null && now - said <= GOODBYE_COUNTS_FOR;
    }

    /** Whoever was there does not answer: somebody else may come. */
    void lapse(Spot spot, long now) {
        heard.replaceAll(known -> known.spot().equals(spot) ? new HeardEndpoint(known.endpoint, now) : known);
    }

    /** It is not at that host any more. */
    void leave(InetAddress host) {
        heard.removeIf(known -> known.spot().host().equals(host));
        goodbyes.remove(host);
        snapshot = null;
    }

    void away() {
        presence = Presence.AWAY;
        snapshot = null;
    }

    /** It said goodbye, or is somebody else now: what remains is what the user typed. */
    void forgetHeard() {
        heard.clear();
        claimedAt.clear();
        goodbyes.clear();
        alias = "";
        device = DeviceKind.UNKNOWN;
        fingerprint = Optional.empty();
        proven = Optional.empty();
        hereUntil = 0;
        concealedUntil = 0;
        presence = Presence.UNHEARD;
        snapshot = null;
    }

    Peer snapshot() {
        if (snapshot == null) {
            String name = alias.isBlank() ? typedName : alias;
            snapshot = new Peer(id, name, fingerprint, endpoints(), presence, !typed.isEmpty(), device);
        }
        return snapshot;
    }

    /** An address keeps its place while it is heard, and a new one comes last. */
    private boolean place(Endpoint endpoint, long now, long until) {
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
        if (heard.size() == MOST_ENDPOINTS) {
            return changed;
        }
        heard.add(new HeardEndpoint(endpoint, until));
        return true;
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        heard.forEach(known -> endpoints.add(known.endpoint));
        typed.stream()
                .filter(endpoint ->
                        heard.stream().noneMatch(known -> known.spot().equals(Spot.of(endpoint))))
                .forEach(endpoints::add);
        endpoints.sort(EndpointOrder.SHOWN_FIRST);
        return endpoints;
    }

    /** A name that only repeats the address is not an alias. */
    private static boolean saysMoreThan(Endpoint endpoint, String name) {
        String both = endpoint.toString();
        String host = both.substring(0, both.lastIndexOf(':')).replaceAll("[\\[\\]]", "");
        return !name.equals(host) && !name.equals(both);
    }
}
