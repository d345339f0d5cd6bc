package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.protocol.localsend.LocalSend;
import wherry.settings.Settings;
import wherry.settings.Settings.Asking;
import wherry.settings.Trust;
import wherry.settings.Trust.Decision;
import wherry.settings.TrustStore;
import wherry.testing.Await;
import wherry.testing.RunningNode;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.Collision;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.transfer.PinReason;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Two whole nodes that speak both protocols and know each other's certificates. */
class TrustedPeersTest {
    private static final String RIGHT = "right-sesame";
    private static final String WRONG = "wrong-sesame";

    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String unique = " " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path scratch;

    private final List<RunningNode> running = new ArrayList<>();
    private Path file;

    @AfterEach
    void close() {
        running.forEach(RunningNode::close);
    }

    @Test
    void bothEndsOfATransferSayItsProtocolAndThatTheOtherIsVerified() throws IOException {
        RunningNode fox = start(settings("Fox", Asking.ACCEPT));
        RunningNode otter = start(settings("Otter", Asking.ACCEPT));

        Transfer sent = send(fox, localSend(fox, "Otter"));
        Transfer received = received(otter, 1);

        assertThat(sent.state()).isEqualTo(TransferState.DONE);
        assertThat(List.of(sent.protocol(), received.protocol())).containsOnly("localsend");
        assertThat(sent.security()).contains(verified(otter));
        assertThat(received.security()).contains(verified(fox));
        assertThat(fox.node().comparisonCode(otter.node().fingerprint().orElseThrow()))
                .isPresent()
                .isEqualTo(otter.node().comparisonCode(fox.node().fingerprint().orElseThrow()));
    }

    @Test
    void whoIsAcceptedAlwaysIsNotAskedAboutAndWhoIsBlockedIsDeclined() throws IOException {
        RunningNode fox = start(settings("Fox", Asking.ACCEPT));
        TrustStore decisions = TrustStore.open(scratch.resolve("decisions"), Clock.systemUTC());
        RunningNode otter = start(settings("Otter", Asking.ASK), decisions);
        Peer peer = localSend(fox, "Otter");
        decide(decisions, fox, Decision.ACCEPT);

        assertThat(send(fox, peer).state()).isEqualTo(TransferState.DONE);
        assertThat(scratch.resolve("from-fox/photo.jpg")).satisfies(TestFiles.sameAs(file));
        assertThat(otter.events()).noneMatch(Event.OfferOpened.class::isInstance);

        decide(decisions, fox, Decision.BLOCK);
        assertThat(send(fox, peer).state()).isEqualTo(TransferState.DECLINED);
    }

    @Test
    void aTextIsToldAndADeclinedOneCanBeSentAgain() throws IOException {
        RunningNode fox = start(settings("Fox", Asking.ACCEPT));
        RunningNode otter = start(settings("Otter", Asking.REFUSE));
        Peer peer = localSend(fox, "Otter");

        String declined = fox.node().sendText(peer, "see you\nat eight");
        assertThat(fox.awaitEnd(declined).state()).isEqualTo(TransferState.DECLINED);
        otter.node().apply(settings("Otter", Asking.ASK));
        fox.node().retry(declined);

        Event.TextReceived text = otter.await(Event.TextReceived.class, received -> true);
        assertThat(text.text()).isEqualTo("see you\nat eight");
        assertThat(text.senderName()).isEqualTo("Fox" + unique);
        assertThat(text.security()).isEqualTo(verified(fox));
        assertThat(otter.events()).noneMatch(Event.OfferOpened.class::isInstance);
    }

    @Test
    void aPeerThatSpeaksHomebrewOnlyGetsNoText() throws IOException {
        RunningNode fox = start(settings("Fox", Asking.ACCEPT));
        Peer peer = fox.node().peerAt(PeerAddress.parse("127.0.0.1:9"), "homebrew");

        Transfer ended = fox.awaitEnd(fox.node().sendText(peer, "hello"));

        assertThat(ended.state()).isEqualTo(TransferState.FAILED);
        assertThat(ended.sentence()).contains("no text messages");
    }

    @Test
    void whatIsHereAlreadyIsSkippedInEveryProtocol() throws IOException {
        RunningNode fox = start(settings("Fox", Asking.ACCEPT));
        RunningNode otter = start(settings("Otter", Asking.ACCEPT).withCollision(Collision.SKIP));
        Peer peer = localSend(fox, "Otter");
        Peer homebrew = fox.node().peerAt(PeerAddress.parse("127.0.0.1:" + otter.awaitPort()), "homebrew");

        assertThat(send(fox, peer).state()).isEqualTo(TransferState.DONE);
        Transfer again = send(fox, peer);
        assertThat(again.state()).isEqualTo(TransferState.DONE);
        assertThat(again.sentence()).contains("already");
        assertThat(received(otter, 2).sentence()).contains("skipped");
        assertThat(send(fox, homebrew).state()).isEqualTo(TransferState.DONE);
        assertThat(received(otter, 3).sentence()).contains("skipped");

        assertThat(TestFiles.names(scratch.resolve("Otter"))).containsExactly("photo.jpg");
        otter.awaitLine("Skipped photo.jpg");
    }

    @Test
    void aDecisionOfAnotherProcessHoldsAtOnce() throws IOException {
        RunningNode fox = start(settings("Fox", Asking.ACCEPT));
        TrustStore decisions = TrustStore.open(scratch.resolve("decisions"), Clock.systemUTC());
        start(settings("Otter", Asking.REFUSE), decisions);
        Peer peer = localSend(fox, "Otter");
        assertThat(send(fox, peer).state()).isEqualTo(TransferState.DECLINED);

        decide(TrustStore.open(scratch.resolve("decisions"), Clock.systemUTC()), fox, Decision.ACCEPT);

        assertThat(send(fox, peer).state()).isEqualTo(TransferState.DONE);
    }

    @Test
    void theUserIsAskedForThePinOfAReceiverAndNotAgainForTheSameOne() throws IOException {
        // Nothing else that is told, as a port or an id, looks like these.
        RunningNode fox = start(settings("Fox", Asking.ACCEPT));
        start(settings("Otter", Asking.ACCEPT).withPin(Optional.of(RIGHT)));
        Peer peer = localSend(fox, "Otter");

        String first = fox.node().send(peer, List.of(file));
        fox.await(Event.PinWanted.class, wanted -> wanted.reason() == PinReason.NEEDED);
        fox.node().answerPin(first, Optional.of(WRONG));
        fox.await(Event.PinWanted.class, wanted -> wanted.reason() == PinReason.WRONG);
        fox.node().answerPin(first, Optional.of(RIGHT));
        assertThat(fox.awaitEnd(first).state()).isEqualTo(TransferState.DONE);

        assertThat(send(fox, peer).state()).isEqualTo(TransferState.DONE);
        assertThat(fox.events().stream().filter(Event.PinWanted.class::isInstance))
                .hasSize(2);
        assertThat(fox.events().toString()).doesNotContain(RIGHT).doesNotContain(WRONG);
    }

    @Test
    void anOfferThatItsSenderCancelsIsAskedAboutNoMore() throws IOException {
        RunningNode fox = start(settings("Fox", Asking.ACCEPT));
        RunningNode otter = start(settings("Otter", Asking.ASK));
        String id = fox.node().send(localSend(fox, "Otter"), List.of(file));
        Event.OfferOpened opened = otter.await(Event.OfferOpened.class, offer -> true);

        fox.node().cancel(id);

        otter.await(
                Event.OfferClosed.class,
                closed -> closed.offerId().equals(opened.offer().id()));
        assertThat(received(otter, 1).state()).isEqualTo(TransferState.CANCELLED);
        assertThat(fox.awaitEnd(id).state()).isEqualTo(TransferState.CANCELLED);
    }

    @Test
    void anOfferThatItsReceiverDeclinesOrCancelsEndsAtItsSender() throws IOException {
        RunningNode fox = start(settings("Fox", Asking.ACCEPT));
        RunningNode otter = start(settings("Otter", Asking.ASK));
        Peer peer = localSend(fox, "Otter");
        String declined = fox.node().send(peer, List.of(file));
        Event.OfferOpened opened = otter.await(Event.OfferOpened.class, offer -> true);
        otter.node().answer(opened.offer().id(), new Answer.Decline("no"));
        assertThat(fox.awaitEnd(declined).state()).isEqualTo(TransferState.DECLINED);

        String cancelled = fox.node().send(peer, List.of(file));
        otter.await(
                Event.OfferOpened.class,
                next -> !next.offer().id().equals(opened.offer().id()));
        Transfer asking = otter.await(
                        Event.TransferChanged.class,
                        changed -> changed.transfer().state() == TransferState.ASKING)
                .transfer();
        otter.node().cancel(asking.id());
        assertThat(fox.awaitEnd(cancelled).state()).isEqualTo(TransferState.DECLINED);
    }

    private RunningNode start(Settings settings) throws IOException {
        return start(settings, RunningNode.nobodyDecidedAbout(settings.folder()));
    }

    private RunningNode start(Settings settings, TrustStore trust) throws IOException {
        file = TestFiles.random(scratch.resolve("photo.jpg"), 100_000);
        Path home = settings.folder().resolveSibling(settings.folder().getFileName() + "-home");
        RunningNode node = RunningNode.start(
                settings,
                trust,
                List.of(
                        new LocalSend(
                                LocalSend.Credentials.in(home, problem -> {}),
                                settings::alias,
                                () -> TransferLimits.DEFAULT),
                        new Homebrew(new InetSocketAddress(settings.group(), Homebrew.PORT), TransferLimits.DEFAULT)));
        running.add(node);
        node.awaitPort();
        return node;
    }

    private Settings settings(String name, Asking asking) {
        return RunningNode.settings(name + unique, scratch.resolve(name), asking);
    }

    /** As it is once it has been heard with its certificate. */
    private Peer localSend(RunningNode node, String name) {
        return Await.value(
                        name + " is heard",
                        () -> node.node().peers().stream()
                                .filter(peer -> peer.alias().equals(name + unique))
                                .filter(peer -> peer.endpoints().stream()
                                        .anyMatch(endpoint -> endpoint.security() instanceof Security.Verified))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Transfer send(RunningNode from, Peer to) {
        return from.awaitEnd(from.node().send(to, List.of(file)));
    }

    /** The last of so many receptions. */
    private static Transfer received(RunningNode node, int count) {
        return Await.value(
                        count + " receptions have ended",
                        () -> node.events().stream()
                                .filter(Event.TransferChanged.class::isInstance)
                                .map(event -> ((Event.TransferChanged) event).transfer())
                                .filter(transfer -> transfer.direction() == Direction.RECEIVING
                                        && transfer.state().isFinal())
                                .toList(),
                        ended -> ended.size() == count)
                .get(count - 1);
    }

    private void decide(TrustStore decisions, RunningNode about, Decision decision) throws IOException {
        decisions.put(new Trust(
                about.node().fingerprint().orElseThrow(),
                "Fox",
                decision,
                Optional.of(scratch.resolve("from-fox")),
                Optional.empty()));
    }

    private static Security verified(RunningNode node) {
        return new Security.Verified(node.node().fingerprint().orElseThrow());
    }
}
