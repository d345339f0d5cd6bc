package wherry.node;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.protocol.Protocol;

/**
 * Holds the protocols that a node speaks.
 *
 * @param all the best first
 */
record ProtocolSet(List<Protocol> all) {
    ProtocolSet {
        all = List.copyOf(all);
    }

    /** The names of those. */
    Set<String> names(Predicate<Protocol> which) {
        return all.stream().filter(which).map(Protocol::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Where a sender has to give the PIN before anybody is asked. A link has one of its own, or was opened without. */
    Set<String> askingForPin() {
        return Stream.concat(names(Protocol::asksForPin).stream(), Stream.of("link"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The best one in which texts can be sent. */
    Optional<String> takingTexts() {
        return all.stream().filter(Protocol::takesTexts).map(Protocol::name).findFirst();
    }

    /** What the best one has that has it at all. */
    <T> Optional<T> first(Function<Protocol, Optional<T>> what) {
        return all.stream().flatMap(protocol -> what.apply(protocol).stream()).findFirst();
    }
}
