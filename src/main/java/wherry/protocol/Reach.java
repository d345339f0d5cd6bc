package wherry.protocol;

import java.util.Optional;
import java.util.Set;

/**
 * Reports what a peer that was asked says of how it is reached by us (localsend.md, "reach").
 *
 * @param heard the protocols in which it heard an announcement of ours on a multicast group in the last 30 s
 * @param connects whether it could connect to our server at the address that we asked from; empty when it would not try
 *     just now
 */
public record Reach(Set<String> heard, Optional<Boolean> connects) {
    /** Of a peer that knows the question and was asked too soon after it was asked before. */
    public static final Reach NOT_NOW = new Reach(Set.of(), Optional.empty());

    public Reach {
        heard = Set.copyOf(heard);
    }
}
