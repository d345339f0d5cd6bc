package wherry.ui.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import wherry.link.Link;
import wherry.link.LinkEvent;
import wherry.link.LinkHost;
import wherry.link.LinkPlan;
import wherry.node.Node;
import wherry.protocol.PreviewMaker;
import wherry.settings.Settings;
import wherry.transfer.Answer;
import wherry.transfer.Peer;
import wherry.transfer.TransferId;

/**
 * Makes the node when it is run, and hands every call on to it: making it reads or makes a key, for which the window
 * must not wait. What is asked before waits its turn, sends with the id they will have; only what is asked off the event
 * thread waits for the node itself.
 */
public final class StartingNode implements NodeControls {
    private final Supplier<Node> maker;
    private final CompletableFuture<Node> made = new CompletableFuture<>();
    /** The end of the queue of what was asked so far: one after another, in the order in which it was asked. */
    private CompletableFuture<Node> asked = made;

    public StartingNode(Supplier<Node> maker) {
        this.maker = maker;
    }

    @Override
    public void run() {
        try {
            made.complete(maker.get());
        } catch (RuntimeException | Error failure) {
            made.completeExceptionally(failure);
            throw failure;
        }
        // Closed meanwhile, it returns at once.
        made.join().run();
    }

    @Override
    public void apply(Settings settings) {
        ask(node -> node.apply(settings));
    }

    @Override
    public String send(Peer peer, List<Path> paths) {
        return send(peer, paths, PreviewMaker.NONE);
    }

    @Override
    public String send(Peer peer, List<Path> paths, PreviewMaker previews) {
        String id = TransferId.random();
        List<Path> picked = List.copyOf(paths);
        ask(node -> node.send(id, peer, picked, previews));
        return id;
    }

    @Override
    public String sendText(Peer peer, String text) {
        String id = TransferId.random();
        ask(node -> node.sendText(id, peer, text));
        return id;
    }

    @Override
    public Optional<String> comparisonCode(String otherFingerprint) {
        return made.join().comparisonCode(otherFingerprint);
    }

    @Override
    public void lookAgain() {
        ask(Node::lookAgain);
    }

    @Override
    public void retry(String transferId) {
        ask(node -> node.retry(transferId));
    }

    @Override
    public void cancel(String transferId) {
        ask(node -> node.cancel(transferId));
    }

    @Override
    public void answer(String offerId, Answer answer) {
        ask(node -> node.answer(offerId, answer));
    }

    @Override
    public void acceptFromNowOn(String offerId) {
        ask(node -> node.acceptFromNowOn(offerId));
    }

    @Override
    public void answerPin(String transferId, Optional<String> pin) {
        ask(node -> node.answerPin(transferId, pin));
    }

    @Override
    public void addPeer(String address) {
        ask(node -> node.addPeer(address));
    }

    @Override
    public void removePeer(String peerId) {
        ask(node -> node.removePeer(peerId));
    }

    @Override
    public Link openLink(LinkPlan plan, Consumer<LinkEvent> events) throws IOException {
        return Link.open(plan, LinkHost.of(made.join()), events);
    }

    @Override
    public void close() {
        ask(Node::close);
    }

    private void ask(Consumer<Node> question) {
        synchronized (this) {
            if (!asked.isDone()) {
                asked = asked.thenApply(node -> {
                    question.accept(node);
                    return node;
                });
                return;
            }
        }
        if (!made.isCompletedExceptionally()) {
            question.accept(made.join());
        }
    }
}
