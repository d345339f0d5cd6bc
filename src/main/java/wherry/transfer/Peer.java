package wherry.transfer;

import java.util.List;
import java.util.Optional;

/**
 * Another participant on the network, as last heard of.
 *
 * @param id stays the same while the peer is listed, however many addresses it is heard from
 * @param alias what the peer calls itself, fit to be shown; empty when it gave no name
 * @param fingerprint of its certificate if it has shown that ({@link #proven}), else what it claims, which identifies
 *     nobody
 * @param endpoints where it takes uploads, never empty; the first is the one to show. Which is best is for the
 *     sender to say
 * @param addedByHand the user typed its address: it stays listed when it is not heard
 * @param device what it says to be
 */
public record Peer(
        String id,
        String alias,
        Optional<String> fingerprint,
        List<Endpoint> endpoints,
        Presence presence,
        boolean addedByHand,
        DeviceKind device) {
    /** Longest alias that is kept, in UTF-16 units. */
    public static final int LONGEST_ALIAS = 64;

    public Peer {
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("a peer without an address");
        }
        alias = DisplayText.escape(DisplayText.shorten(alias.strip(), LONGEST_ALIAS));
        endpoints = List.copyOf(endpoints);
    }

    /** One that does not say what it is. */
    public Peer(
            String id,
            String alias,
            Optional<String> fingerprint,
            List<Endpoint> endpoints,
            Presence presence,
            boolean addedByHand) {
        this(id, alias, fingerprint, endpoints, presence, addedByHand, DeviceKind.UNKNOWN);
    }

    /** The same, with another name. */
    public Peer called(String name) {
        return new Peer(id, name, fingerprint, endpoints, presence, addedByHand, device);
    }

    /** Its alias, or its address when it has none (with the port only when that is not {@code usualPort}). */
    public String name(int usualPort) {
        if (!alias.isEmpty()) {
            return alias;
        }
        String address = endpoints.get(0).toString();
        String usual = ":" + usualPort;
        return address.endsWith(usual) ? address.substring(0, address.length() - usual.length()) : address;
    }

    /** The fingerprint of the certificate that it has shown: what identifies it. Empty when it has shown none. */
    public Optional<String> proven() {
        return endpoints.stream()
                .map(Endpoint::security)
                .filter(Security.Verified.class::isInstance)
                .map(security -> ((Security.Verified) security).fingerprint())
                .findFirst();
    }

    public Peer withDevice(DeviceKind now) {
        return new Peer(id, alias, fingerprint, endpoints, presence, addedByHand, now);
    }

    public Peer withPresence(Presence now) {
        return new Peer(id, alias, fingerprint, endpoints, now, addedByHand, device);
    }
}
