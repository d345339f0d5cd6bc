package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wherry.transfer.DeviceKind;
import wherry.transfer.Endpoint;
import wherry.transfer.Event.Logged;
import wherry.transfer.Peer;
import wherry.transfer.Presence;

class PeerNewsTest {
    private static final String KEY = "AB".repeat(32);

    private final PeerNews news = new PeerNews();

    @Test
    void whoIsListedAnewOnceTheyHaveProvedWhoTheyAreIsNoNews() {
        assertThat(after(claimed("1", "Otter", "10.0.0.3"))).containsExactly("Otter is here (10.0.0.3, LocalSend)");
        assertThat(after(Scenes.verified("Otter", "10.0.0.3", KEY))).isEmpty();
        assertThat(after()).isEmpty();
        assertThat(after(Scenes.verified("Otter", "10.0.0.3", KEY)))
                .as("after a while away")
                .containsExactly("Otter is here (10.0.0.3, Wherry)");
    }

    @Test
    void whoClaimsToBeSomebodyWhoIsHereAllTheTimeIsNews() {
        assertThat(after(Scenes.verified("Otter", "10.0.0.3", KEY))).hasSize(1);
        assertThat(after(Scenes.verified("Otter", "10.0.0.3", KEY), claimed("2", "Otter", "10.0.0.66")))
                .containsExactly("Otter is here (10.0.0.66, LocalSend)");
    }

    @Test
    void whatItSaysToBeIsToldAsInItsRow() {
        Peer phone = claimed("1", "Anna", "10.0.0.3").withDevice(DeviceKind.of("mobile", "iPhone"));
        assertThat(after(phone)).containsExactly("Anna is here (10.0.0.3, iPhone)");
    }

    @Test
    void whoSpeaksOnlyOurFirstProtocolIsCalledAsInItsRow() {
        assertThat(after(Scenes.here("Heron", "10.0.0.4"))).containsExactly("Heron is here (10.0.0.4, Wherry)");
    }

    private List<String> after(Peer... peers) {
        news.listed(List.of(peers));
        return news.take().stream().map(Logged::line).toList();
    }

    private static Peer claimed(String id, String alias, String host) {
        Endpoint endpoint = new Endpoint("localsend", new InetSocketAddress(host, 53317));
        return new Peer(id, alias, Optional.of(KEY), List.of(endpoint), Presence.HERE, false);
    }
}
