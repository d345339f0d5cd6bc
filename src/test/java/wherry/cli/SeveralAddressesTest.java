package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.ChildJvm;
import wherry.testing.Lines;
import wherry.testing.Namespaces;
import wherry.testing.TestFiles;

/** Computers with several addresses, each a network namespace. */
class SeveralAddressesTest {
    private static final Duration START = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @BeforeEach
    void onlyWhereNamespacesCanBeMade() {
        assumeTrue(Namespaces.possible(), "network namespaces cannot be made here");
    }

    @Test
    void allAddressesOfOneInterfaceAreServedAlsoThoseThatComeLater() throws Exception {
        Path file = TestFiles.random(folder.resolve("a.bin"), 1_000);
        try (Namespaces computers = new Namespaces()) {
            List<String> pair = computers.addPair();
            computers.inside(pair.get(0), "ip", "address", "add", "192.168.5.1/24", "dev", "eth0");
            Lines receiver = new Lines(computers.start(
                    pair.get(1),
                    wherry("r", "receive", "--into", folder.resolve("in").toString(), "--interface", "eth0")));
            receiver.await("IP = 10.77.0.2  ", START);

            computers.inside(pair.get(1), "ip", "address", "add", "192.168.5.2/24", "dev", "eth0");
            receiver.await("IP = 10.77.0.2, 192.168.5.2  ", START);

            for (String address : List.of("10.77.0.2", "192.168.5.2")) {
                Process sender = computers.start(pair.get(0), wherry("s", "send", address, file.toString()));
                Lines said = new Lines(sender);
                assertThat(sender.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(sender.exitValue()).as("%s: %s", address, said).isZero();
            }
        }
    }

    @Test
    void whoShowsItsCertificateOnTwoCablesIsOneRowWithBothAddresses() throws Exception {
        Path file = TestFiles.random(folder.resolve("a.bin"), 1_000);
        try (Namespaces computers = new Namespaces()) {
            List<String> pair = computers.addPair();
            computers.cable(pair.get(0), "eth1", "10.78.0.1/24", pair.get(1), "eth1", "10.78.0.2/24");
            Lines receiver = new Lines(computers.start(
                    pair.get(1),
                    wherry("r", "receive", "--into", folder.resolve("in").toString(), "--alias", "Board")));
            receiver.await("Starting", START);
            Process watching = computers.start(pair.get(0), wherry("w", "peers", "--watch", "--json"));
            Lines seen = new Lines(watching);
            String row = "";
            while (!row.contains(proven("10.77.0.2")) || !row.contains(proven("10.78.0.2"))) {
                row = seen.await(",\"verified\":true", START);
            }
            assertThat(row).contains("\"alias\":\"Board\"").doesNotContain("\"event\":\"gone\"");

            Process sender = computers.start(pair.get(0), wherry("s", "send", "Board", file.toString()));
            assertThat(sender.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sender.exitValue()).isZero();
        }
    }

    private static String proven(String address) {
        return "\"address\":\"" + address + "\",\"port\":53317,\"verified\":true";
    }

    private List<String> wherry(String home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.add("wherry.Main");
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", folder.resolve(home).toString()));
        return command;
    }
}
