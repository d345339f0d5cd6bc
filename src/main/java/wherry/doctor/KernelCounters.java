package wherry.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads what the Linux kernel has counted since it started, in this network namespace ({@code proc_net(5)}: snmp and
 * netstat). Elsewhere, and on kernels that do not count something, that is unknown.
 */
final class KernelCounters {
    /** Datagrams and segments that this computer wanted to send. */
    static final String OUT_REQUESTS = "Ip:OutRequests";

    /** Those of them, and of forwarded ones, that its firewall let go. */
    static final String OUT_TRANSMITS = "Ip:OutTransmits";

    /** Multicast datagrams that came in, before the firewall saw them. */
    static final String IN_MULTICAST = "IpExt:InMcastPkts";

    /** Datagrams dropped since no answer would have gone back where they came from (RFC 3704). */
    static final String REVERSE_PATH = "TcpExt:IPReversePathFilter";

    private final Map<String, Long> counted;

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

    /** By how much a counter has risen since; empty when that is unknown. */
    OptionalLong since(KernelCounters before, String name) {
        Long then = before.counted.get(name);
        Long now = counted.get(name);
        return then == null || now == null ? OptionalLong.empty() : OptionalLong.of(now - then);
    }

    /** How much of what this computer wanted to send since then was held back; empty when that is unknown. */
    OptionalLong heldBackSince(KernelCounters before) {
        OptionalLong wanted = since(before, OUT_REQUESTS);
        OptionalLong sent = since(before, OUT_TRANSMITS);
        return wanted.isEmpty() || sent.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(wanted.getAsLong() - sent.getAsLong());
    }
}
