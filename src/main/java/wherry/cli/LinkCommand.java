package wherry.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ExitCode;
import wherry.discovery.Networks;
import wherry.link.Link;
import wherry.link.LinkCode;
import wherry.link.LinkEvent;
import wherry.link.LinkHost;
import wherry.link.LinkPlan;
import wherry.link.LinkToken;
import wherry.node.Node;
import wherry.settings.KeptLinks;
import wherry.settings.Settings;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.transfer.Network;
import wherry.transfer.PathText;
import wherry.transfer.PortException;
import wherry.transfer.Sentences;

/** {@code link}: opens a page for browsers until its time is over, and prints its address and what happens. */
final class LinkCommand extends Command {
    private static final long KEEP_EVERY_MILLIS = 5_000;

    private final RootCommand root;
    private final LinkOptions options = new LinkOptions(this);
    private final LinkQueue queue = new LinkQueue();

    LinkCommand(RootCommand root) {
        super("link", "Opens a page on which browsers take files and leave files; prints its address.");
        this.root = root;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        List<Path> offered = offered();
        Overrides overrides = options.overrides();
        Optional<String> token = options.token();
        // Looked at before anything is opened: whether it was used rightly.
        options.plan("", InetAddress.getLoopbackAddress(), OptionalInt.empty());
        Node node = root.node(overrides, queue::node);
        KeptLinks kept = new KeptLinks(root.directory());
        String offer = digest(options.summary());
        Optional<KeptLinks.KeptLink> before = kept.find(token, offer);
        InetAddress at = address(node.settings());
        String chosen = token.or(() -> before.map(KeptLinks.KeptLink::token)).orElseGet(LinkToken::random);
        try (Link link = open(node, at, chosen, before)) {
            root.interruption().onInterrupt(link::close);
            link.offer(offered);
            LinkLines lines = new LinkLines(root.terminal(), options.form());
            lines.opened(link.address());
            if (options.form() == LinkLines.Form.LINES && root.terminal().interactive()) {
                root.terminal().print(CodeBlocks.draw(LinkCode.of(link.address())));
            }
            follow(link, lines, kept, offer);
        } finally {
            node.close();
        }
        kept.forget(chosen);
        return ExitCode.OK;
    }

    private List<Path> offered() throws CommandException {
        List<Path> offered = new ArrayList<>();
        for (String name : options.files()) {
            if (name.isBlank()) {
                throw wrong(Sentences.of("cli.emptyNameForLink"));
            }
            try {
                offered.add(PathText.of(name));
            } catch (InvalidPathException impossible) {
                throw new CommandException(Sentences.of("cli.noPath", DisplayText.escape(name)));
            }
            if (!Files.exists(offered.get(offered.size() - 1))) {
                throw new CommandException(Sentences.of("cli.notThere", DisplayText.escape(name)));
            }
        }
        return offered;
    }

    private InetAddress address(Settings settings) throws CommandException {
        Optional<String> wanted = options.network().or(settings::network);
        Optional<Network> network = wanted.isPresent()
                ? Networks.find(wanted.get())
                : Networks.usable().stream().findFirst();
        return network.map(Network::address)
                .orElseThrow(() -> new CommandException(Sentences.of("cli.noNetworkForLink")));
    }

    private Link open(Node node, InetAddress at, String token, Optional<KeptLinks.KeptLink> before)
            throws CommandException {
        OptionalInt wanted = options.port();
        try {
            if (wanted.isEmpty() && before.isPresent()) {
                // Whoever has the page open looks for it where it was.
                try {
                    return open(
                            node,
                            options.plan(token, at, OptionalInt.of(before.get().port())));
                } catch (PortException taken) {
                    return open(node, options.plan(token, at, wanted));
                }
            }
            return open(node, options.plan(token, at, wanted));
        } catch (PortException refused) {
            throw new CommandException(
                    refused.why() == PortException.Why.TAKEN && wanted.isPresent()
                            ? Sentences.of("cli.portTaken", wanted.getAsInt())
                            : Failure.sentence(refused));
        } catch (IOException failure) {
            throw new CommandException(Failure.sentence(failure));
        }
    }

    private Link open(Node node, LinkPlan plan) throws IOException {
        LinkHost host = LinkHost.of(node);
        if (plan.encryption() != LinkPlan.Encryption.NONE && !host.canEncrypt()) {
            throw new IOException(Sentences.of("cli.noLinkCertificate"));
        }
        return Link.open(plan, host, queue::link);
    }

    private void follow(Link link, LinkLines lines, KeptLinks kept, String offer) throws InterruptedException {
        boolean open = true;
        long keptAt = 0;
        while (open) {
            long now = System.nanoTime();
            if (keptAt == 0 || now - keptAt > KEEP_EVERY_MILLIS * 1_000_000) {
                Instant until = Instant.now().plus(link.left());
                kept.keep(new KeptLinks.KeptLink(offer, link.plan().token(), link.port(), until));
                keptAt = now;
            }
            Optional<Object> event = queue.take(KEEP_EVERY_MILLIS);
            event.ifPresent(lines::print);
            open = event.filter(LinkEvent.Closed.class::isInstance).isEmpty();
            if (options.isOnce() && event.filter(LinkCommand::isComplete).isPresent()) {
                link.close();
            }
        }
    }

    private static boolean isComplete(Object event) {
        return event instanceof LinkEvent.Downloaded || event instanceof LinkEvent.Uploaded;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
