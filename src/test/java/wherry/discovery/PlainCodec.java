package wherry.discovery;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A codec as simple as can be: {@code fingerprint port alias}, anything else a hello, nothing at all malformed. */
class PlainCodec implements AnnouncementCodec {
    /** Makes the codec throw, as only a defect would. */
    static final String DEFECT = "defect";

    private final InetSocketAddress group;
    private final boolean isBroadcast;

    /** Heard in its group only. */
    PlainCodec(InetSocketAddress group) {
        this(group, false);
    }

    PlainCodec(InetSocketAddress group, boolean isBroadcast) {
        this.group = group;
        this.isBroadcast = isBroadcast;
    }

    @Override
    public InetSocketAddress group() {
        return group;
    }

    @Override
    public boolean isBroadcast() {
        return isBroadcast;
    }

    @Override
    public String protocol() {
        return "homebrew";
    }

    @Override
    public byte[] encode(Announcement own) {
        return (own.fingerprint().orElseThrow() + " " + own.port() + " " + own.alias())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Announcement> decode(ByteBuffer datagram) {
        String text = StandardCharsets.UTF_8.decode(datagram).toString();
        String[] parts = text.split(" ", 3);
        if (text.equals(DEFECT)) {
            throw new IllegalStateException("a defect, made on purpose");
        }
        if (text.isEmpty() || (parts.length == 3 && !parts[1].matches("[0-9]+"))) {
            return Optional.empty();
        }
        if (parts.length < 3) {
            return Optional.of(new Announcement("homebrew", "", Optional.empty(), 54321));
        }
        return Optional.of(new Announcement("homebrew", parts[2], Optional.of(parts[0]), Integer.parseInt(parts[1])));
    }
}
