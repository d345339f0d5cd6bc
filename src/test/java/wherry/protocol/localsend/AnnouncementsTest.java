package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.discovery.Announcement;
import wherry.discovery.Links;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.discovery.Claims;
import wherry.protocol.localsend.discovery.KnownPeers;
import wherry.protocol.localsend.discovery.LocalSendAnnouncements;
import wherry.protocol.localsend.discovery.Neighbourhood;
import wherry.protocol.localsend.discovery.PeerChecks;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.protocol.localsend.tls.Tls;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Security;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** The datagrams, and what comes of hearing one. */
@Timeout(60)
class AnnouncementsTest {
    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());
    private final Tls tls = new Tls(ours, new TransferBuffers());
    private final PeerChecks checks = new PeerChecks(tls, new Watchdog());
    private final KnownPeers neighbours =
            new KnownPeers(ours.fingerprint(), checks, this::self, Duration.ofMillis(100));
    private final LocalSendAnnouncements codec = new LocalSendAnnouncements(ours.fingerprint(), neighbours);
    private final Neighbourhood neighbourhood = new Neighbourhood();
    private final List<Announcement> heard = neighbourhood.heard;
    private final List<InetAddress> copies = neighbourhood.copies;
    private final List<Announcement> unanswered = neighbourhood.unanswered;

    @Test
    void ourAnnouncementHoldsAllThatTheAppsInsistOn() {
        byte[] datagram = codec.encode(new Announcement("localsend", "Quiet Fox", Optional.of("other"), 53317));

        JsonObject json = JsonParser.parseString(new String(datagram, StandardCharsets.UTF_8))
                .getAsJsonObject();
        assertThat(json.get("alias").getAsString()).isEqualTo("Quiet Fox");
        assertThat(json.get("fingerprint").getAsString()).isEqualTo(ours.fingerprint());
        assertThat(json.get("port").getAsInt()).isEqualTo(53317);
        assertThat(json.get("protocol").getAsString()).isEqualTo("https");
        assertThat(json.get("announce").getAsBoolean()).isTrue();
        assertThat(json.get("announcement").getAsBoolean()).isTrue();
        assertThat(json.keySet()).contains("version", "deviceModel", "deviceType", "download");
        assertThat(datagram.length).isLessThan(512);
    }

    @Test
    void leavingIsNotAnnounced() {
        assertThat(codec.encode(new Announcement("localsend", "Quiet Fox", Optional.empty(), 0)))
                .isEmpty();
    }

    @Test
    void aPhoneIsUnderstood() {
        Announcement phone = decode("{\"alias\":\"Nice Orange\",\"version\":\"2.0\",\"deviceModel\":\"Samsung\","
                        + "\"deviceType\":\"mobile\",\"fingerprint\":\"abcdef\",\"port\":53317,\"protocol\":\"https\","
                        + "\"download\":true,\"announce\":true,\"newer\":{\"x\":[1,2]}}")
                .orElseThrow();

        assertThat(phone.alias()).isEqualTo("Nice Orange");
        assertThat(phone.port()).isEqualTo(53317);
        assertThat(phone.security()).as("a datagram only claims").isEqualTo(new Security.Claimed("ABCDEF"));
        assertThat(phone.lasts()).isGreaterThan(KnownPeers.CHECK_EVERY.multipliedBy(2));
    }

    @Test
    void aPeerOfPlainHttpIsKnownAsThat() {
        assertThat(decode("{\"alias\":\"x\",\"fingerprint\":\"r\",\"port\":1,\"protocol\":\"http\"}")
                        .orElseThrow()
                        .security())
                .isInstanceOf(Security.Plain.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello world",
                "{",
                "[]",
                "{}",
                "null",
                "{\"alias\":\"x\",\"port\":53317}",
                "{\"fingerprint\":\"x\"}",
                "{\"fingerprint\":\"x\",\"port\":0}",
                "{\"fingerprint\":\"x\",\"port\":-1}",
                "{\"fingerprint\":\"x\",\"port\":65536}",
                "{\"fingerprint\":\"x\",\"port\":\"y\"}",
                "{\"fingerprint\":{},\"port\":1}",
                "{\"fingerprint\":\"x\",\"port\":1} and more",
                "\u0000\u0000",
            })
    void anythingElseIsDropped(String datagram) {
        assertThat(decode(datagram)).isEmpty();
    }

    @Test
    void anAnnouncementIsAnsweredByRegisterOnce() throws Exception {
        try (TestReceiver peer = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, "{}"))) {
            for (int i = 0; i < 20; i++) {
                hear(peer);
            }

            Await.until("it is told of us", () -> !peer.requests("register").isEmpty());
            JsonObject told = JsonParser.parseString(
                            peer.requests("register").get(0).text())
                    .getAsJsonObject();
            assertThat(told.get("fingerprint").getAsString()).isEqualTo(ours.fingerprint());
            Await.until("checks have been made", () -> peer.requests("info").size() >= 2);
            assertThat(peer.requests("register")).hasSize(1);
        }
    }

    @Test
    void aPeerIsAskedWhetherItIsStillThereUntilItIsNot() throws Exception {
        JsonObject info = new JsonObject();
        info.addProperty("alias", "Renamed");
        try (TestReceiver peer =
                TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, info.toString()))) {
            hear(peer);
            Await.until("it is heard of again", () -> heard.size() >= 2);
            assertThat(heard.get(0).alias()).isEqualTo("Renamed");
            assertThat(heard.get(0).security()).isEqualTo(new Security.Verified(theirs.fingerprint()));
        }
    }

    @Test
    void forgedAnnouncementsOfAKnownPeerFindNobody() throws Exception {
        try (TestReceiver impostor = TestReceiver.like117(
                Identity.make(Instant.now()), request -> new TestReceiver.Answer(200, "{\"alias\":\"x\"}"))) {
            hear(impostor);
            Await.until("it was tried", () -> impostor.connections() >= 3);

            assertThat(impostor.requests()).isEmpty();
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void whoDoesNotShowTheCertificateIsToldAsUnanswered() throws Exception {
        try (TestReceiver impostor = TestReceiver.like117(
                Identity.make(Instant.now()), request -> new TestReceiver.Answer(200, "{\"alias\":\"x\"}"))) {
            hear(impostor);
            Await.until("it was asked in vain", () -> !unanswered.isEmpty());
            assertThat(unanswered.get(0).fingerprint()).contains(theirs.fingerprint());
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aForgedClaimAboutAnAddressDoesNotKeepTheRightOneFromBeingAsked() throws Exception {
        try (TestReceiver peer = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, "{}"))) {
            hear(peer, Identity.make(Instant.now()).fingerprint());
            hear(peer);
            Await.until(
                    "it is proven",
                    () -> heard.stream()
                            .anyMatch(found -> found.security().equals(new Security.Verified(theirs.fingerprint()))));
            hear(peer, "F00D");
            int before = heard.size();
            Await.until("it is asked for what it has shown", () -> heard.size() > before + 3);
            assertThat(heard).allMatch(found -> found.security().equals(new Security.Verified(theirs.fingerprint())));
        }
    }

    @Test
    void oneAddressIsAskedForFewClaimsHoweverManyThereAre() throws Exception {
        try (TestReceiver peer = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, "{}"))) {
            for (int i = 0; i < 200; i++) {
                hear(peer, "F00D" + i);
            }
            Await.until("it was asked", () -> unanswered.size() >= 4);
            // Those that are due meanwhile are checks of the one that it was asked for last.
            assertThat(unanswered.stream().map(Announcement::fingerprint).distinct())
                    .hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void whoSleptIsFoundAgainHoweverOftenItWasAskedInVain() throws Exception {
        InetSocketAddress at;
        try (TestReceiver peer = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, "{}"))) {
            at = peer.endpoint().address();
            hear(peer);
            Await.until("it is there", () -> !heard.isEmpty());
        }
        Await.until("it was asked in vain more often than a stranger is", () -> unanswered.size() > 6);
        int before = heard.size();
        try (TestReceiver back =
                TestReceiver.like117(theirs, at.getPort(), request -> new TestReceiver.Answer(200, "{}"))) {
            Await.until("it is heard of again", () -> heard.size() > before);
            assertThat(back.requests("info")).isNotEmpty();
        }
    }

    @Test
    void whatElseAPeerSpeaksIsTakenFromTheOneWhoHasShownItsCertificate() throws Exception {
        String info = "{\"alias\":\"Otter\",\"x-wherry\":{\"v\":1,\"features\":[\"resume\"],"
                + "\"also\":{\"homebrew\":54321,\"localsend\":1,\"Bad Name\":2,\"far\":70000,\"half\":1.5,\"text\":\"x\"}}}";
        try (TestReceiver peer = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, info))) {
            hear(peer);
            Await.until("it is heard", () -> !heard.isEmpty());
            assertThat(heard.get(0).also()).isEqualTo(Map.of("homebrew", 54321));
        }
    }

    @Test
    void whoOnlyAsksSaysSo() {
        Announcement own = new Announcement("localsend", "Quiet Fox", Optional.of("other"), 53317).asking();
        Announcement heardBack =
                codec.decode(ByteBuffer.wrap(codec.encode(own))).orElseThrow();
        assertThat(heardBack.onlyAsks()).isTrue();
        assertThat(codec.decode(ByteBuffer.wrap(
                                codec.encode(new Announcement("localsend", "Fox", Optional.of("o"), 1))))
                        .orElseThrow()
                        .onlyAsks())
                .isFalse();
    }

    @Test
    void anotherComputerWithOurKeyIsToldAndNotListed() throws Exception {
        // As far as anybody can tell this is another computer's address: no interface has it.
        InetAddress elsewhere = InetAddress.getByName("127.0.0.66");
        LocalSend copy =
                new LocalSend(ours, () -> "Copy", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
        try (ProtocolServer server = copy.open(
                new InetSocketAddress(elsewhere, 0), RecordingReceiveHandler.acceptingAll(Path.of("unused")))) {
            Announcement own = Claims.claim(ours.fingerprint(), server.port());
            hear(own, InetAddress.getLoopbackAddress());
            hear(own, elsewhere);
            Await.until("it is told", () -> !copies.isEmpty());
            assertThat(copies).containsOnly(elsewhere);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void whoOnlyClaimsToHaveOurKeyIsNoCopy() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("127.0.0.66");
        LocalSend liar =
                new LocalSend(theirs, () -> "Liar", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
        try (ProtocolServer server = liar.open(
                new InetSocketAddress(elsewhere, 0), RecordingReceiveHandler.acceptingAll(Path.of("unused")))) {
            hear(Claims.claim(ours.fingerprint(), server.port()), elsewhere);
            Await.until("it was asked", () -> !unanswered.isEmpty());
            assertThat(copies).isEmpty();
        }
    }

    @Test
    void addressesThatAreNotOnOurLinksAreNotCalled() throws Exception {
        assertThat(Links.isOnLink(InetAddress.getLoopbackAddress())).isTrue();
        assertThat(Links.isOnLink(InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 7})))
                .isFalse();
    }

    private void hear(TestReceiver peer) {
        hear(peer, theirs.fingerprint());
    }

    private void hear(TestReceiver peer, String fingerprint) {
        InetSocketAddress at = peer.endpoint().address();
        hear(Claims.claim(fingerprint, at.getPort()), at.getAddress());
    }

    private void hear(Announcement announcement, InetAddress from) {
        codec.heard(announcement, from, neighbourhood);
    }

    private Optional<Device> self() {
        return Optional.of(new Device("Quiet Fox", ours.fingerprint(), 53317, Device.Scheme.HTTPS));
    }

    private Optional<Announcement> decode(String datagram) {
        return codec.decode(ByteBuffer.wrap(datagram.getBytes(StandardCharsets.UTF_8)));
    }
}
