package wherry.discovery;

import java.net.InetAddress;

/** Takes note of peers, however they made themselves known. Safe for use by many threads; never blocks for long. */
@FunctionalInterface
public interface Neighbourhood {
    /**
     * A peer is there, or leaving.
     *
     * @param from the address that it was heard from
     */
    void heard(Announcement announcement, InetAddress from);
}
