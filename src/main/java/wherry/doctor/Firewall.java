package wherry.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * This computer's firewall, and the command that makes it let Wherry through.
 *
 * @param kind which program keeps it
 * @param zone the zone that an interface is in, with those that have zones; else empty
 */
record Firewall(Kind kind, String zone) {
    enum Kind {
        UFW,
        FIREWALLD,
        NFTABLES,
        IPTABLES,
        WINDOWS,
        MACOS,
        UNKNOWN
    }

    /** Which way is to be opened. */
    enum Way {
        IN,
        OUT
    }

    /** What to type into a shell to open TCP and UDP at these ports; empty when nobody knows. */
    Optional<String> allow(Way way, List<Integer> ports) {
        return switch (kind) {
            case UFW -> Optional.of(each(ports, way == Way.IN ? "sudo ufw allow %s" : "sudo ufw allow out %s"));
            case FIREWALLD -> Optional.of(firewalld(way, ports));
            case NFTABLES -> Optional.of(nftables(way, ports));
            case IPTABLES -> Optional.of(iptables(way, ports));
            case WINDOWS -> Optional.of(windows(way, ports));
            case MACOS, UNKNOWN -> Optional.empty();
        };
    }

    private static String each(List<Integer> ports, String command) {
        return ports.stream().map(port -> String.format(command, port)).collect(Collectors.joining(" && "));
    }

    private String firewalld(Way way, List<Integer> ports) {
        if (way == Way.OUT) {
            // Zones say nothing of what goes out.
            String rule = "sudo firewall-cmd --permanent --direct --add-rule ipv4 filter OUTPUT 0";
            String command = rule + " -p tcp --dport %1$s -j ACCEPT && " + rule + " -p udp --dport %1$s -j ACCEPT";
            return each(ports, command) + " && sudo firewall-cmd --reload";
        }
        String options = ports.stream()
                .map(port -> " --add-port=" + port + "/tcp --add-port=" + port + "/udp")
                .collect(Collectors.joining());
        return "sudo firewall-cmd --permanent --zone=" + zone + options + " && sudo firewall-cmd --reload";
    }

    /** What one chain drops no other can let through: so every chain that looks at this way lets it through first. */
    private static String nftables(Way way, List<Integer> ports) {
        String hook = way == Way.IN ? "input" : "output";
        return "sudo sh -c 'nft list ruleset | awk \"/^table (inet|ip|ip6) /{table=\\$2\\\" \\\"\\$3}"
                + " /^\\tchain /{chain=\\$2} /^table (arp|bridge|netdev) /{table=\\\"\\\"}"
                + " / hook " + hook + " /{if (table) print table, chain}\" | while read -r chain; do"
                + " nft insert rule $chain meta l4proto \"{ tcp, udp }\" th dport \"{ " + joined(ports) + " }\" accept;"
                + " done'";
    }

    private static String iptables(Way way, List<Integer> ports) {
        String chain = way == Way.IN ? "INPUT" : "OUTPUT";
        String command = "sudo iptables -I " + chain + " -p %s -m multiport --dports "
                + joined(ports).replace(" ", "") + " -j ACCEPT";
        return String.format(command, "tcp") + " && " + String.format(command, "udp");
    }

    private static String windows(Way way, List<Integer> ports) {
        String command = "netsh advfirewall firewall add rule name=Wherry dir=%s action=allow protocol=%s %s=%s";
        String direction = way == Way.IN ? "in" : "out";
        String which = way == Way.IN ? "localport" : "remoteport";
        String numbers = joined(ports).replace(" ", "");
        return String.format(command, direction, "TCP", which, numbers)
                + " && "
                + String.format(command, direction, "UDP", which, numbers);
    }

    private static String joined(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
