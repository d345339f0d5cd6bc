package wherry.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import wherry.transfer.Endpoint;

/** Names a place where something is served, and in which protocol, whoever serves it. */
record Spot(String protocol, InetSocketAddress address) {
    static Spot of(Endpoint endpoint) {
        return new Spot(endpoint.protocol(), endpoint.address());
    }

    InetAddress host() {
        return address.getAddress();
    }

    /** Whether it is the same protocol at the same host, on whichever port. */
    boolean isBeside(Spot other) {
        return protocol.equals(other.protocol) && host().equals(other.host());
    }
}
