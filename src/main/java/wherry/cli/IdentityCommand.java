package wherry.cli;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.PositionalParamSpec;
import wherry.node.Node;
import wherry.transfer.ComparisonCode;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Security;
import wherry.transfer.Sentences;

/** Prints what others know this computer by, and the code to read to each other ({@code identity}). */
final class IdentityCommand extends Command {
    private final RootCommand root;

    private final PositionalParamSpec peer = parameter(PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("PEER")
            .description("A name that is seen now, or a fingerprint of 64 hexadecimal digits."));

    private final NetworkOption network = new NetworkOption(this);

    IdentityCommand(RootCommand root) {
        super(
                "identity",
                "Prints this computer's name and the fingerprint of its certificate and, with a device, that one's and"
                        + " the code that must be the same at both ends.");
        this.root = root;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        try (HostedNode host = root.host(Overrides.of(network.wanted()), Node.Role.SENDER)) {
            Node node = host.node();
            String own = node.fingerprint().orElseThrow(() -> new CommandException(Sentences.of("cli.noIdentity")));
            print("alias", DisplayText.escape(node.settings().alias()));
            print("fingerprint", own);
            Optional<String> asked = given(peer);
            if (asked.isPresent()) {
                String other = fingerprint(host, asked.get());
                print("peer", other);
                print("code", node.comparisonCode(other).orElseThrow());
            }
            return ExitCode.OK;
        }
    }

    private void print(String what, String value) {
        root.terminal().print(String.format(Locale.ROOT, "%-12s %s", what, value));
    }

    private static String fingerprint(HostedNode host, String peer) throws CommandException, InterruptedException {
        if (ComparisonCode.isFingerprint(peer)) {
            return peer.toUpperCase(Locale.ROOT);
        }
        Peer found = new RecipientSearch(host).named(peer);
        return found.endpoints().stream()
                .map(Endpoint::security)
                .filter(Security.Verified.class::isInstance)
                .map(security -> ((Security.Verified) security).fingerprint())
                .findFirst()
                .orElseThrow(() -> new CommandException(Sentences.of("cli.noCertificate", DisplayText.escape(peer))));
    }
}
