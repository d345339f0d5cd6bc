package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wherry.cli.PeerChanges.Change;
import wherry.cli.PeerChanges.Kind;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

class PeerChangesTest {
    private static final Security PROVEN = new Security.Verified("F0");

    private final PeerChanges changes = new PeerChanges();

    @Test
    void itIsToldAgainWhenSomebodyIsReachedOtherwiseOrHasShownWhoItIs() {
        assertThat(kinds(peer(new Security.Claimed("F0"), 1))).containsExactly(Kind.HERE);
        assertThat(kinds(peer(new Security.Claimed("F0"), 1))).isEmpty();
        assertThat(kinds(peer(PROVEN, 1))).containsExactly(Kind.CHANGED);
        assertThat(kinds(peer(PROVEN, 2))).containsExactly(Kind.CHANGED);
        assertThat(kinds(peer(PROVEN, 2))).isEmpty();
        assertThat(changes.between(List.of())).extracting(Change::kind).containsExactly(Kind.GONE);
    }

    @Test
    void whoeverHasShownItsCertificateIsSaidToBeVerified() {
        changes.between(List.of(peer(new Security.Claimed("F0"), 1)));
        Change change = changes.between(List.of(peer(PROVEN, 1))).get(0);
        assertThat(change.text()).endsWith("Otter (10.0.0.1:1) has shown its certificate");
        assertThat(change.json()).contains("\"event\":\"changed\"", "\"verified\":true");
    }

    private List<Kind> kinds(Peer peer) {
        return changes.between(List.of(peer)).stream().map(Change::kind).toList();
    }

    private static Peer peer(Security security, int port) {
        Endpoint endpoint = new Endpoint("localsend", new InetSocketAddress("10.0.0.1", port), security);
        return new Peer("otter", "Otter", Optional.of("F0"), List.of(endpoint), Presence.HERE, false);
    }
}
