package wherry.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import wherry.transfer.DisplayText;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/**
 * Parses an address as people type it: {@code host}, {@code host:port} or {@code [IPv6]:port}.
 *
 * @param port 0 when none was typed
 */
public record PeerAddress(String host, int port) {
    private static final int LARGEST_PORT = 65_535;
    private static final int LARGEST_OCTET = 255;

    /**
     * Reads an address without looking anything up.
     *
     * @throws ProtocolException it cannot be one; the message says why
     */
    public static PeerAddress parse(String typed) throws ProtocolException {
        String text = typed.strip();
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        boolean bareIpv6 = !bracketed && text.indexOf(':') != colon;
        if (colon < 0 || bareIpv6 || text.endsWith("]")) {
            return new PeerAddress(host(text, typed), 0);
        }
        return new PeerAddress(host(text.substring(0, colon), typed), port(text.substring(colon + 1), typed));
    }

    /**
     * Asks the name service where needed: blocks, never on the event thread.
     *
     * @param usualPort when none was typed
     */
    public InetSocketAddress resolve(int usualPort) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port == 0 ? usualPort : port);
    }

    private static String host(String text, String typed) throws ProtocolException {
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (isImpossible(host)
                || host.isBlank()
                || host.chars().anyMatch(c -> Character.isWhitespace(c) || c == '/' || c == '[')) {
            throw new ProtocolException(Sentences.of("address.bad", DisplayText.escape(typed)));
        }
        return host;
    }

    /** Four numbers, and one too large; or something else of digits and dots: no name service knows such a host. */
    private static boolean isImpossible(String host) {
        if (!host.matches("[0-9.]+")) {
            return false;
        }
        String[] parts = host.split("\\.", -1);
        return parts.length != 4 || !Stream.of(parts).allMatch(PeerAddress::isOctet);
    }

    private static boolean isOctet(String part) {
        return part.matches("[0-9]{1,3}") && Integer.parseInt(part) <= LARGEST_OCTET;
    }

    private static int port(String text, String typed) throws ProtocolException {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= LARGEST_PORT && text.charAt(0) != '+') {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, in words.
        }
        throw new ProtocolException(Sentences.of("address.badPort", DisplayText.escape(typed)));
    }
}
