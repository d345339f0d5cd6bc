package wherry.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.discovery.Neighbour.State;

/**
 * Reads what systems print of their neighbours. Only addresses and flags count, never words, which depend on the system's
 * language; lines that make no sense are passed over.
 */
final class NeighbourFormats {
    private static final String IPV4 = "(\\d{1,3}(?:\\.\\d{1,3}){3})";
    private static final String IPV6 = "([0-9a-fA-F]*:[0-9a-fA-F:.]+)";
    private static final String HARDWARE = "([0-9a-fA-F]{1,2}(?:[:-][0-9a-fA-F]{1,2}){5})";

    /** {@code 10.0.0.2  0x1  0x2  02:fc:00:00:00:05  *  eth0}. */
    private static final Pattern PROC_NET_ARP =
            Pattern.compile("^" + IPV4 + "\\s+0x[0-9a-f]+\\s+0x([0-9a-f]+)\\s+(\\S+)\\s+\\S+\\s+(\\S+)\\s*$");

    /** {@code ? (10.0.0.2) at 2:fc:0:0:0:5 on en0 ifscope [ethernet]}, or {@code (incomplete)} for the hardware address. */
    private static final Pattern ARP_BSD = Pattern.compile("\\(" + IPV4 + "\\) at (\\S+) on (\\S+)");
    /** {@code 10.0.0.2  02-fc-00-00-00-05  dynamic}; the last word is of the system's language. */
    private static final Pattern ARP_WINDOWS = Pattern.compile("^\\s+" + IPV4 + "\\s+" + HARDWARE + "\\s");
    /** {@code fe80::1 dev eth0 lladdr 02:fc:00:00:00:05 router REACHABLE}, in no language but this. */
    private static final Pattern IP_NEIGH =
            Pattern.compile("^" + IPV6 + " dev (\\S+)(?: lladdr " + HARDWARE + ")?.* ([A-Z]+)\\s*$");
    /** {@code fe80::1%en0  2:fc:0:0:0:5  en0  permanent R}. */
    private static final Pattern NDP = Pattern.compile("^" + IPV6 + "(?:%\\S+)?\\s+(\\S+)\\s+(\\S+)\\s");

    /** {@code ATF_COM} of {@code if_arp.h}: the hardware address is known. */
    private static final int COMPLETE = 0x2;

    private static final int LONGEST_FLAGS = 7;

    private NeighbourFormats() {}

    static List<Neighbour> procNetArp(String text) {
        return lines(text, PROC_NET_ARP, line -> {
            String flags = line.group(2);
            boolean complete = flags.length() <= LONGEST_FLAGS && (Integer.parseInt(flags, 16) & COMPLETE) != 0;
            return neighbour(line.group(1), line.group(4), complete ? line.group(3) : "");
        });
    }

    /** As {@code arp -an} of macOS and the BSDs prints it, or {@code arp -a} of Windows. */
    static List<Neighbour> arp(String text) {
        List<Neighbour> neighbours =
                lines(text, ARP_BSD, line -> neighbour(line.group(1), line.group(3), line.group(2)));
        neighbours.addAll(lines(text, ARP_WINDOWS, line -> neighbour(line.group(1), "", line.group(2))));
        return neighbours;
    }

    static List<Neighbour> ipNeigh(String text) {
        return lines(text, IP_NEIGH, line -> {
            boolean failed = line.group(4).equals("FAILED") || line.group(4).equals("INCOMPLETE");
            return neighbour(line.group(1), line.group(2), failed || line.group(3) == null ? "" : line.group(3));
        });
    }

    static List<Neighbour> ndp(String text) {
        return lines(text, NDP, line -> neighbour(line.group(1), line.group(3), line.group(2)));
    }

    private interface Line {
        Optional<Neighbour> read(Matcher line);
    }

    private static List<Neighbour> lines(String text, Pattern format, Line reader) {
        List<Neighbour> neighbours = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher matcher = format.matcher(line);
            if (matcher.find()) {
                reader.read(matcher).ifPresent(neighbours::add);
            }
        });
        return neighbours;
    }

    /** Nobody where it is a group, or all. */
    private static Optional<Neighbour> neighbour(String literal, String networkInterface, String hardware) {
        try {
            boolean linkLocal = literal.toLowerCase(Locale.ROOT).startsWith("fe80:");
            // A literal by the patterns above: no name service is asked.
            InetAddress address = InetAddress.getByName(linkLocal ? literal + "%" + networkInterface : literal);
            String known = hardware(hardware);
            return address.isMulticastAddress() || known.equals("ff:ff:ff:ff:ff:ff")
                    ? Optional.empty()
                    : Optional.of(new Neighbour(
                            address, networkInterface, known.isEmpty() ? State.UNRESOLVED : State.ALIVE, known));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** {@code 02:fc:00:00:00:05} for {@code 2:FC:0:0:0:5} and {@code 02-fc-00-00-00-05}; empty for what is none, and for zeros. */
    private static String hardware(String text) {
        if (!text.matches(HARDWARE)) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        for (String part : text.toLowerCase(Locale.ROOT).split("[:-]", -1)) {
            all.append(all.isEmpty() ? "" : ":")
                    .append(part.length() == 1 ? "0" : "")
                    .append(part);
        }
        return all.toString().equals("00:00:00:00:00:00") ? "" : all.toString();
    }
}
