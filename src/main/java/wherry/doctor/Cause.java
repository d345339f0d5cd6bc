package wherry.doctor;

import java.util.Locale;

/** Names what can keep two computers from seeing or reaching each other (discovery.md, "How each cause is recognised"). */
public enum Cause {
    NO_NETWORK,
    UDP_IN_BLOCKED,
    UDP_OUT_BLOCKED,
    TCP_OUT_BLOCKED,
    TCP_IN_BLOCKED,
    PEER_BLOCKS_TCP,
    PEER_REFUSES,
    PEER_NOT_RUNNING,
    PEER_ABSENT,
    CLIENT_ISOLATION,
    OTHER_SUBNET,
    VPN_ROUTE,
    REVERSE_PATH_FILTER,
    GROUP_NOT_FORWARDED,
    PORT_TAKEN,
    LOCAL_NETWORK_PERMISSION;

    /** As scripts read it: {@code udp-in-blocked}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
