package wherry.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

/** What the table knows of one peer. Times are milliseconds on the table's own clock; the table guards it. */
final class PeerRow {
    /** Addresses kept of one peer. Whoever knows a fingerprint can announce it, so there must be a bound. */
    static final int MOST_ENDPOINTS = 8;

    private final String id;
    private final long number;
    private final List<HeardEndpoint> heard = new ArrayList<>();
    private final List<Endpoint> typed = new ArrayList<>();
    private String typedName = "";
    private String alias = "";
    private Optional<String> fingerprint = Optional.empty();
    private Optional<String> identity = Optional.empty();
    private Presence presence = Presence.UNHEARD;
    private long lastHeard;
    private long hereUntil;
    private Peer snapshot;

    private record HeardEndpoint(Endpoint endpoint, long until) {}

    /** @param number in the order in which peers were first listed */
    PeerRow(String id, long number) {
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

    /** What it was heard as; empty when it was only typed. */
    Optional<String> identity() {
        return identity;
    }

    /** The user typed its address: it is listed until the user takes it away. */
    void type(Endpoint endpoint, String name) {
        typed.add(endpoint);
        if (typedName.isEmpty() && saysMoreThan(endpoint, name)) {
            typedName = name;
        }
        snapshot = null;
    }

    /** Not there any more, or not under this certificate. */
    void untype(Endpoint endpoint) {
        typed.remove(endpoint);
        snapshot = null;
    }

    boolean isAt(Endpoint endpoint) {
        for (HeardEndpoint known : heard) {
            if (known.endpoint.equals(endpoint)) {
                return true;
            }
        }
        return typed.contains(endpoint);
    }

    /** Whether an announcement came from that address. */
    boolean heardFrom(InetAddress address) {
        return heard.stream()
                .anyMatch(known -> known.endpoint.address().getAddress().equals(address));
    }

    /**
     * It announced itself.
     *
     * @return whether anything that is shown has changed
     */
    boolean hear(String heardAs, Announcement announcement, Endpoint endpoint, long now) {
        long until = now + announcement.lasts().toMillis();
        boolean changed = place(endpoint, now, until);
        changed |= presence != Presence.HERE
                || !alias.equals(announcement.alias())
                || !fingerprint.equals(announcement.fingerprint());
        identity = Optional.of(heardAs);
        alias = announcement.alias();
        fingerprint = announcement.fingerprint();
        presence = Presence.HERE;
        lastHeard = now;
        hereUntil = Math.max(hereUntil, until);
        if (changed) {
            snapshot = null;
        }
        return changed;
    }

    void away() {
        presence = Presence.AWAY;
        snapshot = null;
    }

    /** It said goodbye, or is somebody else now: what remains is what the user typed. */
    void forgetHeard() {
        heard.clear();
        alias = "";
        fingerprint = Optional.empty();
        identity = Optional.empty();
        hereUntil = 0;
        presence = Presence.UNHEARD;
        snapshot = null;
    }

    Peer snapshot() {
        if (snapshot == null) {
            String name = alias.isBlank() ? typedName : alias;
            snapshot = new Peer(id, name, fingerprint, endpoints(), presence, !typed.isEmpty());
        }
        return snapshot;
    }

    /**
     * An address keeps its place while it is heard, and a new one comes last: a forged announcement cannot divert what
     * is sent to a peer that is here.
     */
    private boolean place(Endpoint endpoint, long now, long until) {
        boolean changed = heard.removeIf(known -> now >= known.until && !samePlace(known, endpoint));
        for (int i = 0; i < heard.size(); i++) {
            HeardEndpoint known = heard.get(i);
            if (samePlace(known, endpoint)) {
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

    private static boolean samePlace(HeardEndpoint known, Endpoint endpoint) {
        return known.endpoint.protocol().equals(endpoint.protocol())
                && known.endpoint
                        .address()
                        .getAddress()
                        .equals(endpoint.address().getAddress());
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        heard.forEach(known -> endpoints.add(known.endpoint));
        typed.stream().filter(endpoint -> !endpoints.contains(endpoint)).forEach(endpoints::add);
        // The first is shown. Typed again, an address is looked for without a certificate to expect.
        endpoints.sort(Comparator.comparing(endpoint -> endpoint.security() instanceof Security.Verified));
        return endpoints;
    }

    /** A name that only repeats the address is not an alias. */
    private static boolean saysMoreThan(Endpoint endpoint, String name) {
        InetSocketAddress address = endpoint.address();
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return !name.equals(host) && !name.equals(endpoint.toString());
    }
}
