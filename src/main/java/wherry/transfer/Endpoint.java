package wherry.transfer;

import java.net.InetSocketAddress;

/**
 * Names where a peer takes uploads, and in which protocol.
 *
 * @param protocol the protocol's name, as {@code homebrew}
 * @param security what to expect there: nobody but the holder of the certificate that it {@linkplain
 *     Security#required requires} gets anything
 */
public record Endpoint(String protocol, InetSocketAddress address, Security security) {
    /** Where nothing is known of who is there. */
    public Endpoint(String protocol, InetSocketAddress address) {
        this(protocol, address, new Security.Unverified());
    }

    /** {@code 192.168.1.31:54321}; never asks a name server. */
    @Override
    public String toString() {
        return text(address);
    }

    /** An address and port as text, without the look-up that {@link InetSocketAddress#getHostName} would make. */
    public static String text(InetSocketAddress address) {
        String host = AddressText.host(address);
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
