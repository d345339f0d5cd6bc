package wherry.protocol.localsend.discovery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import wherry.discovery.Announcement;
import wherry.discovery.AnnouncementCodec;
import wherry.discovery.PeerListener;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.Spec;

/** Writes and reads the datagrams of LocalSend (localsend.md, "Announcements"). */
public final class LocalSendAnnouncements implements AnnouncementCodec {
    /** Inside 224.0.0.0/24, as some Android devices take no other groups; never forwarded by routers. */
    public static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.167", 53317);

    /** Of LocalSend 1.18. */
    private static final InetSocketAddress LINK_GROUP = new InetSocketAddress("ff12::fd3a:e420", 53317);

    /** Each one makes all others call back. */
    private static final int REPETITIONS = 3;

    private final String fingerprint;
    private final KnownPeers neighbours;

    /** Announces under this fingerprint, which others will pin. */
    public LocalSendAnnouncements(String fingerprint, KnownPeers neighbours) {
        this.fingerprint = fingerprint;
        this.neighbours = neighbours;
    }

    @Override
    public String protocol() {
        return Spec.NAME;
    }

    @Override
    public InetSocketAddress group() {
        return GROUP;
    }

    @Override
    public Optional<InetSocketAddress> linkGroup() {
        return Optional.of(LINK_GROUP);
    }

    /** The apps listen on the port at every address that they have, and we on Linux at that one. */
    @Override
    public boolean isBroadcast() {
        return true;
    }

    /** Empty when we are leaving: this protocol has no goodbye, and port 0 would be taken for a port. */
    @Override
    public byte[] encode(Announcement own) {
        if (own.leaving()) {
            return new byte[0];
        }
        Extension extension = own.onlyAsks() ? Extension.OURS.with(Extension.ASKS) : Extension.OURS;
        return new Device(own.alias(), fingerprint, own.port(), Device.Scheme.HTTPS, extension)
                .toAnnouncement()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int repetitions() {
        return REPETITIONS;
    }

    @Override
    public void heard(Announcement announcement, InetAddress from, PeerListener neighbourhood) {
        neighbours.announced(announcement, from, neighbourhood);
    }

    @Override
    public void repeated(Announcement announcement, InetAddress from, PeerListener neighbourhood) {
        neighbours.repeated(announcement, from, neighbourhood);
    }

    @Override
    public void doubted(Announcement shown, InetAddress from) {
        neighbours.doubted(shown, from);
    }

    @Override
    public Optional<Announcement> decode(ByteBuffer datagram) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.duplicate().get(bytes);
        try {
            Device device = Device.read(new ByteArrayInputStream(bytes));
            return device.port() == 0 || device.fingerprint().isEmpty()
                    ? Optional.empty()
                    : Optional.of(device.announcement());
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }
}
