package wherry.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which network a command works on. */
final class NetworkOption {
    @Option(
            names = "--interface",
            paramLabel = "NAME|ADDRESS",
            description = "Use this network only, as eth0 or 192.168.1.20. The loopback interface is allowed here.")
    private Optional<String> wanted = Optional.empty();

    Optional<String> wanted() {
        return wanted;
    }
}
