package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.Protocol;
import wherry.protocol.homebrew.Homebrew;
import wherry.seedpeers.PcClient;
import wherry.seedpeers.PhoneServer;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.Settings.Asking;
import wherry.testing.Await;
import wherry.testing.RunningNode;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.Peer;
import wherry.transfer.PortException;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.transfer.Visibility;

/** Whole nodes, against each other and against the programs of 2009. */
@Timeout(90)
class NodeTest {
    @TempDir
    Path scratch;

    private final List<RunningNode> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(RunningNode::close);
    }

    @Test
    void twoNodesOnOneHostSeeEachOtherAndAFileArrives() {
        RunningNode fox = start("Quiet Fox", Asking.ACCEPT);
        RunningNode otter = start("Bright Otter", Asking.ACCEPT);
        Path file = TestFiles.random(scratch.resolve("photo.jpg"), 2_000_000);

        String id = fox.node().send(fox.awaitPeer("Bright Otter"), List.of(file));

        Transfer sent = fox.awaitEnd(id);
        assertThat(sent.state()).isEqualTo(TransferState.DONE);
        assertThat(sent.sentence()).isEqualTo("Delivered.");
        assertThat(sent.title()).isEqualTo("photo.jpg");
        assertThat(folder("Bright Otter").resolve("photo.jpg")).satisfies(TestFiles.sameAs(file));
        fox.awaitLine("Sent photo.jpg to Bright Otter: delivered.");
        otter.awaitLine("Finished.");
        assertThat(fox.node().peers()).extracting(Peer::alias).containsExactly("Bright Otter");
    }

    @Test
    void theFirstLineSaysWhereTheServerIs() {
        RunningNode node = start("Quiet Fox", Asking.ACCEPT);

        int port = node.awaitPort();

        assertThat(node.lines().get(0))
                .isEqualTo("Starting server. IP = 127.0.0.1  Port = " + port + "  Repository = " + folder("Quiet Fox"));
    }

    /** What the neighbour said while the server was being opened would be listed first if anybody had listened. */
    @Test
    void nothingThatANeighbourSaysIsHeardBeforeTheLineThatSaysWhereTheServerIs() throws IOException {
        Settings settings = settings("Quiet Fox", Asking.ACCEPT);
        Protocol besideALoudNeighbour = new OpeningProtocol((homebrew, at, reception) -> {
            hello("127.0.0.3", "too early");
            return homebrew.open(at, reception);
        });
        RunningNode node = RunningNode.start(
                settings, RunningNode.nobodyDecidedAbout(settings.folder()), List.of(besideALoudNeighbour));
        running.add(node);
        node.awaitPort();

        Await.until("the neighbour is heard", () -> {
            hello("127.0.0.4", "in time");
            return node.lines().stream().anyMatch(line -> line.contains("Received \"in time\""));
        });

        assertThat(node.lines().get(0)).startsWith("Starting server.");
        assertThat(node.lines()).noneMatch(line -> line.contains("too early"));
    }

    @Test
    void anotherGroupIsUsedAsSoonAsItIsSet() {
        String elsewhere = "224.202.20.78";
        RunningNode fox = start("Quiet Fox", Asking.ACCEPT);
        RunningNode otter = start(settings("Bright Otter", Asking.ACCEPT).withGroup(elsewhere));
        RunningNode stays = start("Old Badger", Asking.ACCEPT);
        stays.awaitPeer("Quiet Fox");

        fox.node().apply(settings("Quiet Fox", Asking.ACCEPT).withGroup(elsewhere));

        fox.awaitPeer("Bright Otter");
        otter.awaitPeer("Quiet Fox");
        Await.until(
                "whoever is in the old group sees it go",
                () -> stays.node().peers().isEmpty());
    }

    @Test
    void otherLimitsHoldAsSoonAsTheyAreSetAndARunningReceptionFinishes() throws IOException {
        RunningNode node = start("Quiet Fox", Asking.ACCEPT);
        int port = node.awaitPort();
        try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), port)) {
            sender.setSoTimeout(20_000);
            sender.getOutputStream().write(new byte[] {'x', '\n', 0, 0, 0, 4, '\n', 'a', 'b'});
            node.awaitLine("Uploading x (4 bytes)");

            node.node()
                    .apply(settings("Quiet Fox", Asking.ACCEPT)
                            .withLimits(new Settings.Limits(Duration.ofSeconds(1), Duration.ofSeconds(30), 64)));

            Await.until("whoever does not say in a second what it wants is refused", () -> {
                try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    slow.setSoTimeout(20_000);
                    slow.getOutputStream().write('y');
                    return slow.getInputStream().read() == -1;
                } catch (SocketException reset) {
                    return node.lines().stream().anyMatch(line -> line.contains("did not say within 1 seconds"));
                }
            });
            sender.getOutputStream().write(new byte[] {'c', 'd'});
            assertThat(sender.getInputStream().read()).isEqualTo(-1);
            assertThat(folder("Quiet Fox").resolve("x")).hasContent("abcd");
        }
    }

    @Test
    void whoOnlyListensIsToldWhenThereIsNoNetwork() {
        Settings settings = settings("Quiet Fox", Asking.ACCEPT).withNetwork(Optional.of("no-such-interface"));
        RunningNode node = RunningNode.start(settings, Node.Role.OBSERVER);
        running.add(node);

        node.await(Event.VisibilityChanged.class, event -> event.visibility().equals(new Visibility.NoNetwork()));
    }

    @Test
    void theClientOf2009UploadsIntoANode() throws IOException {
        RunningNode node = start("Quiet Fox", Asking.ACCEPT);
        Path file = TestFiles.random(scratch.resolve("photo.jpg"), 30_000);

        PcClient.upload(address(node), file);

        node.awaitLine("Finished.");
        assertThat(folder("Quiet Fox").resolve("photo.jpg")).satisfies(TestFiles.sameAs(file));
    }

    @Test
    void aPeerAddedByAddressReceives() throws IOException {
        try (PhoneServer phone = new PhoneServer(scratch.resolve("phone"))) {
            RunningNode node = start("Quiet Fox", Asking.ACCEPT);
            Path file = TestFiles.random(scratch.resolve("song.mp3"), 12_345);
            Peer peer = addByHand(node, phone.address().getPort());

            Transfer sent = node.awaitEnd(node.node().send(peer, List.of(file)));

            assertThat(peer.addedByHand()).isTrue();
            assertThat(sent.state()).isEqualTo(TransferState.DONE);
            assertThat(scratch.resolve("phone/song.mp3")).satisfies(TestFiles.sameAs(file));
        }
    }

    @Test
    void anAddressThatIsNoneIsSaidInTheLog() {
        RunningNode node = start("Quiet Fox", Asking.ACCEPT);

        node.node().addPeer("not an address");
        node.node().addPeer("127.0.0.1:99999");

        node.awaitLine("not an address is not an address");
        node.awaitLine("The port of 127.0.0.1:99999");
    }

    @Test
    void theFilesOfAFolderGoSideBySideAndTheLogSaysSo() throws IOException {
        RunningNode fox = start("Quiet Fox", Asking.ACCEPT);
        start("Bright Otter", Asking.ACCEPT);
        Path folder = scratch.resolve("Photos");
        TestFiles.random(folder.resolve("a.jpg"), 100);
        TestFiles.random(folder.resolve("2009/b.jpg"), 200);
        Path outside = TestFiles.random(scratch.resolve("elsewhere/secret"), 300);
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("loop"), folder);

        Transfer sent = fox.awaitEnd(fox.node().send(fox.awaitPeer("Bright Otter"), List.of(folder)));

        assertThat(sent.state()).isEqualTo(TransferState.DONE);
        assertThat(sent.files()).isEqualTo(3);
        assertThat(TestFiles.names(folder("Bright Otter"))).containsExactlyInAnyOrder("a.jpg", "b.jpg", "link");
        fox.awaitLine("Bright Otter takes files only");
    }

    @Test
    void retryingSendsOnlyWhatWasNotDelivered() {
        RunningNode fox = start("Quiet Fox", Asking.ACCEPT);
        start("Bright Otter", Asking.ACCEPT);
        Path there = TestFiles.random(scratch.resolve("there"), 100);
        Path missing = scratch.resolve("missing");
        String first = fox.node().send(fox.awaitPeer("Bright Otter"), List.of(there, missing));
        assertThat(fox.awaitEnd(first).state()).isEqualTo(TransferState.FAILED);
        TestFiles.random(missing, 200);

        fox.node().retry(first);

        Transfer second = fox.await(
                        Event.TransferChanged.class,
                        event -> !event.transfer().id().equals(first)
                                && event.transfer().state().isFinal())
                .transfer();
        assertThat(second.state()).isEqualTo(TransferState.DONE);
        assertThat(TestFiles.names(folder("Bright Otter"))).containsExactly("missing", "there");
    }

    @Test
    void whenNothingAnswersEveryFileEndsWithTheReason() throws IOException {
        RunningNode node = start("Quiet Fox", Asking.ACCEPT);
        int closed;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = probe.getLocalPort();
        }
        Path a = TestFiles.random(scratch.resolve("a"), 1);
        Path b = TestFiles.random(scratch.resolve("b"), 2);

        Transfer sent = node.awaitEnd(node.node().send(addByHand(node, closed), List.of(a, b)));

        assertThat(sent.state()).isEqualTo(TransferState.FAILED);
        assertThat(sent.sentence())
                .isEqualTo("None of the 2 files was delivered. Nothing takes uploads at that address.");
        assertThat(count(node, Event.FileEnded.class)).isEqualTo(2);
    }

    @Test
    void askingKeepsTheOfferOpenUntilItIsAccepted() throws IOException {
        RunningNode node = start("Quiet Fox", Asking.ASK);
        Path file = TestFiles.random(scratch.resolve("wanted"), 5_000);
        PcClient.upload(address(node), file);
        Offer offer = awaitOffer(node);
        assertThat(folder("Quiet Fox")).doesNotExist();

        node.node().answer(offer.id(), Answer.Accept.all(offer));

        node.await(Event.OfferClosed.class, event -> event.offerId().equals(offer.id()));
        node.awaitLine("Finished.");
        assertThat(folder("Quiet Fox").resolve("wanted")).satisfies(TestFiles.sameAs(file));
    }

    @Test
    void acceptingFromNowOnAsksNoMoreOfThatAddress() throws IOException {
        RunningNode node = start("Quiet Fox", Asking.ASK);
        PcClient.upload(address(node), TestFiles.random(scratch.resolve("first"), 1_000));
        node.node().acceptFromNowOn(awaitOffer(node).id());
        node.awaitLine("Finished.");

        PcClient.upload(address(node), TestFiles.random(scratch.resolve("second"), 2_000));

        Await.until(
                "the second arrives", () -> TestFiles.names(folder("Quiet Fox")).equals(List.of("first", "second")));
        assertThat(count(node, Event.OfferOpened.class)).isEqualTo(1);
    }

    @Test
    void moreThanFiveOpenQuestionsOfOneSenderAreRefused() throws IOException {
        RunningNode node = start("Quiet Fox", Asking.ASK);
        Path file = TestFiles.random(scratch.resolve("one"), 10);
        for (int i = 0; i < 5; i++) {
            PcClient.upload(address(node), file);
        }
        Await.until("5 are asked", () -> count(node, Event.OfferOpened.class) == 5);

        PcClient.uploadInVain(address(node), file);

        node.awaitLine("Too many uploads are waiting for an answer.");
        assertThat(count(node, Event.OfferOpened.class)).isEqualTo(5);
    }

    @Test
    void refusingEverythingAsksNobodyAndKeepsNothing() throws IOException {
        RunningNode node = start("Quiet Fox", Asking.REFUSE);

        PcClient.uploadInVain(address(node), TestFiles.random(scratch.resolve("no"), 10));

        node.awaitLine("The settings refuse all uploads.");
        assertThat(count(node, Event.OfferOpened.class)).isZero();
        assertThat(folder("Quiet Fox")).doesNotExist();
    }

    @Test
    void whileThereIsAPinNothingComesInAWayThatAsksForNone() throws IOException {
        RunningNode node = start("Quiet Fox", Asking.ACCEPT);
        node.node().apply(node.node().settings().withPin(Optional.of("4711")));

        PcClient.uploadInVain(address(node), TestFiles.random(scratch.resolve("no"), 10));
        node.awaitLine("There is a PIN, and this protocol cannot ask for it.");
        assertThat(folder("Quiet Fox")).doesNotExist();

        node.node().apply(node.node().settings().withWithoutPin(Settings.WithoutPin.AS_USUAL));
        Path file = TestFiles.random(scratch.resolve("yes"), 10);
        PcClient.upload(address(node), file);
        node.awaitLine("Finished.");
        assertThat(folder("Quiet Fox").resolve("yes")).satisfies(TestFiles.sameAs(file));
    }

    @Test
    void anExplicitPortThatIsTakenIsSaidAndAnotherCanBeChosen() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings wanted = settings("Quiet Fox", Asking.ACCEPT).withPort(OptionalInt.of(other.getLocalPort()));
            RunningNode node = start(wanted);
            node.await(
                    Event.VisibilityChanged.class,
                    event -> event.visibility().equals(new Visibility.PortTaken(other.getLocalPort())));

            node.node().apply(wanted.withPort(OptionalInt.of(0)));

            assertThat(node.awaitPort()).isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void aPortThatTheSystemKeepsForItselfIsNotSaidToBeTaken() {
        Settings wanted = settings("Quiet Fox", Asking.ACCEPT).withPort(OptionalInt.of(80));
        List<Event> events = new CopyOnWriteArrayList<>();
        Node node = new LocalNode(
                List.of(refusing(new PortException(PortException.Why.DENIED, new BindException("Keine Berechtigung")))),
                wanted,
                RunningNode.nobodyDecidedAbout(wanted.folder()),
                LastAddresses.none(),
                Node.Role.FULL,
                events::add);
        Thread thread = new Thread(node::run);
        thread.start();
        try {
            Await.until(
                    "it says why",
                    () -> events.contains(
                            new Event.VisibilityChanged(new Visibility.Hindered(Sentences.of("failure.portDenied")))));
        } finally {
            node.close();
        }
    }

    @Test
    void aTakenUsualPortGivesWayToAFreeOneThatIsAnnounced() {
        RunningNode first = start(settings("First", Asking.ACCEPT).withPort(OptionalInt.empty()));
        RunningNode second = start(settings("Second", Asking.ACCEPT).withPort(OptionalInt.empty()));

        assertThat(first.awaitPort()).isNotEqualTo(second.awaitPort());
        assertThat(first.awaitPeer("Second").endpoints().get(0).address().getPort())
                .isEqualTo(second.awaitPort());
    }

    @Test
    void aNewAliasIsSeenByTheOthersInTheSameRow() {
        RunningNode fox = start("Quiet Fox", Asking.ACCEPT);
        RunningNode otter = start("Bright Otter", Asking.ACCEPT);
        Peer before = fox.awaitPeer("Bright Otter");

        otter.node().apply(settings("Bright Otter", Asking.ACCEPT).withAlias("Brave Otter"));

        assertThat(fox.awaitPeer("Brave Otter").id()).isEqualTo(before.id());
        assertThat(fox.node().peers()).hasSize(1);
    }

    @Test
    void choosingAnotherNetworkLetsARunningReceptionFinish() throws IOException {
        RunningNode node = start("Quiet Fox", Asking.ACCEPT);
        try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), node.awaitPort())) {
            sender.setSoTimeout(20_000);
            sender.getOutputStream().write(new byte[] {'x', '\n', 0, 0, 0, 4, '\n', 'a', 'b'});
            node.awaitLine("Uploading x (4 bytes)");

            node.node().apply(settings("Quiet Fox", Asking.ACCEPT).withNetwork(Optional.of("no-such-interface")));
            node.await(
                    Event.VisibilityChanged.class, event -> event.visibility().equals(new Visibility.NoNetwork()));
            sender.getOutputStream().write(new byte[] {'c', 'd'});

            assertThat(sender.getInputStream().read()).isEqualTo(-1);
            assertThat(folder("Quiet Fox").resolve("x")).hasContent("abcd");
        }
    }

    @Test
    void leavingTakesTheRowAway() {
        RunningNode fox = start("Quiet Fox", Asking.ACCEPT);
        RunningNode otter = start("Bright Otter", Asking.ACCEPT);
        fox.awaitPeer("Bright Otter");

        otter.close();

        Await.until("the peer is gone", () -> fox.node().peers().isEmpty());
    }

    @Test
    void closingResetsWhatIsUnderWayAndLeavesNothing() throws IOException {
        RunningNode node = start("Quiet Fox", Asking.ACCEPT);
        try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), node.awaitPort())) {
            sender.getOutputStream().write(new byte[] {'x', '\n', 0, 0, 0, 4, '\n', 'a', 'b'});
            node.awaitLine("Uploading x (4 bytes)");

            node.close();

            assertThat(TestFiles.names(folder("Quiet Fox"))).isEmpty();
            Transfer last = node.await(
                            Event.TransferChanged.class,
                            event -> event.transfer().state().isFinal())
                    .transfer();
            assertThat(last.state()).isEqualTo(TransferState.CANCELLED);
        }
    }

    private static Protocol refusing(IOException reason) {
        return new OpeningProtocol((homebrew, at, reception) -> {
            throw reason;
        });
    }

    /** A datagram on the loopback, from that address. */
    private static void hello(String from, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        try (MulticastSocket sender = new MulticastSocket(new InetSocketAddress(from, 0))) {
            sender.setNetworkInterface(NetworkInterface.getByName("lo"));
            sender.send(
                    new DatagramPacket(bytes, bytes.length, new InetSocketAddress(RunningNode.GROUP, Homebrew.PORT)));
        }
    }

    private RunningNode start(String alias, Asking asking) {
        return start(settings(alias, asking));
    }

    private RunningNode start(Settings settings) {
        RunningNode node = RunningNode.start(settings);
        running.add(node);
        return node;
    }

    private Settings settings(String alias, Asking asking) {
        return RunningNode.settings(alias, folder(alias), asking);
    }

    private Path folder(String alias) {
        return scratch.resolve("folder of " + alias);
    }

    private static InetSocketAddress address(RunningNode node) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), node.awaitPort());
    }

    private static Peer addByHand(RunningNode node, int port) {
        node.node().addPeer("127.0.0.1:" + port);
        return node.awaitPeer("127.0.0.1:" + port);
    }

    private static Offer awaitOffer(RunningNode node) {
        return node.await(Event.OfferOpened.class, event -> true).offer();
    }

    private static long count(RunningNode node, Class<? extends Event> kind) {
        return node.events().stream().filter(kind::isInstance).count();
    }
}
