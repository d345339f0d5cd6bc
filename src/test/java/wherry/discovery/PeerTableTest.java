package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

class PeerTableTest {
    private static final InetAddress HERE = address(1);
    private static final InetAddress THERE = address(2);

    private final HandClock clock = new HandClock();
    private final List<List<Peer>> told = new ArrayList<>();
    private final PeerTable table = new PeerTable(clock, told::add);

    @Test
    void aPeerNotHeardForSevenSecondsIsAwayAndComesBackWhenHeard() {
        table.heard(announcement("fox", 54321), HERE);
        pass(6_999);
        assertThat(only().presence()).isEqualTo(Presence.HERE);
        pass(1);
        assertThat(only().presence()).isEqualTo(Presence.AWAY);

        assertThat(table.heard(announcement("fox", 54321), HERE)).isFalse();
        assertThat(only().presence()).isEqualTo(Presence.HERE);
    }

    @Test
    void aPeerNotHeardForAMinuteIsRemoved() {
        table.heard(announcement("fox", 54321), HERE);
        pass(59_999);
        assertThat(table.peers()).hasSize(1);
        pass(1);
        assertThat(table.peers()).isEmpty();
        pass(200);
        assertThat(last()).isEmpty();
    }

    @Test
    void aGoodbyeRemovesAtOnce() {
        table.heard(announcement("fox", 54321), HERE);
        table.heard(announcement("fox", 0), HERE);
        assertThat(table.peers()).isEmpty();
    }

    @Test
    void aGoodbyeFromWhereThePeerWasNeverHeardIsIgnored() {
        table.heard(announcement("fox", 54321), HERE);
        table.heard(announcement("fox", 0), THERE);
        assertThat(table.peers()).hasSize(1);
    }

    @Test
    void aGoodbyeOfAStrangerListsNobody() {
        assertThat(table.heard(announcement("fox", 0), HERE)).isFalse();
        assertThat(table.peers()).isEmpty();
    }

    @Test
    void onlyTheFirstDatagramOfAPeerIsTheFirst() {
        assertThat(table.heard(announcement("fox", 54321), HERE)).isTrue();
        assertThat(table.heard(announcement("fox", 54321), HERE)).isFalse();
        assertThat(table.heard(announcement("fox", 54321), THERE))
                .as("another address is somebody else")
                .isTrue();
    }

    @Test
    void aPeerThatProvesItselfAtTwoAddressesIsOneRowWithTheFirstAddressFirst() {
        table.heard(proven("F0", 53317), THERE);
        table.heard(proven("F0", 53317), HERE);
        table.heard(proven("F0", 53317), THERE);
        assertThat(only().endpoints()).containsExactly(provenAt(THERE, "F0"), provenAt(HERE, "F0"));
        assertThat(only().proven()).contains("F0");
    }

    @Test
    void whatIsOnlyClaimedIsARowForEachAddressAndProtocolWhateverItClaims() {
        table.heard(announcement("same", 54321), HERE);
        table.heard(announcement("same", 54321), THERE);
        table.heard(claimed("same", 53317), THERE);
        IntStream.range(0, 100).forEach(i -> table.heard(claimed("other" + i, 40_000 + i), THERE));
        assertThat(table.peers())
                .hasSize(3)
                .allSatisfy(peer -> assertThat(peer.proven()).isEmpty());
    }

    @Test
    void twoProgramsWithOneConstantFingerprintAreTwoRowsWithTheirOwnNamesAndAddresses() {
        table.heard(plain("Lucky Lion", "random-string"), HERE);
        table.heard(plain("Brave Lion", "random-string"), THERE);
        table.heard(plain("Lucky Lion", "random-string"), HERE);
        assertThat(table.peers()).extracting(Peer::alias).containsExactly("Lucky Lion", "Brave Lion");
        assertThat(table.peers())
                .extracting(peer -> peer.endpoints().get(0).address().getAddress())
                .containsExactly(HERE, THERE);
    }

    @Test
    void anAddressThatIsNotProvenAnyMoreGivesWayToOneThatIs() {
        table.heard(proven("F0", 53317), HERE);
        pass(30_000);
        table.heard(proven("F0", 53317), THERE);
        pass(30_000);
        table.heard(proven("F0", 53317), THERE);
        assertThat(only().endpoints()).containsExactly(provenAt(THERE, "F0"));
    }

    @Test
    void aPeerThatChangesItsPortAndAliasKeepsItsRow() {
        table.heard(announcement("fox", 54321), HERE);
        String id = only().id();
        pass(7_000);
        table.heard(new Announcement("homebrew", "Bright Otter", Optional.of("fox"), 40_000), HERE);
        assertThat(only().id()).isEqualTo(id);
        assertThat(only().alias()).isEqualTo("Bright Otter");
        assertThat(only().endpoints()).containsExactly(endpoint(HERE, 40_000));
    }

    @Test
    void whoWasThereFirstKeepsAnAddressForAsLongAsItsAnnouncementsLast() {
        table.heard(announcement("fox", 54321), HERE);
        pass(6_999);
        table.heard(announcement("imposter", 40_000), HERE);
        assertThat(only().endpoints()).containsExactly(endpoint(HERE, 54321));
        assertThat(only().fingerprint()).contains("fox");
    }

    @Test
    void withoutFingerprintTheAddressIsThePeer() {
        assertThat(table.heard(hello(), HERE)).isTrue();
        assertThat(table.heard(hello(), HERE)).isFalse();
        assertThat(table.heard(hello(), THERE)).isTrue();
        assertThat(table.peers()).hasSize(2);
        assertThat(table.peers().get(0).name(54321)).isEqualTo("10.0.0.1");
    }

    @Test
    void aFingerprintThatReadsLikeAnAddressIsNotThatAddress() {
        table.heard(hello(), HERE);
        table.heard(announcement("10.0.0.1", 54321), THERE);
        assertThat(table.peers()).hasSize(2);
    }

    @Test
    void noClaimAddsReplacesOrReordersAnAddressOfSomebodyProven() {
        table.heard(proven("F0", 53317), HERE);
        Peer before = only();
        IntStream.range(2, 500).forEach(i -> {
            table.heard(claimed("F0", i), address(i));
            table.heard(announcement("F0", i), address(i));
            table.heard(plain("Quiet Fox", "F0"), address(i));
        });
        table.heard(plain("Not the Fox", "F0"), HERE);
        table.heard(announcement("F0", 666), HERE);
        table.heard(claimed("other", 53317), HERE);
        assertThat(table.peers()).filteredOn(peer -> peer.proven().isPresent()).containsExactly(before);
        assertThat(table.peers().stream()
                        .filter(peer -> peer.endpoints().stream()
                                .anyMatch(endpoint ->
                                        endpoint.address().getAddress().equals(HERE))))
                .as("nobody else is at its address")
                .containsExactly(before);
    }

    @Test
    void oneWhoMayHoldMoreThanItsShareOfAddressesIsBounded() {
        IntStream.range(2, 5_000).forEach(i -> table.heard(proven("F0", 53317), address(i)));
        assertThat(only().endpoints()).hasSize(HeardEndpoints.MOST).startsWith(provenAt(address(2), "F0"));
    }

    @Test
    void aClaimBecomesTheSameRowOnceItIsProven() {
        table.heard(claimed("F0", 53317), HERE);
        Peer claimed = only();
        assertThat(claimed.proven()).isEmpty();
        assertThat(claimed.endpoints().get(0).security()).isEqualTo(new Security.Claimed("F0"));
        table.heard(proven("F0", 53317), HERE);
        assertThat(only().id()).isEqualTo(claimed.id());
        assertThat(only().proven()).contains("F0");
    }

    @Test
    void anotherAddressOfAKnownPeerIsShownOnlyOnceItWasAsked() {
        table.heard(proven("F0", 53317), HERE);
        table.heard(claimed("F0", 53317), THERE);
        assertThat(table.peers()).as("it is being asked").hasSize(1);
        table.unanswered(claimed("F0", 53317), THERE);
        assertThat(table.peers()).hasSize(2);
        assertThat(table.peers().get(1).proven())
                .as("it says so, and did not show it")
                .isEmpty();
        assertThat(table.peers().get(0).endpoints()).containsExactly(provenAt(HERE, "F0"));
    }

    @Test
    void anotherAddressThatNobodyCanAskIsNotShownBesideThePeerThatItIsSaidToBe() {
        table.heard(claimed("F0", 53317), THERE);
        assertThat(table.peers()).hasSize(1);
        table.heard(proven("F0", 53317), HERE);
        for (int second = 0; second < 30; second += 2) {
            table.heard(claimed("F0", 53317), THERE);
            pass(2_000);
        }
        assertThat(only().endpoints()).containsExactly(provenAt(HERE, "F0"));
    }

    @Test
    void whoNamesAnotherProtocolIsWaitedForAndThenIsOneRow() {
        table.heard(hello("F0", 53317), HERE);
        assertThat(table.peers()).isEmpty();
        table.heard(proven("F0", 53317).withAlso(Map.of("homebrew", 54321)), HERE);
        assertThat(only().endpoints()).containsExactly(endpoint(HERE, 54321), provenAt(HERE, "F0"));
        table.heard(hello("F0", 53317), HERE);
        table.heard(claimed("F0", 53317), HERE);
        assertThat(only().proven()).contains("F0");
    }

    @Test
    void whoIsAskedInVainInTheOtherProtocolIsShownOnceWithBoth() {
        table.heard(claimed("F0", 53317), HERE);
        table.heard(hello("F0", 53317), HERE);
        table.unanswered(claimed("F0", 53317), HERE);
        table.heard(claimed("F0", 53317), HERE);
        assertThat(only().endpoints())
                .containsExactly(
                        endpoint(HERE, 54321),
                        new Endpoint("localsend", new InetSocketAddress(HERE, 53317), new Security.Claimed("F0")));
    }

    @Test
    void whoIsNeverAskedIsShownAfterEightSeconds() {
        table.heard(hello("F0", 53317), HERE);
        pass(7_999);
        assertThat(table.peers()).isEmpty();
        table.heard(hello("F0", 53317), HERE);
        pass(1);
        assertThat(only().alias()).isEqualTo("Quiet Fox");
    }

    @Test
    void whoeverShowsItsCertificateAtAnAddressIsThereAndNobodyElse() {
        table.heard(proven("F0", 53317).withAlso(Map.of("homebrew", 54321)), HERE);
        table.heard(proven("F1", 53317), HERE);
        assertThat(only().proven()).contains("F1");
        assertThat(only().endpoints()).containsExactly(provenAt(HERE, "F1"));
    }

    @Test
    void aGoodbyeInTheNameOfSomebodyProvenIsBelievedOnlyWhenItDoesNotAnswer() {
        table.heard(proven("F0", 53317), HERE);
        table.heard(announcement("F0", 0), HERE);
        assertThat(table.shownAt("F0", HERE)).singleElement().satisfies(shown -> {
            assertThat(shown.protocol()).isEqualTo("localsend");
            assertThat(shown.port()).isEqualTo(53317);
        });
        assertThat(only().presence()).isEqualTo(Presence.HERE);
        table.unanswered(claimed("F0", 53317), HERE);
        assertThat(table.peers()).isEmpty();
    }

    @Test
    void withoutAGoodbyeNobodyGoesForNotAnsweringOnce() {
        table.heard(proven("F0", 53317), HERE);
        table.unanswered(claimed("F0", 53317), HERE);
        table.heard(announcement("F0", 0), THERE);
        table.unanswered(claimed("F0", 53317), HERE);
        assertThat(only().presence()).isEqualTo(Presence.HERE);
    }

    @Test
    void whoOnlyAsksIsNotListed() {
        assertThat(table.heard(proven("F0", 53317).asking(), HERE)).isFalse();
        assertThat(table.heard(claimed("F0", 53317).asking(), HERE)).isFalse();
        assertThat(table.peers()).isEmpty();
    }

    @Test
    void strangersWhoProveNothingDoNotPushOutThoseWhoDo() {
        table.heard(proven("F0", 53317), HERE);
        pass(1_000);
        IntStream.range(10, 10_000).forEach(i -> table.heard(hello(), address(i)));
        assertThat(table.peers()).filteredOn(peer -> peer.proven().isPresent()).hasSize(1);
    }

    @Test
    void aPeerAddedByHandStaysWhetherHeardOrNot() {
        Peer added = table.addByHand(endpoint(HERE, 54321), "10.0.0.1");
        assertThat(added.presence()).isEqualTo(Presence.UNHEARD);
        assertThat(added.addedByHand()).isTrue();
        assertThat(added.alias()).isEmpty();
        pass(3_600_000);
        assertThat(only().presence()).isEqualTo(Presence.UNHEARD);

        assertThat(table.heard(hello(), HERE)).isTrue();
        assertThat(only().presence()).isEqualTo(Presence.HERE);
        pass(3_600_000);
        assertThat(only().presence()).isEqualTo(Presence.AWAY);
        assertThat(only().id()).isEqualTo(added.id());
    }

    @Test
    void aHostNameTypedIsShownUntilThePeerGivesItsAlias() {
        table.addByHand(endpoint(HERE, 54321), "nas.local");
        assertThat(only().alias()).isEqualTo("nas.local");
        table.heard(new Announcement("homebrew", "Quiet Fox", Optional.of("fox"), 54321), HERE);
        assertThat(only().alias()).isEqualTo("Quiet Fox");
        table.heard(announcement("fox", 0), HERE);
        assertThat(only().alias()).isEqualTo("nas.local");
        assertThat(only().presence()).isEqualTo(Presence.UNHEARD);
        assertThat(only().fingerprint()).isEmpty();
    }

    @Test
    void whatIsTypedAndIsListedAlreadyIsTheSameRow() {
        table.heard(announcement("fox", 40_000), HERE);
        Peer added = table.addByHand(endpoint(HERE, 40_000), "10.0.0.1:40000");
        assertThat(only()).isEqualTo(added);
        assertThat(added.addedByHand()).isTrue();
        assertThat(added.presence()).isEqualTo(Presence.HERE);
        assertThat(table.addByHand(endpoint(HERE, 40_000), "again")).isEqualTo(added);
    }

    @Test
    void twoTypedAddressesThatTurnOutToBeOnePeerBecomeOneRow() {
        table.addByHand(new Endpoint("localsend", new InetSocketAddress(HERE, 53317)), "10.0.0.1");
        table.addByHand(new Endpoint("localsend", new InetSocketAddress(THERE, 53317)), "10.0.0.2");
        table.heard(proven("F0", 53317), HERE);
        table.heard(proven("F0", 53317), THERE);
        assertThat(only().endpoints()).containsExactly(provenAt(HERE, "F0"), provenAt(THERE, "F0"));
        assertThat(only().addedByHand()).isTrue();
        table.heard(announcement("F0", 0), HERE);
        table.unanswered(claimed("F0", 53317), HERE);
        assertThat(only().endpoints()).contains(provenAt(THERE, "F0"));
    }

    @Test
    void aTypedPeerThatRestartsWithANewFingerprintIsStillOneRow() {
        Peer added = table.addByHand(endpoint(HERE, 54321), "10.0.0.1");
        table.heard(announcement("before", 54321), HERE);
        pass(10_000);
        table.heard(announcement("after", 54321), HERE);
        assertThat(only().id()).isEqualTo(added.id());
        assertThat(only().fingerprint()).contains("after");
    }

    @Test
    void nobodyElseTakesOverATypedPeerThatIsHere() {
        table.addByHand(new Endpoint("localsend", new InetSocketAddress(HERE, 53317)), "10.0.0.1");
        table.heard(proven("F0", 53317), HERE);
        table.heard(claimed("imposter", 53317), HERE);
        assertThat(only().proven()).contains("F0");
    }

    @Test
    void aPeerThatSaidGoodbyeWhileTypedAndComesBackElsewhereHasItsOwnId() {
        table.heard(announcement("fox", 54321), HERE);
        table.addByHand(endpoint(HERE, 54321), "10.0.0.1");
        table.heard(announcement("fox", 0), HERE);
        table.heard(announcement("fox", 54321), THERE);
        assertThat(table.peers()).extracting(Peer::id).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aRemovedPeerComesBackWhenHeard() {
        table.addByHand(endpoint(HERE, 54321), "10.0.0.1");
        table.heard(announcement("fox", 54321), HERE);
        table.remove(only().id());
        assertThat(table.peers()).isEmpty();
        assertThat(table.heard(announcement("fox", 54321), HERE)).isTrue();
        assertThat(only().addedByHand()).isFalse();
    }

    @Test
    void theLongestAwayMakesRoomThenTheLongestUnheardAndNeverOneTypedOrInUse() {
        Peer typed = table.addByHand(endpoint(address(9_000), 54321), "");
        for (int i = 1; i < PeerTable.MOST_PEERS; i++) {
            table.heard(hello(), address(i));
            clock.pass(1);
        }
        table.keep(Set.of(idOf(address(1))));
        pass(5_000);
        // Those that are heard again are not away; of the others the first ones have been away for longest.
        IntStream.range(100, PeerTable.MOST_PEERS).forEach(i -> table.heard(hello(), address(i)));

        table.heard(hello(), address(10_000));
        table.heard(hello(), address(10_001));
        assertThat(table.peers()).hasSize(PeerTable.MOST_PEERS).contains(typed);
        assertThat(has(address(1))).isTrue();
        assertThat(has(address(2))).isFalse();
        assertThat(has(address(3))).isFalse();
        assertThat(has(address(4))).isTrue();

        IntStream.range(20_000, 20_097).forEach(i -> table.heard(hello(), address(i)));
        assertThat(has(address(99))).isFalse();
        assertThat(has(address(100))).as("the longest unheard of those here").isFalse();
        assertThat(has(address(101))).isTrue();

        table.keep(Set.of());
        table.heard(hello(), address(30_000));
        assertThat(has(address(1))).as("not in use any more").isFalse();
    }

    @Test
    void aHundredThousandAddressesDoNotGrowTheTable() {
        for (int i = 0; i < 100_000; i++) {
            table.heard(hello(), address(i));
        }
        assertThat(table.peers()).hasSize(PeerTable.MOST_PEERS);
        assertThat(told).as("told in no time at all").hasSize(1);
    }

    @Test
    void whenEverybodyIsTypedAStrangerFindsNoRoom() {
        for (int i = 0; i < PeerTable.MOST_PEERS; i++) {
            table.addByHand(endpoint(address(i), 54321), "");
        }
        assertThat(table.heard(hello(), address(70_000))).isFalse();
        assertThat(table.peers()).hasSize(PeerTable.MOST_PEERS);
    }

    @Test
    void changesAreToldAtMostFiveTimesASecondAndTheLastOneAlways() {
        for (int i = 0; i < 1_000; i++) {
            table.heard(hello(), address(i));
            clock.pass(1);
        }
        assertThat(told).hasSize(5);
        pass(200);
        assertThat(told).hasSize(6);
        assertThat(last()).isEqualTo(table.peers()).hasSize(1_000);
        pass(200);
        assertThat(told).as("nothing changed").hasSize(6);
    }

    @Test
    void aRepeatedAnnouncementIsNoChange() {
        table.heard(announcement("fox", 54321), HERE);
        pass(1_000);
        table.heard(announcement("fox", 54321), HERE);
        pass(1_000);
        assertThat(told).hasSize(1);
    }

    @Test
    void aComputerClockSetBackKeepsNobodyForLonger() {
        table.heard(announcement("fox", 54321), HERE);
        pass(-3_600_000);
        assertThat(only().presence()).isEqualTo(Presence.HERE);
        pass(7_000);
        assertThat(only().presence()).isEqualTo(Presence.AWAY);
    }

    @Test
    void aListenerMayAskTheTableAnything() {
        PeerTable[] asked = new PeerTable[1];
        List<Integer> sizes = new ArrayList<>();
        asked[0] = new PeerTable(clock, peers -> {
            asked[0].sweep();
            sizes.add(asked[0].peers().size());
        });
        asked[0].heard(hello(), HERE);
        assertThat(sizes).containsExactly(1);
    }

    private void pass(long milliseconds) {
        clock.pass(milliseconds);
        table.sweep();
    }

    private Peer only() {
        assertThat(table.peers()).hasSize(1);
        return table.peers().get(0);
    }

    private List<Peer> last() {
        return told.get(told.size() - 1);
    }

    private boolean has(InetAddress address) {
        return table.peers().stream()
                .anyMatch(peer -> peer.endpoints().get(0).address().getAddress().equals(address));
    }

    private String idOf(InetAddress address) {
        return table.peers().stream()
                .filter(peer -> peer.endpoints().get(0).address().getAddress().equals(address))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Announcement announcement(String fingerprint, int port) {
        return new Announcement("homebrew", "Quiet Fox", Optional.of(fingerprint), port);
    }

    @Test
    void aPeerThatProvesItselfAndSaysSoIsOneRowThatKeepsBothProtocols() {
        table.heard(proven("F0", 53317).withAlso(Map.of("homebrew", 54321)), HERE);
        for (int second = 0; second < 30; second += 2) {
            table.heard(announcement("F0", 54321), HERE);
            pass(2_000);
        }

        assertThat(only().endpoints()).containsExactly(endpoint(HERE, 54321), provenAt(HERE, "F0"));
    }

    @Test
    void whoHasShownACertificateStaysForAnHourAndWhoIsRememberedForEver() {
        table.remember("F1"::equals);
        table.heard(proven("F0", 53317), HERE);
        table.heard(proven("F1", 53317), THERE);
        pass(3_599_999);
        assertThat(table.peers())
                .hasSize(2)
                .allSatisfy(peer -> assertThat(peer.presence()).isEqualTo(Presence.AWAY));
        assertThat(table.isListed(proven("F0", 53317), HERE)).isTrue();
        pass(1);
        assertThat(only().fingerprint()).contains("F1");
        assertThat(table.isListed(proven("F0", 53317), HERE)).isFalse();
        pass(100_000_000);
        assertThat(only().fingerprint()).contains("F1");
    }

    @Test
    void strangersPushNobodyOutWhoIsRemembered() throws Exception {
        table.remember("F1"::equals);
        table.heard(proven("F1", 53317), THERE);
        pass(1);
        for (int i = 0; i < PeerTable.MOST_PEERS + 10; i++) {
            byte[] address = {10, 9, (byte) (i / 250), (byte) (i % 250)};
            table.heard(proven("A" + i, 53317), java.net.InetAddress.getByAddress(address));
        }
        assertThat(table.peers())
                .hasSize(PeerTable.MOST_PEERS)
                .anyMatch(peer -> peer.fingerprint().equals(java.util.Optional.of("F1")));
    }

    @Test
    void anAnnouncementLastsAsLongAsItSays() {
        table.heard(proven("F0", 53317), HERE);
        pass(34_999);
        assertThat(only().presence()).isEqualTo(Presence.HERE);
        pass(1);
        assertThat(only().presence()).isEqualTo(Presence.AWAY);
    }

    private static Announcement proven(String fingerprint, int port) {
        return claimed(fingerprint, port).proven();
    }

    private static Announcement claimed(String fingerprint, int port) {
        return localsend("Quiet Fox", fingerprint, port, new Security.Claimed(fingerprint));
    }

    private static Announcement plain(String alias, String fingerprint) {
        return localsend(alias, fingerprint, 53317, new Security.Plain());
    }

    private static Announcement localsend(String alias, String fingerprint, int port, Security security) {
        return new Announcement("localsend", alias, Optional.of(fingerprint), port, security, Duration.ofSeconds(35));
    }

    private static Endpoint provenAt(InetAddress address, String fingerprint) {
        return new Endpoint("localsend", new InetSocketAddress(address, 53317), new Security.Verified(fingerprint));
    }

    /** Of one that speaks another protocol, too. */
    private static Announcement hello(String fingerprint, int port) {
        return announcement(fingerprint, 54321).withAlso(Map.of("localsend", port));
    }

    private static Announcement hello() {
        return new Announcement("homebrew", "", Optional.empty(), 54321);
    }

    private static Endpoint endpoint(InetAddress address, int port) {
        return new Endpoint("homebrew", new InetSocketAddress(address, port));
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static final class HandClock extends Clock {
        private long millis = 1_800_000_000_000L;

        void pass(long milliseconds) {
            millis += milliseconds;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
