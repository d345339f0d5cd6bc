package wherry.node;

import java.net.InetSocketAddress;
import wherry.discovery.AnnouncementCodec;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;
import wherry.protocol.ReceiveHandler;

/** A protocol that nobody announces himself by and nobody receives with: what it sends, and how, is left to a test. */
interface SendingOnly extends Protocol {
    @Override
    default int defaultPort() {
        return 1;
    }

    @Override
    default boolean keepsFolders() {
        return true;
    }

    @Override
    default AnnouncementCodec announcements() {
        throw new UnsupportedOperationException();
    }

    @Override
    default ProtocolServer open(InetSocketAddress at, ReceiveHandler reception) {
        throw new UnsupportedOperationException();
    }
}
