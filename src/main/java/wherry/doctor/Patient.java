package wherry.doctor;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Somebody who is not seen or not reached.
 *
 * @param name as the user asked for it, fit to be shown
 * @param addresses where it is, or was: those with port 0 are tried at the usual ports; empty when nobody knows
 */
public record Patient(String name, List<InetSocketAddress> addresses) {
    public Patient {
        addresses = List.copyOf(addresses);
    }
}
