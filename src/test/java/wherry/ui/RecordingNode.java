package wherry.ui;

import java.awt.EventQueue;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import wherry.link.Link;
import wherry.link.LinkEvent;
import wherry.link.LinkHost;
import wherry.link.LinkPlan;
import wherry.settings.Settings;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Answer;
import wherry.transfer.ComparisonCode;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.ui.model.NodeControls;

/** A node without a network: it writes down what it is asked, and tells what a test has it tell. */
final class RecordingNode implements NodeControls {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Answer> answers = new CopyOnWriteArrayList<>();
    final List<Settings> applied = new CopyOnWriteArrayList<>();
    /** Takes everything. Its encryption is none. */
    final RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(
            Path.of(System.getProperty("java.io.tmpdir"), "wherry-recording-node"));

    private final LinkHost linkHost = new LinkHost(reception, Settings.Links.FOLLOW, (channel, consumed) -> {
        throw new IOException("no certificate");
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Consumer<Event> events;

    RecordingNode(Consumer<Event> events) {
        this.events = events;
    }

    void tell(Event event) {
        events.accept(event);
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void run() {
        try {
            closed.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Override
    public void apply(Settings settings) {
        applied.add(settings);
    }

    @Override
    public String send(Peer peer, List<Path> paths) {
        calls.add("send " + peer.id() + " " + paths);
        return "send " + peer.id();
    }

    @Override
    public String sendText(Peer peer, String text) {
        calls.add("text " + peer.id() + " " + text);
        return "text " + peer.id();
    }

    @Override
    public Optional<String> comparisonCode(String otherFingerprint) {
        if (EventQueue.isDispatchThread()) {
            throw new IllegalStateException("this takes a moment");
        }
        return Optional.of(ComparisonCode.of("0".repeat(64), otherFingerprint));
    }

    @Override
    public void retry(String transferId) {
        calls.add("retry " + transferId);
    }

    @Override
    public void cancel(String transferId) {
        calls.add("cancel " + transferId);
    }

    @Override
    public void answer(String offerId, Answer answer) {
        answers.add(answer);
        calls.add((answer instanceof Answer.Accept ? "accept " : "decline ") + offerId);
    }

    @Override
    public void acceptFromNowOn(String offerId) {
        calls.add("always " + offerId);
    }

    @Override
    public void answerPin(String transferId, Optional<String> pin) {
        calls.add("pin " + transferId + " " + pin.orElse("none"));
    }

    @Override
    public void lookAgain() {
        calls.add("look again");
    }

    @Override
    public void addPeer(String address) {
        calls.add("add " + address);
    }

    @Override
    public void removePeer(String peerId) {
        calls.add("remove " + peerId);
    }

    @Override
    public Link openLink(LinkPlan plan, Consumer<LinkEvent> events) throws IOException {
        calls.add("open link");
        LinkPlan here = new LinkPlan(
                plan.token(),
                InetAddress.getLoopbackAddress(),
                OptionalInt.of(0),
                plan.uploads(),
                plan.life(),
                plan.pin(),
                plan.encryption());
        return Link.open(here, linkHost, events);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
