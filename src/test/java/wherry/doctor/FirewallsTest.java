package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The firewall that is really there is named, and the command opens all that is needed. */
class FirewallsTest {
    private static final List<Integer> PORTS = List.of(53_317, 54_321);

    @TempDir
    Path root;

    @Test
    void ufwIsKnownByItsConfiguration() throws IOException {
        write("etc/ufw/ufw.conf", "# comment\nENABLED=yes\nLOGLEVEL=low\n");
        write("usr/sbin/nft", "");
        assertThat(command("Linux")).isEqualTo("sudo ufw allow 53317 && sudo ufw allow 54321");
        write("etc/ufw/ufw.conf", "ENABLED=no\n");
        assertThat(firewalls("Linux").on("eth0").kind()).isEqualTo(Firewall.Kind.NFTABLES);
    }

    @Test
    void firewalldIsAskedForTheZoneOfTheInterface() throws IOException {
        write("usr/sbin/firewalld", "");
        Firewalls firewalls = new Firewalls(
                "Linux",
                root,
                command -> Optional.of(
                        Arrays.asList(command).contains("getZoneOfInterface")
                                ? "s \"home\"\n"
                                : "s \"FedoraWorkstation\"\n"));
        assertThat(firewalls.on("wlan0").allow(Firewall.Way.IN, PORTS))
                .hasValue("sudo firewall-cmd --permanent --zone=home --add-port=53317/tcp --add-port=53317/udp"
                        + " --add-port=54321/tcp --add-port=54321/udp && sudo firewall-cmd --reload");
        assertThat(firewalls.on("").zone()).isEqualTo("FedoraWorkstation");
    }

    @Test
    void whereNothingElseIsKnownTheToolsOfTheKernelAre() throws IOException {
        assertThat(firewalls("Linux").on("eth0").kind()).isEqualTo(Firewall.Kind.UNKNOWN);
        write("sbin/iptables", "");
        assertThat(command("Linux"))
                .isEqualTo("sudo iptables -I INPUT -p tcp -m multiport --dports 53317,54321 -j ACCEPT"
                        + " && sudo iptables -I INPUT -p udp -m multiport --dports 53317,54321 -j ACCEPT");
    }

    @Test
    void windowsHasARuleForEachKindOfTraffic() {
        assertThat(command("Windows 11"))
                .contains("protocol=TCP localport=53317,54321", "protocol=UDP localport=53317,54321");
        assertThat(firewalls("Mac OS X").on("en0").kind()).isEqualTo(Firewall.Kind.MACOS);
    }

    private String command(String system) {
        return firewalls(system).on("eth0").allow(Firewall.Way.IN, PORTS).orElseThrow();
    }

    private Firewalls firewalls(String system) {
        return new Firewalls(system, root, command -> Optional.empty());
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
