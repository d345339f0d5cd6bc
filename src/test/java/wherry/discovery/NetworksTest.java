package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wherry.transfer.Network;

class NetworksTest {
    @TempDir
    private Path kernel;

    @Test
    void theLoopbackIsFoundByNameAndAddressAndNeverOffered() {
        Network loopback = Networks.find("127.0.0.1").orElseThrow();
        assertThat(loopback.kind()).isEqualTo(Network.Kind.LOOPBACK);
        assertThat(Networks.find(loopback.name())).contains(loopback);
        assertThat(Networks.usable()).doesNotContain(loopback);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(Networks.find("nosuch0")).isEmpty();
        assertThat(Networks.find("")).isEmpty();
        assertThat(Networks.find("192.0.2.255")).isEmpty();
    }

    @Test
    void anOwnAddressIsOursOverWhicheverInterfaceItWasHeard() throws IOException {
        byte[] own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet6Address.class::isInstance)
                .map(InetAddress::getAddress)
                .findFirst()
                .orElse(new byte[0]);
        assumeTrue(own.length > 0, "this computer has no address of IPv6");

        assertThat(Networks.isOfThisComputer(Inet6Address.getByAddress(null, own, 4_711)))
                .isTrue();
        own[15] = (byte) (own[15] ^ 0x55);
        assertThat(Networks.isOfThisComputer(Inet6Address.getByAddress(null, own, 4_711)))
                .isFalse();
    }

    @Test
    void physicalNetworksAreOfferedFirst() {
        assertThat(Networks.usable()).extracting(Network::kind).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "docker0, VIRTUAL",
        "br-5f2c0a, VIRTUAL",
        "veth12ab, VIRTUAL",
        "virbr0, VIRTUAL",
        "vmnet8, VIRTUAL",
        "vboxnet0, VIRTUAL",
        "tun0, VPN",
        "tap3, VPN",
        "wg0, VPN",
        "utun4, VPN",
        "ppp0, VPN",
        "tailscale0, VPN",
        "zt5u4y, VPN"
    })
    void aNetworkIsKnownByItsNameWhateverTheKernelSays(String name, Network.Kind kind) throws IOException {
        hardware(name);
        assertThat(names().kind(name, name)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "eth3, VirtualBox Host-Only Ethernet Adapter, VIRTUAL",
        "eth4, Hyper-V Virtual Ethernet Adapter, VIRTUAL",
        "eth5, vEthernet (WSL), VIRTUAL",
        "net2, WireGuard Tunnel, VPN",
        "net3, TAP-Windows Adapter V9, VPN",
        "wlan0, Intel(R) Wi-Fi 6 AX201 160MHz, PHYSICAL",
        "eth0, Realtek PCIe GbE Family Controller, PHYSICAL"
    })
    void whereTheSystemHasNamesForPeopleTheyAreShownAndTellTheKind(String name, String shown, Network.Kind kind) {
        InterfaceNames elsewhere = new InterfaceNames(kernel.resolve("not Linux"));
        assertThat(elsewhere.kind(name, shown)).isEqualTo(kind);
        assertThat(elsewhere.friendly(name, shown)).isEqualTo(shown);
    }

    @Test
    void onLinuxOnlyWhatStandsOnHardwareIsPhysical() throws IOException {
        hardware("eth0");
        Files.createDirectories(kernel.resolve("bond0"));
        Files.createSymbolicLink(kernel.resolve("bond0/lower_eth0"), kernel.resolve("eth0"));
        Files.createDirectories(kernel.resolve("macsec0"));
        assertThat(names().kind("eth0", "eth0")).isEqualTo(Network.Kind.PHYSICAL);
        assertThat(names().kind("bond0", "bond0")).isEqualTo(Network.Kind.PHYSICAL);
        assertThat(names().kind("macsec0", "macsec0")).isEqualTo(Network.Kind.VIRTUAL);
    }

    @Test
    void onLinuxNetworksGetNamesForPeople() throws IOException {
        hardware("enp3s0");
        hardware("wlp2s0");
        Files.createDirectories(kernel.resolve("radio0/wireless"));
        assertThat(names().friendly("enp3s0", "enp3s0")).isEqualTo("Ethernet (enp3s0)");
        assertThat(names().friendly("wlp2s0", "wlp2s0")).isEqualTo("Wi-Fi (wlp2s0)");
        assertThat(names().friendly("radio0", "radio0")).isEqualTo("Wi-Fi (radio0)");
        assertThat(names().friendly("docker0", null)).isEqualTo("docker0");
    }

    private InterfaceNames names() {
        return new InterfaceNames(kernel);
    }

    private void hardware(String name) throws IOException {
        Files.createDirectories(kernel.resolve(name).resolve("device"));
    }
}
