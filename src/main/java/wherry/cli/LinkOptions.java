package wherry.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wherry.link.LinkPlan;
import wherry.link.LinkToken;
import wherry.settings.Settings;
import wherry.transfer.Sentences;

/** Defines the options of {@code link}. */
final class LinkOptions {
    private static final Pattern PERIOD = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
    private static final String USUAL_LIFE = "10m";
    private static final int LONGEST_PIN = 64;

    private final Command command;
    private final PositionalParamSpec files;
    private final OptionSpec token;
    private final OptionSpec into;
    private final OptionSpec noUpload;
    private final OptionSpec life;
    private final OptionSpec pin;
    private final NetworkOption network;
    private final OptionSpec port;
    private final OptionSpec once;
    private final OptionSpec accept;
    private final OptionSpec https;
    private final OptionSpec json;

    LinkOptions(Command command) {
        this.command = command;
        this.files = command.parameter(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("FILE")
                .description("Files and folders to offer; without any, the link only receives."));
        this.token = command.option(
                "--token",
                "TOKEN",
                String.class,
                "Bring back the link of this token: what broke off goes on. 8 to 64 letters, digits, - and _.");
        this.into = command.folder("--into", "Put received files here.");
        this.noUpload = command.flag("--no-upload", "Take nothing.");
        this.life = command.option(
                "--for",
                "TIME",
                String.class,
                "End when nobody has asked for anything for so long, as 10m (the default), 1h or 90s.");
        this.pin = command.option("--pin", "PIN", String.class, "Ask visitors for this PIN, 4 to 64 characters.");
        this.network = new NetworkOption(command);
        this.port = command.option(OptionSpec.builder("--port")
                .paramLabel("N")
                .type(Integer.class)
                .arity("1")
                .converters(new PortConverter())
                .description("Listen on this port; 0 takes a free one. Usually 53380, or the next that is free."));
        this.once = command.flag("--once", "End after one complete download or upload.");
        this.accept = command.option(
                "--accept", "all|none", String.class, "Take every upload (the default), or refuse every one.");
        this.https = command.flag(
                "--https", "Encrypt with this computer's own certificate; browsers warn that they do not know it.");
        this.json = command.flag("--json", "Print one object a line: first the link, then what happens.");
    }

    List<String> files() {
        return Command.<List<String>>given(files).orElse(List.of());
    }

    Optional<String> token() {
        Optional<String> wanted = Command.given(token);
        if (wanted.isPresent() && !LinkToken.isToken(wanted.get())) {
            throw command.wrong(Sentences.of("cli.noToken"));
        }
        return wanted;
    }

    boolean isOnce() {
        return Command.isGiven(once);
    }

    LinkLines.Form form() {
        return Command.isGiven(json) ? LinkLines.Form.JSON : LinkLines.Form.LINES;
    }

    Optional<String> network() {
        return network.wanted();
    }

    OptionalInt port() {
        return Command.<Integer>given(port).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    LinkPlan plan(String chosenToken, InetAddress at, OptionalInt chosenPort) {
        return new LinkPlan(chosenToken, at, chosenPort, uploads(), life(), pin(), encryption());
    }

    private LinkPlan.Encryption encryption() {
        return Command.isGiven(https) ? LinkPlan.Encryption.OWN_CERTIFICATE : LinkPlan.Encryption.NONE;
    }

    private LinkPlan.Uploads uploads() {
        return Command.isGiven(noUpload) ? LinkPlan.Uploads.REFUSED : LinkPlan.Uploads.OFFERED;
    }

    private Duration life() {
        Matcher parts = PERIOD.matcher(Command.<String>given(life).orElse(USUAL_LIFE));
        if (!parts.matches()) {
            throw command.wrong(Sentences.of("cli.noLife"));
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private Optional<String> pin() {
        Optional<String> wanted = Command.given(pin);
        if (wanted.isPresent() && (wanted.get().length() < 4 || wanted.get().length() > LONGEST_PIN)) {
            throw command.wrong(Sentences.of("cli.noLinkPin"));
        }
        return wanted;
    }

    /** What the settings are to be instead. */
    Overrides overrides() {
        return new Overrides(
                Optional.empty(),
                Command.<Path>given(into),
                OptionalInt.empty(),
                Optional.of(asking()),
                network.wanted(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Settings.Asking asking() {
        return switch (Command.<String>given(accept).orElse("all").toLowerCase(Locale.ROOT)) {
            case "all" -> Settings.Asking.ACCEPT;
            case "none" -> Settings.Asking.REFUSE;
            default -> throw command.wrong(Sentences.of("cli.noAccept"));
        };
    }

    /** Tells what is offered, and how, from anything else that could be. */
    String summary() {
        return String.join(
                "\n",
                String.join(
                        "\n",
                        files().stream()
                                .map(file -> Path.of("").toAbsolutePath() + "/" + file)
                                .toList()),
                String.valueOf(Command.<Path>given(into).map(Path::toAbsolutePath)),
                uploads() + " " + pin() + " " + encryption() + " " + network.wanted() + " " + port());
    }
}
