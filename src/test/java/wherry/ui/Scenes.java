package wherry.ui;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import wherry.doctor.Cause;
import wherry.doctor.Certainty;
import wherry.doctor.Finding;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Network;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.transfer.Visibility;

/** Things for a window to show. */
final class Scenes {
    private Scenes() {}

    /** What stands in the way on a computer with a firewall. */
    static Finding finding() {
        return new Finding(
                Cause.UDP_IN_BLOCKED,
                Certainty.CERTAIN,
                Optional.of("eth0"),
                Optional.empty(),
                "This computer's firewall keeps out the announcements by which others make themselves known.",
                "Let Wherry through the firewall ufw: ports 53317 and 54321, both TCP and UDP.",
                Optional.of("sudo ufw allow 53317 && sudo ufw allow 54321"));
    }

    static Peer peer(String id, String alias, String host, Presence presence) {
        return new Peer(
                id,
                alias,
                Optional.of("f-" + id),
                List.of(new Endpoint("homebrew", new InetSocketAddress(address(host), 54321))),
                presence,
                false);
    }

    static Peer here(String alias, String host) {
        return peer(alias.isEmpty() ? host : alias, alias, host, Presence.HERE);
    }

    /** A phone or computer that speaks LocalSend and has proved to hold the key of that certificate. */
    static Peer verified(String alias, String host, String fingerprint) {
        return new Peer(
                alias,
                alias,
                Optional.of(fingerprint),
                List.of(
                        new Endpoint("homebrew", new InetSocketAddress(address(host), 54321)),
                        new Endpoint(
                                "localsend",
                                new InetSocketAddress(address(host), 53317),
                                new Security.Verified(fingerprint))),
                Presence.HERE,
                false);
    }

    /** An offer in LocalSend. */
    static Offer offer(String id, String sender, Security security, OfferedFile... files) {
        return offer(id, sender, security, List.of(files));
    }

    static Offer offer(String id, String sender, Security security, List<OfferedFile> files) {
        return new Offer(
                id, "localsend", sender, new InetSocketAddress(address("192.168.1.50"), 49152), security, files);
    }

    /** An offer of empty folders and nothing else. */
    static Offer folders(String id, String sender, String... names) {
        return new Offer(
                id,
                "localsend",
                sender,
                new InetSocketAddress(address("192.168.1.50"), 49152),
                new Security.Verified("CD".repeat(32)),
                List.of(),
                List.of(names),
                List.of());
    }

    static Transfer transfer(String id, Direction direction, String title, String peer, TransferState state) {
        return new Transfer(
                id,
                direction,
                title,
                peer,
                1,
                0,
                1_000_000,
                0,
                0,
                state,
                "",
                Optional.empty(),
                Instant.EPOCH,
                "",
                Optional.empty());
    }

    static Transfer moving(String id, Direction direction, String title, String peer, long done, long bytes) {
        return new Transfer(
                id,
                direction,
                title,
                peer,
                12,
                7,
                bytes,
                done,
                88e6,
                TransferState.MOVING,
                "",
                Optional.empty(),
                Instant.EPOCH,
                "",
                Optional.empty());
    }

    static Transfer ended(
            String id, Direction direction, String title, String peer, TransferState state, String sentence) {
        return new Transfer(
                id,
                direction,
                title,
                peer,
                1,
                1,
                1_000_000,
                1_000_000,
                0,
                state,
                sentence,
                Optional.empty(),
                Instant.EPOCH,
                "",
                Optional.empty());
    }

    static Transfer saved(String id, String title, String peer, Path file) {
        return new Transfer(
                id,
                Direction.RECEIVING,
                title,
                peer,
                1,
                1,
                1_234_567,
                1_234_567,
                0,
                TransferState.DONE,
                "Saved in " + (file.getParent() == null ? "Downloads/Wherry" : file.getParent()),
                Optional.of(file),
                Instant.EPOCH,
                "",
                Optional.empty());
    }

    static Offer offer(String id, String sender, String file, long size) {
        return new Offer(
                id,
                "homebrew",
                sender,
                new InetSocketAddress(address("192.168.1.31"), 49152),
                List.of(new OfferedFile(file, size)));
    }

    static Network network(String name, String displayName, String host, Network.Kind kind) {
        return new Network(name, displayName, address(host), kind);
    }

    static Event.NetworksChanged networks(Optional<String> chosen) {
        return new Event.NetworksChanged(
                List.of(
                        network("wlan0", "Wi-Fi", "192.168.1.20", Network.Kind.PHYSICAL),
                        network("docker0", "docker0", "172.17.0.1", Network.Kind.VIRTUAL),
                        network("wg0", "wg0", "10.8.0.2", Network.Kind.VPN)),
                chosen);
    }

    static Event.VisibilityChanged visible() {
        return new Event.VisibilityChanged(new Visibility.Visible(
                "Quiet Fox", List.of(new InetSocketAddress(address("192.168.1.20"), 54321)), 54321));
    }

    static Event.Logged logged(int second, String line) {
        return new Event.Logged(Instant.parse("2026-11-23T10:02:00Z").plusSeconds(second), line);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("a literal address", impossible);
        }
    }
}
