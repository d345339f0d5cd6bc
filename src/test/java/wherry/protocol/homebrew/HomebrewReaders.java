package wherry.protocol.homebrew;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import wherry.testing.FuzzTarget;
import wherry.transfer.ProtocolException;

/** What this protocol reads from strangers. */
public final class HomebrewReaders {
    private HomebrewReaders() {}

    public static List<FuzzTarget> targets() {
        HomebrewAnnouncements announcements =
                new HomebrewAnnouncements(() -> new InetSocketAddress("224.202.20.30", 54321));
        return List.of(
                FuzzTarget.of(
                        "homebrew hello",
                        List.of(
                                "hello world",
                                "{\"alias\":\"Quiet Fox\",\"version\":\"1.0\",\"deviceType\":\"desktop\",\"fingerprint\":"
                                        + "\"b0a1\",\"port\":54321,\"protocol\":\"homebrew\",\"also\":{\"localsend\":53317}}"),
                        input -> announcements
                                .decode(ByteBuffer.wrap(input).asReadOnlyBuffer())
                                .ifPresent(heard -> FuzzTarget.requireBetween(0, heard.port(), 65_535)),
                        List.of()),
                FuzzTarget.of(
                        "homebrew header",
                        List.of("photo.jpg\n\0\0\0\2\nok", "ü 100% #1.txt\n\0\0\1\0\n", "\n\0\0\0\0\n"),
                        HomebrewReaders::readHeader,
                        List.of(ProtocolException.class)));
    }

    private static void readHeader(byte[] input) throws ProtocolException {
        ByteBuffer wire = ByteBuffer.wrap(input);
        Header header = Header.read(wire);
        if (header == null) {
            FuzzTarget.require(wire.position() == 0);
        } else {
            FuzzTarget.requireBetween(0, header.size(), Header.LARGEST_SIZE);
            FuzzTarget.requireBetween(6, wire.position(), Header.LONGEST);
        }
    }
}
