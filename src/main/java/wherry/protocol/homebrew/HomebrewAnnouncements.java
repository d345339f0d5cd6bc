package wherry.protocol.homebrew;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import wherry.discovery.Announcement;
import wherry.discovery.AnnouncementCodec;

/** Placeholder until the discovery room lands. */
final class HomebrewAnnouncements implements AnnouncementCodec {
    private final InetSocketAddress group;

    HomebrewAnnouncements(InetSocketAddress group) {
        this.group = group;
    }

    @Override
    public String protocol() {
        return "homebrew";
    }

    @Override
    public InetSocketAddress group() {
        return group;
    }

    @Override
    public byte[] encode(Announcement own) {
        return new byte[0];
    }

    @Override
    public Optional<Announcement> decode(ByteBuffer datagram) {
        return Optional.empty();
    }
}
