package wherry.discovery;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import wherry.transfer.Network;
import wherry.transfer.Sentences;

/**
 * Names one group of one protocol on one network.
 *
 * @param group or the address that means everybody there
 */
record AnnouncementChannel(Network network, AnnouncementCodec codec, InetSocketAddress group) {
    /** What the user is told of a group that cannot be listened to; nothing of everybody, for the group says it already. */
    Optional<String> problem(Exception failure) {
        String sentence = failure instanceof BindException
                ? Sentences.of("discovery.portTaken", network.displayName(), String.valueOf(group.getPort()))
                : Sentences.of("discovery.noGroup", network.displayName());
        return Optional.of(sentence).filter(shown -> group.getAddress().isMulticastAddress());
    }

    /** Sends it there if it is one of this protocol. */
    void send(Announcement announcement, GroupListener listener) {
        if (!codec.protocol().equals(announcement.protocol())) {
            return;
        }
        try {
            listener.send(announcement);
        } catch (IOException failure) {
            // After sleep, or without a cable, a network refuses for a while: the next turn tries again.
            System.getLogger(AnnouncementChannel.class.getName())
                    .log(Level.DEBUG, "Cannot announce on " + listener.socket(), failure);
        }
    }
}
