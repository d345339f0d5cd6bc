package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the interfaces are looked at anew, by files like those of Linux. */
class InterfaceSignsTest {
    private static final String IPV4 = "proc/net/fib_trie";
    private static final String IPV6 = "proc/net/if_inet6";
    private static final String CABLE = "sys/class/net/eth0/operstate";

    @TempDir
    Path root;

    private InterfaceSigns signs;

    @BeforeEach
    void aComputerWithOneCable() throws IOException {
        write("proc/net/dev", "Inter-|   Receive\n face |bytes\n    lo: 1 2\n  eth0: 3 4\n");
        write(IPV4, "  |-- 10.77.0.1\n     /32 host LOCAL\n");
        write(IPV6, "fe80000000000000000000000000beef 02 40 20 80 eth0\n");
        write("sys/class/net/lo/operstate", "unknown\n");
        write(CABLE, "up\n");
        signs = InterfaceSigns.in(root);
    }

    @AfterEach
    void close() {
        signs.close();
    }

    @Test
    void atFirstAndNowAndThenTheyAreLookedAtWhateverIsSaid() {
        assertThat(signs.mayHaveChanged()).isTrue();
        for (int turn = 0; turn < InterfaceSigns.BLIND_TURNS; turn++) {
            assertThat(signs.mayHaveChanged()).isFalse();
        }
        assertThat(signs.mayHaveChanged()).isTrue();
        assertThat(signs.mayHaveChanged()).isFalse();
    }

    @Test
    void anAddressThatComesOrBecomesReadyAndACableThatIsPulledAreSigns() throws IOException {
        signs.mayHaveChanged();

        write(IPV4, "  |-- 10.78.0.1\n     /32 host LOCAL\n");
        assertThat(signs.mayHaveChanged()).isTrue();
        assertThat(signs.mayHaveChanged()).isFalse();

        write(IPV6, "fe80000000000000000000000000beef 02 40 20 00 eth0\n");
        assertThat(signs.mayHaveChanged()).isTrue();
        assertThat(signs.mayHaveChanged()).isFalse();

        write(CABLE, "down\n");
        assertThat(signs.mayHaveChanged()).isTrue();
        assertThat(signs.mayHaveChanged()).isFalse();
    }

    @Test
    void theCableOfAnInterfaceThatCameLaterIsLookedAtToo() throws IOException {
        signs.mayHaveChanged();
        write("proc/net/dev", "    lo: 1 2\n  eth0: 3 4\n  eth1: 5 6\n");
        write("sys/class/net/eth1/operstate", "down\n");
        write(IPV4, "  |-- 10.77.0.1\n  |-- 10.79.0.1\n");
        assertThat(signs.mayHaveChanged()).isTrue();

        write("sys/class/net/eth1/operstate", "up\n");

        assertThat(signs.mayHaveChanged()).isTrue();
    }

    @Test
    void whereTheInterfacesOfAnotherContainerAreShownAnythingMayHaveChanged() throws IOException {
        write("proc/net/dev", "    lo: 1 2\n  lan0: 3 4\n");
        assertThat(signs.mayHaveChanged()).isTrue();
        assertThat(signs.mayHaveChanged()).isTrue();
    }

    @Test
    void whereNothingIsToldAnythingMayHaveChanged() throws IOException {
        Files.delete(root.resolve(IPV4));
        assertThat(signs.mayHaveChanged()).isTrue();
        assertThat(signs.mayHaveChanged()).isTrue();
    }

    @Test
    void withoutIpv6TheRestIsEnough() throws IOException {
        Files.delete(root.resolve(IPV6));
        assertThat(signs.mayHaveChanged()).isTrue();
        assertThat(signs.mayHaveChanged()).isFalse();
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }
}
