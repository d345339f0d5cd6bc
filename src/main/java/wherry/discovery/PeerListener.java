package wherry.discovery;

import java.net.InetAddress;

/** Takes note of peers, however they made themselves known. Safe for use by many threads; never blocks for long. */
@FunctionalInterface
public interface PeerListener {
    /**
     * A peer is there, or leaving.
     *
     * @param from the address that it was heard from
     */
    void heard(Announcement announcement, InetAddress from);

    /**
     * An announcement was heard on a multicast group. It proves nothing.
     *
     * @param protocol of the group
     */
    default void announced(String protocol, Announcement announcement, InetAddress from) {}

    /**
     * Somebody was asked to show what an announcement had claimed, and was not reached or did not.
     *
     * @param asked where, and for which certificate
     * @param at the address that was asked
     */
    default void unanswered(Announcement asked, InetAddress at) {}

    /**
     * Whether somebody who was heard is listed yet, and so worth to be asked again though it does not answer.
     *
     * @param shown where, and with which certificate
     * @param at the address that it was heard from
     */
    default boolean isListed(Announcement shown, InetAddress at) {
        return true;
    }

    /**
     * Another computer shows our own certificate: it was set up as a copy of this one.
     *
     * @param at its address
     */
    default void sharesOurIdentity(InetAddress at) {}
}
