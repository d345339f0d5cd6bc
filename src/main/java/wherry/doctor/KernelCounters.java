package wherry.doctor;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads what the Linux kernel has counted since it started, in this network namespace ({@code proc_net(5)}: snmp and
 * netstat, snmp6). Elsewhere, and on kernels that do not count something, that is unknown.
 */
final class KernelCounters {
    /** Datagrams dropped since no answer would have gone back where they came from (RFC 3704). */
    static final String REVERSE_PATH = "TcpExt:IPReversePathFilter";

    private final Map<String, Long> counted;

    /** What is counted apart for each version of the protocol. */
    enum Family {
        IPV4("IpExt:InMcastPkts", "Ip:OutRequests", "Ip:OutTransmits"),
        IPV6("Ip6InMcastPkts", "Ip6OutRequests", "Ip6OutTransmits");

        /** Multicast datagrams that came in, before the firewall saw them. */
        private final String inMulticast;
        /** Datagrams and segments that this computer wanted to send. */
        private final String outRequests;
        /** Those of them, and of forwarded ones, that its firewall let go. */
        private final String outTransmits;

        Family(String inMulticast, String outRequests, String outTransmits) {
            this.inMulticast = inMulticast;
            this.outRequests = outRequests;
            this.outTransmits = outTransmits;
        }

        static Family of(InetAddress own) {
            return own instanceof Inet4Address ? IPV4 : IPV6;
        }
    }

    private KernelCounters(Map<String, Long> counted) {
        this.counted = counted;
    }

    /** As they are at this moment. */
    static KernelCounters now() {
        return in(Path.of("/proc/net"));
    }

    static KernelCounters in(Path folder) {
        Map<String, Long> counted = new HashMap<>();
        for (String file : List.of("snmp", "netstat")) {
            try {
                read(Files.readAllLines(folder.resolve(file)), counted);
            } catch (IOException | NumberFormatException unreadable) {
                System.getLogger(KernelCounters.class.getName())
                        .log(System.Logger.Level.DEBUG, "Reading " + file, unreadable);
            }
        }
        readIpv6(folder.resolve("snmp6"), counted);
        return new KernelCounters(counted);
    }

    /** Each group of counters is a line with names and a line with numbers, both after the name of the group. */
    private static void read(List<String> lines, Map<String, Long> counted) {
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String[] names = lines.get(i).split(" ", -1);
            String[] numbers = lines.get(i + 1).split(" ", -1);
            for (int column = 1; column < Math.min(names.length, numbers.length); column++) {
                counted.put(names[0] + names[column], Long.parseLong(numbers[column].strip()));
            }
        }
    }

    /** A name and a number in each line. */
    private static void readIpv6(Path file, Map<String, Long> counted) {
        try {
            for (String line : Files.readAllLines(file)) {
                String[] columns = line.strip().split("\\s+");
                counted.put(columns[0], Long.parseLong(columns[1]));
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException unreadable) {
            System.getLogger(KernelCounters.class.getName())
                    .log(System.Logger.Level.DEBUG, "Reading " + file, unreadable);
        }
    }

    /** By how much a counter has risen since; empty when that is unknown. */
    OptionalLong since(KernelCounters before, String name) {
        Long then = before.counted.get(name);
        Long now = counted.get(name);
        return then == null || now == null ? OptionalLong.empty() : OptionalLong.of(now - then);
    }

    /** How many multicast datagrams have come in since then; empty when that is unknown. */
    OptionalLong multicastSince(KernelCounters before, Family family) {
        return since(before, family.inMulticast);
    }

    /** How much was sent since then; empty when that is unknown. */
    OptionalLong sentSince(KernelCounters before, Family family) {
        return since(before, family.outTransmits);
    }

    /** How much of what this computer wanted to send since then was held back; empty when that is unknown. */
    OptionalLong heldBackSince(KernelCounters before, Family family) {
        OptionalLong wanted = since(before, family.outRequests);
        OptionalLong sent = since(before, family.outTransmits);
        return wanted.isEmpty() || sent.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(wanted.getAsLong() - sent.getAsLong());
    }
}
