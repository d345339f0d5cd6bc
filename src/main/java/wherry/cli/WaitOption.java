package wherry.cli;

import java.time.Duration;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import wherry.transfer.Sentences;

/** Defines the option that says how long a command looks for a peer that it was given by name. */
final class WaitOption {
    /** When nothing else is said. */
    static final Duration USUAL = Duration.ofSeconds(5);

    private static final int LONGEST_SECONDS = 86_400;

    private final Command command;
    private final OptionSpec wanted;

    WaitOption(Command command) {
        this.command = command;
        wanted = command.option(
                "--wait",
                "SECONDS",
                Integer.class,
                "Look so long for a name that nobody seems to have; 5 unless told otherwise.");
    }

    /** @throws ParameterException it is no such time */
    void check() {
        if (seconds() < 1 || seconds() > LONGEST_SECONDS) {
            throw command.wrong(Sentences.of("cli.noSeconds"));
        }
    }

    Duration wanted() {
        return Duration.ofSeconds(seconds());
    }

    private int seconds() {
        return Command.<Integer>given(wanted).orElse((int) USUAL.toSeconds());
    }
}
