package wherry.transfer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses an address as people type it: {@code host}, {@code host:port} or {@code [IPv6]:port}.
 *
 * @param port 0 when none was typed
 */
public record PeerAddress(String host, int port) {
    /** Everybody on the link (RFC 919). */
    private static final String EVERYBODY = "255.255.255.255";

    private static final int LARGEST_OCTET = 255;
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]+)(%[\\w.-]+)?");

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

    /** Whether somebody who typed this meant that place, in whatever form it was typed. Looks nothing up. */
    public static boolean names(String typed, InetSocketAddress place) {
        try {
            PeerAddress address = parse(typed);
            boolean isHost = address.host.equalsIgnoreCase(place.getHostString())
                    || (place.getAddress() != null && AddressText.names(address.host, place.getAddress()));
            return isHost && (address.port == 0 || address.port == place.getPort());
        } catch (ProtocolException noAddress) {
            return false;
        }
    }

    /** Whether it can be one. */
    public static boolean isOne(String typed) {
        try {
            parse(typed);
            return true;
        } catch (ProtocolException why) {
            return false;
        }
    }

    private static String host(String text, String typed) throws ProtocolException {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String host = bracketed ? text.substring(1, text.length() - 1) : text;
        boolean literal = bracketed || host.indexOf(':') >= 0;
        boolean possible = literal ? isIpv6(host) : (isName(host) && !isImpossible(host));
        if (!possible) {
            throw new ProtocolException(Sentences.of("address.bad", DisplayText.escape(typed)));
        }
        if (isNobodys(host, literal)) {
            throw new ProtocolException(Sentences.of("address.nobodys", DisplayText.escape(typed)));
        }
        return host;
    }

    /** A group's, everybody's or "any": it can be sent to or listened at, but no computer has it. Looks nothing up. */
    private static boolean isNobodys(String host, boolean literal) throws ProtocolException {
        if (!literal && !host.matches("[0-9.]+")) {
            return false;
        }
        try {
            String bare = host.replaceFirst("%.*", "");
            InetAddress address = InetAddress.getByName(literal ? "[" + bare + "]" : bare);
            return address.isAnyLocalAddress() || address.isMulticastAddress() || EVERYBODY.equals(bare);
        } catch (UnknownHostException malformed) {
            throw new ProtocolException(Sentences.of("address.bad", DisplayText.escape(host)));
        }
    }

    /** Whether it is a literal, with or without the network that it is about (RFC 4007). Looks nothing up. */
    private static boolean isIpv6(String host) {
        Matcher literal = IPV6.matcher(host);
        return literal.matches() && AddressText.ipv6(literal.group(1)).isPresent();
    }

    private static boolean isName(String host) {
        return !host.isBlank() && host.chars().noneMatch(c -> Character.isWhitespace(c) || "/[]%".indexOf(c) >= 0);
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
        OptionalInt port = Ports.parse(text);
        if (port.orElse(0) == 0) {
            throw new ProtocolException(Sentences.of("address.badPort", DisplayText.escape(typed)));
        }
        return port.getAsInt();
    }
}
