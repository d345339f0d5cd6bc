package wherry.doctor;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import wherry.discovery.Announcement;
import wherry.protocol.Reach;

/** Collects what an examination learns of somebody at one address. The {@link Hearing} guards it. */
final class HeardEntry {
    final String network;
    final Set<String> heardIn = new HashSet<>();
    final Set<Integer> askedAt = new HashSet<>();
    boolean called;
    int openQuestions;
    Optional<Announcement> known = Optional.empty();
    Optional<Reach> reach = Optional.empty();
    boolean reachAsked;
    private final long since = System.nanoTime();

    /** @param network the interface that it is behind */
    HeardEntry(String network) {
        this.network = network;
    }

    /** @param now of {@link System#nanoTime} */
    Contact contact(InetAddress address, long now) {
        return new Contact(
                address, network, heardIn, called, known, !askedAt.isEmpty() && openQuestions == 0, reach, now - since);
    }
}
