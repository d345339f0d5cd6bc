package wherry.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wherry.settings.Trust;
import wherry.settings.TrustStore;
import wherry.transfer.ComparisonCode;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.transfer.Peer;
import wherry.transfer.Sentences;

/** Lists and changes whose files are taken without asking, and whose never ({@code trust}). */
final class TrustCommand extends Command {
    TrustCommand() {
        super("trust", "Lists and changes what holds for which certificate.");
    }

    @Override
    public Integer call() {
        throw wrong(Sentences.of("cli.noTrustCommand"));
    }

    /** {@code trust list}. */
    static final class List extends Command {
        private final RootCommand root;

        List(RootCommand root) {
            super(
                    "list",
                    "Prints one line for each certificate: decision, until when, whether codes were compared, name, folder.");
            this.root = root;
        }

        @Override
        public Integer call() {
            root.trust().all().stream().map(List::line).forEach(root.terminal()::print);
            return ExitCode.OK;
        }

        private static String line(Trust trust) {
            StringBuilder line = new StringBuilder(trust.fingerprint().toUpperCase(Locale.ROOT))
                    .append("  ")
                    .append(trust.decision().name().toLowerCase(Locale.ROOT));
            trust.until().ifPresent(until -> line.append("  until ").append(until.truncatedTo(ChronoUnit.SECONDS)));
            if (trust.checked()) {
                line.append("  checked");
            }
            line.append("  ").append(trust.lastAlias().isEmpty() ? "-" : DisplayText.escape(trust.lastAlias()));
            trust.folder().ifPresent(folder -> line.append("  ").append(DisplayText.escape(folder)));
            return line.toString();
        }
    }

    /** {@code trust add}. */
    static final class Add extends Command {
        private static final Pattern PERIOD = Pattern.compile("([1-9]\\d{0,3})([hd])");

        private final RootCommand root;

        private final PositionalParamSpec fingerprint =
                fingerprint(this, "64 hexadecimal digits, as \"identity\" prints them at the other end.");
        private final OptionSpec block = flag("--block", "Decline everything instead.");
        private final OptionSpec period =
                option("--for", "PERIOD", String.class, "As 1h or 7d; for ever unless told otherwise.");
        private final OptionSpec into = folder("--into", "Where its files go.");
        private final OptionSpec alias = option("--alias", "NAME", String.class, "What its owner is called.");

        Add(RootCommand root) {
            super("add", "Accepts what the owner of a certificate sends, or blocks it.");
            this.root = root;
        }

        @Override
        public Integer call() throws CommandException {
            String checked = checked(this, fingerprint);
            String name = Command.<String>given(alias).orElse("").strip();
            Optional<Instant> until = Command.<String>given(period).map(this::end);
            Trust decided = new Trust(
                    checked,
                    DisplayText.escape(DisplayText.shorten(name, Peer.LONGEST_ALIAS)),
                    isGiven(block) ? Trust.Decision.BLOCK : Trust.Decision.ACCEPT,
                    given(into),
                    until);
            TrustStore trust = root.trust();
            change(root, () -> trust.put(decided));
            return ExitCode.OK;
        }

        private Instant end(String text) {
            Matcher parts = PERIOD.matcher(text);
            if (!parts.matches()) {
                throw wrong(Sentences.of("cli.noPeriod"));
            }
            int number = Integer.parseInt(parts.group(1));
            return Instant.now().plus("h".equals(parts.group(2)) ? Duration.ofHours(number) : Duration.ofDays(number));
        }
    }

    /** {@code trust remove}. */
    static final class Remove extends Command {
        private final RootCommand root;
        private final PositionalParamSpec fingerprint = fingerprint(this, "As trust list prints it.");

        Remove(RootCommand root) {
            super("remove", "Forgets a certificate: its owner is a stranger again.");
            this.root = root;
        }

        @Override
        public Integer call() throws CommandException {
            String checked = checked(this, fingerprint);
            TrustStore trust = root.trust();
            if (trust.of(checked).isEmpty()) {
                throw new CommandException(Sentences.of("cli.notDecided"));
            }
            change(root, () -> trust.remove(checked));
            return ExitCode.OK;
        }
    }

    /** What can be done to a store. */
    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    /** This process ends at once, and with it what could not be kept. */
    private static void change(RootCommand root, Change change) throws CommandException {
        try {
            change.make();
        } catch (IOException failure) {
            throw new CommandException(
                    failure.getCause() instanceof IOException why
                            ? Sentences.of(
                                    "cli.trustNotKept",
                                    DisplayText.escape(root.directory()),
                                    Failure.writing(why, root.directory()))
                            : Failure.sentence(failure));
        }
    }

    private static PositionalParamSpec fingerprint(Command command, String description) {
        return command.parameter(PositionalParamSpec.builder()
                .index("0")
                .required(true)
                .type(String.class)
                .paramLabel("FINGERPRINT")
                .description(description));
    }

    private static String checked(Command command, PositionalParamSpec fingerprint) {
        String given = fingerprint.getValue();
        if (!ComparisonCode.isFingerprint(given)) {
            throw command.wrong(Sentences.of("cli.noFingerprint"));
        }
        return given;
    }
}
