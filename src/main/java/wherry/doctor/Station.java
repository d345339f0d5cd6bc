package wherry.doctor;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Says where this computer is reached while it is examined: the Wherry of the same home that runs already, or what was opened
 * for the examination.
 *
 * @param ports by protocol; empty when nothing can be reached
 * @param alias what it calls itself
 * @param whose who serves there
 */
record Station(Map<String, Integer> ports, String alias, Whose whose) {
    enum Whose {
        /** A Wherry of the same home that runs already. */
        RUNNING,
        /** Opened for the examination. */
        OURS,
        NOBODY
    }

    static final Station NONE = new Station(Map.of(), "", Whose.NOBODY);

    Station {
        ports = Map.copyOf(ports);
    }

    OptionalInt port(String protocol) {
        return ports.containsKey(protocol) ? OptionalInt.of(ports.get(protocol)) : OptionalInt.empty();
    }
}
