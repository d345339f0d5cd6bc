package wherry.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.discovery.Neighbour;
import wherry.discovery.NeighbourTable;

/**
 * Reads which computers beside this one are alive, and who leads out of the network: the table of neighbours, and
 * the routes of Linux ({@code /proc/net/route}), which are unknown elsewhere.
 */
final class Neighbours {
    private static final Path NET = Path.of("/proc/net");

    /** What is known of a neighbour. */
    enum State {
        /** It has answered for its address. */
        ALIVE,
        /** It was asked for and does not answer. */
        SILENT,
        /** Nobody has asked for it, or nobody can tell. */
        UNKNOWN
    }

    private final Map<InetAddress, State> states;

    private Neighbours(Map<InetAddress, State> states) {
        this.states = states;
    }

    /** As they are at this moment. */
    static Neighbours now() {
        Map<InetAddress, State> states = new HashMap<>();
        try {
            NeighbourTable.ofThisComputer()
                    .read()
                    .forEach(neighbour -> states.put(
                            neighbour.address(),
                            neighbour.state() == Neighbour.State.ALIVE ? State.ALIVE : State.SILENT));
        } catch (IOException unreadable) {
            System.getLogger(Neighbours.class.getName())
                    .log(System.Logger.Level.DEBUG, "Reading the neighbours", unreadable);
        }
        return new Neighbours(states);
    }

    State state(InetAddress address) {
        return states.getOrDefault(address, State.UNKNOWN);
    }

    /** All that are alive in one of our networks. */
    List<InetAddress> alive(Subnet subnet) {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() == State.ALIVE)
                .map(Map.Entry::getKey)
                .filter(subnet::contains)
                .toList();
    }

    /** Whether the system is sure of a neighbour: it keeps one that has gone for some seconds, and the table hides that. */
    static boolean isFresh(InetAddress address) {
        return ShortCommand.output("ip", "neigh", "show", "to", withoutZone(address))
                .filter(line -> line.contains(" REACHABLE"))
                .isPresent();
    }

    private static String withoutZone(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    /** The router that the default route of an interface leads to. */
    static Optional<InetAddress> gateway(String network) {
        return lines("route").stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 2 && columns[0].equals(network))
                .filter(columns -> columns[1].equals("00000000") && !columns[2].equals("00000000"))
                .flatMap(columns -> address(columns[2]).stream())
                .findFirst();
    }

    /** Written as a number of this processor's, which on all that run Java today begins with the last octet. */
    private static Optional<InetAddress> address(String hexadecimal) {
        try {
            byte[] octets = HexFormat.of().parseHex(hexadecimal);
            return Optional.of(InetAddress.getByAddress(new byte[] {octets[3], octets[2], octets[1], octets[0]}));
        } catch (IOException | IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(NET.resolve(file));
        } catch (IOException notLinux) {
            return List.of();
        }
    }
}
