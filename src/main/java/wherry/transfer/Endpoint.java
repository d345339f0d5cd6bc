package wherry.transfer;

import java.net.InetSocketAddress;

/**
 * Where a peer takes uploads, and in which protocol.
 *
 * @param protocol the protocol's name, as {@code homebrew}
 */
public record Endpoint(String protocol, InetSocketAddress address) {
    /** {@code 192.168.1.31:54321}; never asks a name server. */
    @Override
    public String toString() {
        return text(address);
    }

    /** An address and port as text, without the look-up that {@link InetSocketAddress#getHostName} would make. */
    public static String text(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
