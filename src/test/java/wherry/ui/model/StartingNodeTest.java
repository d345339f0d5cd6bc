package wherry.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import wherry.node.Node;
import wherry.protocol.PreviewMaker;
import wherry.transfer.Answer;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

class StartingNodeTest {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Object> ids = new CopyOnWriteArrayList<>();

    @Test
    void makesNothingBeforeItIsRunAndThenDoesWhatWasAskedInItsOrder() {
        StartingNode node = new StartingNode(this::made);

        node.addPeer("192.168.1.7");
        node.lookAgain();
        node.removePeer("one");
        assertThat(calls).isEmpty();
        node.run();
        node.addPeer("192.168.1.8");
        node.cancel("3");
        node.answer("4", new Answer.Decline("no"));
        node.answerPin("5", Optional.of("123"));

        assertThat(calls)
                .containsExactly(
                        "made",
                        "addPeer",
                        "lookAgain",
                        "removePeer",
                        "run",
                        "addPeer",
                        "cancel",
                        "answer",
                        "answerPin");
    }

    @Test
    void whatIsSentBeforeItIsMadeWaitsForNothingAndGoesOutUnderTheIdThatWasTold() throws Exception {
        StartingNode node = new StartingNode(this::made);
        Peer otter = new Peer(
                "otter",
                "Otter",
                Optional.empty(),
                List.of(new Endpoint(
                        "localsend",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 53317),
                        new Security.Unverified())),
                Presence.HERE,
                false);

        String files = atOnce(() -> node.send(otter, List.of(Path.of("a")), PreviewMaker.NONE));
        String more = atOnce(() -> node.send(otter, List.of(Path.of("b"))));
        String text = atOnce(() -> node.sendText(otter, "hello"));
        assertThat(calls).isEmpty();
        node.run();
        String late = node.sendText(otter, "again");

        assertThat(calls).containsExactly("made", "send", "send", "sendText", "run", "sendText");
        assertThat(ids).containsExactly(files, more, text, late).doesNotHaveDuplicates();
    }

    /** On a thread that is left behind if it waits for the node. */
    private static String atOnce(Supplier<String> send) throws Exception {
        return CompletableFuture.supplyAsync(send).get(20, TimeUnit.SECONDS);
    }

    @Test
    void closedBeforeItWasMadeItIsClosedBeforeItRuns() {
        StartingNode node = new StartingNode(this::made);

        node.close();
        node.run();

        assertThat(calls).containsExactly("made", "close", "run");
    }

    @Test
    void aNodeThatCannotBeMadeIsTheFailureOfItsRunAndSilentAfterwards() {
        StartingNode node = new StartingNode(() -> {
            throw new IllegalStateException("no key");
        });
        node.lookAgain();

        assertThatThrownBy(node::run).isInstanceOf(IllegalStateException.class).hasMessage("no key");
        node.lookAgain();
        node.close();
    }

    @Test
    void handsOnWhatTheNodeMayDoOtherwiseThanByDefault() {
        assertThat(NodeControls.class.getDeclaredMethods())
                .filteredOn(Method::isDefault)
                .isNotEmpty()
                .allMatch(StartingNodeTest::isHandedOn);
    }

    private static boolean isHandedOn(Method method) {
        return Arrays.stream(StartingNode.class.getDeclaredMethods())
                .anyMatch(own -> own.getName().equals(method.getName())
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }

    private Node made() {
        calls.add("made");
        return (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(), new Class<?>[] {Node.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if (method.getName().startsWith("send")) {
                        ids.add(arguments[0]);
                    }
                    return null;
                });
    }
}
