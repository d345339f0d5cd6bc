package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wherry.node.Node;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.protocol.localsend.discovery.LocalSendAnnouncements;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.Device;
import wherry.settings.Settings;
import wherry.testing.Await;
import wherry.testing.RunningNode;
import wherry.transfer.Peer;
import wherry.transfer.TransferState;

/** A node that only sends, or only looks, finds apps that announced themselves long ago, and is not taken for a peer. */
@Timeout(60)
class AskingTest {
    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String unique = " " + UUID.randomUUID().toString().substring(0, 8);

    private final Identity theirs = Identity.make(Instant.now());
    private final List<Closeable> open = new ArrayList<>();

    @TempDir
    Path scratch;

    @AfterEach
    void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SENDER", "OBSERVER"})
    void anAppThatWasOpenBeforeAnswersAndIsProven(Node.Role role) throws Exception {
        TestReceiver app = app(request -> new TestReceiver.Answer(200, "{\"alias\":\"Phone" + unique + "\"}"));
        answerAnnouncements(app);

        RunningNode node = start("Asker", role);

        assertThat(await(node, "Phone").proven()).contains(theirs.fingerprint());
    }

    @Test
    void whoAsksIsNoPeerToOthers() throws Exception {
        RunningNode full = start("Full", Node.Role.FULL);
        RunningNode asker = start("Asker", Node.Role.SENDER);

        await(asker, "Full");
        RunningNode late = start("Late", Node.Role.FULL);
        await(full, "Late");
        await(asker, "Late");

        for (RunningNode node : List.of(full, late)) {
            assertThat(node.node().peers()).noneMatch(peer -> peer.alias().equals("Asker" + unique));
        }
    }

    @Test
    void aReceiverThatCancelsStopsASenderThatOnlySends() throws Exception {
        List<String> offered = new CopyOnWriteArrayList<>();
        TestReceiver app = app(request -> {
            if (request.is("prepare-upload")) {
                offered.add(request.text());
                return new TestReceiver.Answer(200, "{\"sessionId\":\"s1\",\"files\":{\"f0\":\"t\"}}");
            }
            if (request.is("upload")) {
                cancel(offered.get(0), "s1");
                return new TestReceiver.Answer(-1, "");
            }
            return new TestReceiver.Answer(200, "{\"alias\":\"Phone" + unique + "\"}");
        });
        answerAnnouncements(app);
        RunningNode node = start("Asker", Node.Role.SENDER);
        Peer phone = await(node, "Phone");
        Path file = Files.write(scratch.resolve("a.bin"), new byte[100_000]);

        String id = node.node().send(phone, List.of(file));

        assertThat(node.awaitEnd(id).state()).isEqualTo(TransferState.CANCELLED);
    }

    @Test
    void aNodeThatIsOpenAnnouncesItselfAgainAfterAnotherProgramOfItsHomeHasAsked() throws Exception {
        List<Integer> announced = new CopyOnWriteArrayList<>();
        RunningNode window = start("Window", Node.Role.FULL);
        String key = window.node().fingerprint().orElseThrow();
        listen(device -> {
            if (device.fingerprint().equals(key)) {
                announced.add(device.port());
            }
        });
        Await.until("it was announced to its end", () -> announced.size() >= 2);
        int port = announced.get(0);

        start("Window", Node.Role.SENDER);

        Await.until("the other one asks", () -> announced.stream().anyMatch(other -> other != port));
        int asked = announced.size();
        Await.until(
                "the first one is announced three times more",
                () -> announced.stream()
                                .skip(asked)
                                .filter(again -> again == port)
                                .count()
                        >= 3);
    }

    /** As the app does: to the port that the offer names, with its own certificate. */
    private void cancel(String offer, String session) {
        int port = JsonParser.parseString(offer)
                .getAsJsonObject()
                .getAsJsonObject("info")
                .get("port")
                .getAsInt();
        post(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "cancel?sessionId=" + session, "");
    }

    private RunningNode start(String name, Node.Role role) throws IOException {
        Settings settings = RunningNode.settings(name + unique, scratch.resolve(name), Settings.Asking.ACCEPT);
        RunningNode node = RunningNode.start(
                settings,
                List.of(
                        new LocalSend(
                                LocalSend.Credentials.in(scratch.resolve(name + "-home"), problem -> {}),
                                settings::alias,
                                () -> TransferLimits.DEFAULT),
                        new Homebrew(new InetSocketAddress(settings.group(), Homebrew.PORT), TransferLimits.DEFAULT)),
                role);
        open.add(node);
        return node;
    }

    private TestReceiver app(Function<TestReceiver.Request, TestReceiver.Answer> answering) throws IOException {
        TestReceiver app = TestReceiver.like118(theirs, theirs, answering);
        open.add(app);
        return app;
    }

    /** Announces nothing by itself; whoever announces itself is told of it by a call. */
    private void answerAnnouncements(TestReceiver app) throws IOException {
        Device itself = new Device(
                "Phone" + unique, theirs.fingerprint(), app.endpoint().address().getPort(), Device.Scheme.HTTPS);
        listen((asking, from) ->
                post(new InetSocketAddress(from.getAddress(), asking.port()), "register", itself.toJson()));
    }

    private void listen(Consumer<Device> hearing) throws IOException {
        listen((device, from) -> hearing.accept(device));
    }

    private void listen(BiConsumer<Device, InetSocketAddress> hearing) throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        DatagramChannel group = DatagramChannel.open(StandardProtocolFamily.INET);
        group.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        group.bind(LocalSendAnnouncements.GROUP);
        group.join(LocalSendAnnouncements.GROUP.getAddress(), loopback);
        open.add(group);
        new Thread(() -> hear(group, hearing), "app").start();
    }

    private static void hear(DatagramChannel group, BiConsumer<Device, InetSocketAddress> hearing) {
        try {
            while (true) {
                ByteBuffer buffer = ByteBuffer.allocate(1500);
                InetSocketAddress from = (InetSocketAddress) group.receive(buffer);
                hearing.accept(
                        Device.read(StandardCharsets.UTF_8.decode(buffer.flip()).toString()), from);
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    private void post(InetSocketAddress to, String route, String body) {
        try (SSLSocket socket = (SSLSocket)
                TestTls.context(Optional.of(theirs)).getSocketFactory().createSocket(to.getAddress(), to.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/localsend/v2/" + route + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: "
                                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readAllBytes();
        } catch (IOException refused) {
            // Nobody is there any more.
        }
    }

    private Peer await(RunningNode node, String name) {
        return Await.value(
                        name + " is proven",
                        () -> node.node().peers().stream()
                                .filter(peer -> peer.alias().equals(name + unique))
                                .filter(peer -> peer.proven().isPresent())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
