package wherry.protocol.localsend.receiving;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import wherry.http.HttpExchange;
import wherry.net.AddressBlock;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.Endpoint;
import wherry.transfer.Security;

/**
 * Identifies who made an offer, as far as that is certain: only from there, and with the same certificate, its files are taken.
 *
 * @param device what the sender says of itself: for calling it back, and for nothing that needs proof
 */
record Sender(InetAddress address, Security security, Device device) {
    /** To whom its offers are counted. */
    InetAddress block() {
        return AddressBlock.of(address);
    }

    boolean made(HttpExchange exchange) {
        return address.equals(exchange.from().getAddress()) && security.equals(exchange.security());
    }

    /** Whether we can do with it what the protocol does not have: it proved who it is, and says that it can. */
    boolean can(String feature) {
        return security.proven().isPresent() && device.extension().features().contains(feature);
    }

    /** Where the sender can be called back. Whoever showed a certificate must have the same one there. */
    Endpoint server() {
        InetSocketAddress at = new InetSocketAddress(address, device.port() == 0 ? Spec.PORT : device.port());
        if (security.proven().isPresent()) {
            return new Endpoint(Spec.NAME, at, security);
        }
        return new Endpoint(Spec.NAME, at, device.announcement().security());
    }
}
