package wherry.doctor;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import wherry.discovery.Announcement;
import wherry.protocol.Reach;

/**
 * Holds what an examination knows of somebody at one address.
 *
 * @param network the interface that it is behind
 * @param heardIn the protocols in whose groups it was heard
 * @param called whether it called our server
 * @param known what it said of itself when it was asked, if it answered
 * @param asked whether it was asked, and has answered or not
 * @param reach what it says of how it is reached by us
 * @param sinceNanos for how long it has been known of
 */
record Contact(
        InetAddress address,
        String network,
        Set<String> heardIn,
        boolean called,
        Optional<Announcement> known,
        boolean asked,
        Optional<Reach> reach,
        long sinceNanos) {
    Contact {
        heardIn = Set.copyOf(heardIn);
    }
}
