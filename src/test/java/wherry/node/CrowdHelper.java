package wherry.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.protocol.localsend.LocalSend;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.TrustStore;

/** Some Wherrys in one process, each on ports of its own and with a key of its own; ends with its standard input. */
final class CrowdHelper {
    private CrowdHelper() {}

    /** Arguments: a folder, and how many. */
    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            Path home = Files.createDirectories(Path.of(arguments[0]).resolve("peer-" + i));
            Settings settings = Settings.defaults("Peer " + i, home.resolve("in"));
            Node node = new LocalNode(
                    List.of(
                            new LocalSend(
                                    LocalSend.Credentials.in(home, problem -> {}),
                                    settings::alias,
                                    () -> TransferLimits.DEFAULT),
                            new Homebrew(
                                    new InetSocketAddress(settings.group(), Homebrew.PORT), TransferLimits.DEFAULT)),
                    settings,
                    TrustStore.open(home, Clock.systemUTC()),
                    LastAddresses.none(),
                    Node.Role.UNATTENDED,
                    event -> {});
            new Thread(node::run, "peer " + i).start();
        }
        System.out.println("running");
        System.in.read();
        System.exit(0);
    }
}
