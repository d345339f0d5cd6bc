package wherry.discovery;

import java.util.ArrayList;
import java.util.List;
import wherry.transfer.Endpoint;

/** Keeps the addresses that the user typed for one peer, and what it was called then. Guarded by the table. */
final class TypedEndpoints {
    private final List<Endpoint> typed = new ArrayList<>();
    private String name = "";

    List<Endpoint> all() {
        return List.copyOf(typed);
    }

    boolean isEmpty() {
        return typed.isEmpty();
    }

    boolean isAt(Spot spot) {
        return typed.stream().anyMatch(endpoint -> Spot.of(endpoint).equals(spot));
    }

    /** The first name that says more than the address does; empty if there is none. */
    String name() {
        return name;
    }

    void add(Endpoint endpoint, String called) {
        typed.add(endpoint);
        if (name.isEmpty() && saysMoreThan(endpoint, called)) {
            name = called;
        }
    }

    void remove(Endpoint endpoint) {
        typed.remove(endpoint);
    }

    /** All addresses of the peer: those where it was heard, and then what else was typed. */
    List<Endpoint> behind(HeardEndpoints heard) {
        List<Endpoint> all = new ArrayList<>(heard.all());
        typed.stream().filter(endpoint -> !heard.isAt(Spot.of(endpoint))).forEach(all::add);
        all.sort(EndpointOrder.SHOWN_FIRST);
        return all;
    }

    /** A name that only repeats the address is not an alias. */
    private static boolean saysMoreThan(Endpoint endpoint, String name) {
        String both = endpoint.toString();
        String host = both.substring(0, both.lastIndexOf(':')).replaceAll("[\\[\\]]", "");
        return !name.equals(host) && !name.equals(both);
    }
}
