package wherry.cli;

import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** Parses which network a command works on. */
final class NetworkOption {
    private final OptionSpec wanted;

    NetworkOption(Command command) {
        wanted = command.option(
                "--interface",
                "NAME|ADDRESS",
                String.class,
                "Use this network only, as eth0 or 192.168.1.20. The loopback interface is allowed here.");
    }

    Optional<String> wanted() {
        return Command.given(wanted);
    }
}
