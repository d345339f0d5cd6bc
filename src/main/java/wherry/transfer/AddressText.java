package wherry.transfer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes IP addresses as everybody else does: those of IPv6 in lower case and with the longest row of zeros left out (RFC 5952),
 * the network that they are about behind a percent sign (RFC 4007).
 */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /** {@code 192.168.1.31} or {@code fe80::5%eth0}. */
    public static String of(InetAddress address) {
        String text = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return text;
        }
        int zone = text.indexOf('%');
        return shortened(address.getAddress()) + (zone < 0 ? "" : text.substring(zone));
    }

    /** The same without a port; the name where it was not looked up. */
    public static String host(InetSocketAddress address) {
        return address.getAddress() == null ? address.getHostString() : of(address.getAddress());
    }

    /** Whether somebody who types this, in any of the forms that there are, means this address. Looks nothing up. */
    public static boolean names(String typed, InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress().equals(typed);
        }
        String[] parts = typed.split("%", 2);
        String own = of(address);
        boolean zoneFits = parts.length < 2 || own.endsWith("%" + parts[1]);
        return zoneFits
                && ipv6(parts[0])
                        .filter(named -> Arrays.equals(named.getAddress(), address.getAddress()))
                        .isPresent();
    }

    /** A literal of IPv6 without a zone; empty of anything else. Looks nothing up. */
    static Optional<InetAddress> ipv6(String literal) {
        if (literal.indexOf(':') < 0 || !literal.matches("[0-9A-Fa-f:.]+")) {
            return Optional.empty();
        }
        try {
            // In brackets it is taken for a literal or for nothing.
            return Optional.of(InetAddress.getByName("[" + literal + "]"));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    private static String shortened(byte[] address) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = ((address[2 * i] & 0xff) << 8) | (address[2 * i + 1] & 0xff);
        }
        int begin = 0;
        // One group of zeros is written.
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zeros(groups, i);
            if (zeros > longest) {
                begin = i;
                longest = zeros;
            }
        }
        return longest == 1
                ? text(groups, 0, GROUPS)
                : text(groups, 0, begin) + "::" + text(groups, begin + longest, GROUPS);
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static String text(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
