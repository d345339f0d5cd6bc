package wherry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.settings.Trust;
import wherry.settings.TrustStore;
import wherry.transfer.ComparisonCode;
import wherry.transfer.DisplayText;
import wherry.transfer.Peer;
import wherry.transfer.Sentences;

/** {@code trust}: whose files are taken without asking, and whose never. */
@Command(name = "trust", description = "Lists and changes what holds for which certificate.")
final class TrustCommand implements Runnable {
    private static final Pattern PERIOD = Pattern.compile("([1-9]\\d{0,3})([hd])");

    private final RootCommand root;

    @Spec
    private CommandSpec spec;

    TrustCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), Sentences.of("cli.noTrustCommand"));
    }

    @Command(name = "list", description = "Prints one line for each certificate: decision, until when, name, folder.")
    int list() {
        root.trust().all().stream().map(TrustCommand::line).forEach(root.terminal()::print);
        return ExitCode.OK;
    }

    @Command(name = "remove", description = "Forgets a certificate: its owner is a stranger again.")
    int remove(@Parameters(paramLabel = "FINGERPRINT", description = "As trust list prints it.") String fingerprint)
            throws CommandException, IOException {
        TrustStore trust = root.trust();
        String checked = checked(fingerprint);
        if (trust.of(checked).isEmpty()) {
            throw new CommandException(Sentences.of("cli.notDecided"));
        }
        trust.remove(checked);
        return ExitCode.OK;
    }

    private String checked(String fingerprint) {
        if (!ComparisonCode.isFingerprint(fingerprint)) {
            throw new ParameterException(spec.commandLine(), Sentences.of("cli.noFingerprint"));
        }
        return fingerprint;
    }

    private static String line(Trust trust) {
        StringBuilder line = new StringBuilder(trust.fingerprint().toUpperCase(Locale.ROOT))
                .append("  ")
                .append(trust.decision().name().toLowerCase(Locale.ROOT));
        trust.until().ifPresent(until -> line.append("  until ").append(until));
        line.append("  ").append(trust.lastAlias().isEmpty() ? "-" : DisplayText.escape(trust.lastAlias()));
        trust.folder().ifPresent(folder -> line.append("  ").append(DisplayText.escape(folder.toString())));
        return line.toString();
    }

    /** {@code trust add}. */
    @Command(name = "add", description = "Accepts what the owner of a certificate sends, or blocks it.")
    static final class Add implements Callable<Integer> {
        private final RootCommand root;

        @Parameters(
                paramLabel = "FINGERPRINT",
                description = "64 hexadecimal digits, as \"identity\" prints them at the other end.")
        private String fingerprint = "";

        @Option(names = "--block", description = "Decline everything instead.")
        private boolean block;

        @Option(names = "--for", paramLabel = "PERIOD", description = "As 1h or 7d; for ever unless told otherwise.")
        private Optional<String> period = Optional.empty();

        @Option(names = "--into", paramLabel = "DIR", description = "Where its files go.")
        private Optional<Path> into = Optional.empty();

        @Option(names = "--alias", paramLabel = "NAME", description = "What its owner is called.")
        private String alias = "";

        @Spec
        private CommandSpec spec;

        Add(RootCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() throws IOException {
            if (!ComparisonCode.isFingerprint(fingerprint)) {
                throw new ParameterException(spec.commandLine(), Sentences.of("cli.noFingerprint"));
            }
            root.trust()
                    .put(new Trust(
                            fingerprint,
                            DisplayText.escape(DisplayText.shorten(alias.strip(), Peer.LONGEST_ALIAS)),
                            block ? Trust.Decision.BLOCK : Trust.Decision.ACCEPT,
                            into,
                            period.map(this::end)));
            return ExitCode.OK;
        }

        private Instant end(String text) {
            Matcher parts = PERIOD.matcher(text);
            if (!parts.matches()) {
                throw new ParameterException(spec.commandLine(), Sentences.of("cli.noPeriod"));
            }
            int number = Integer.parseInt(parts.group(1));
            return Instant.now().plus("h".equals(parts.group(2)) ? Duration.ofHours(number) : Duration.ofDays(number));
        }
    }
}
