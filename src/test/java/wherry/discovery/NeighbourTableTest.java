package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import wherry.discovery.Neighbour.State;
import wherry.discovery.NeighbourTable.Source;

class NeighbourTableTest {
    @Test
    void linuxTellsTheLivingByAFlag() {
        assertThat(NeighbourFormats.procNetArp("""
                        IP address       HW type     Flags       HW address            Mask     Device
                        10.77.0.2        0x1         0x2         02:FC:00:00:00:05     *        eth0
                        10.77.0.3        0x1         0x0         00:00:00:00:00:00     *        eth0
                        10.77.0.4        0x1         0x0         02:fc:00:00:00:07     *        eth0
                        10.77.0.5        0x1         0x6         02:fc:00:00:00:08     *        wlan0
                        """))
                .extracting(NeighbourTableTest::text)
                .containsExactly(
                        "10.77.0.2 eth0 ALIVE 02:fc:00:00:00:05",
                        "10.77.0.3 eth0 UNRESOLVED ",
                        "10.77.0.4 eth0 UNRESOLVED ",
                        "10.77.0.5 wlan0 ALIVE 02:fc:00:00:00:08");
    }

    @Test
    void macPrintsHardwareAddressesWithoutLeadingZeros() {
        assertThat(NeighbourFormats.arp("""
                        ? (10.77.0.1) at 2:fc:0:0:0:5 on en0 ifscope [ethernet]
                        ? (10.77.0.3) at (incomplete) on en0 ifscope [ethernet]
                        ? (10.77.0.255) at ff:ff:ff:ff:ff:ff on en0 ifscope [ethernet]
                        ? (224.0.0.251) at 1:0:5e:0:0:fb on en0 ifscope permanent [ethernet]
                        """))
                .extracting(NeighbourTableTest::text)
                .containsExactly("10.77.0.1 en0 ALIVE 02:fc:00:00:00:05", "10.77.0.3 en0 UNRESOLVED ");
    }

    @Test
    void windowsIsReadInAnyLanguage() {
        assertThat(NeighbourFormats.arp("""
                        Schnittstelle: 10.77.0.9 --- 0x5
                          Internetadresse       Physische Adresse     Typ
                          10.77.0.1             02-fc-00-00-00-05     dynamisch \s
                          10.77.0.255           ff-ff-ff-ff-ff-ff     statisch  \s
                          224.0.0.22            01-00-5e-00-00-16     statisch  \s
                        """))
                .extracting(NeighbourTableTest::text)
                .containsExactly("10.77.0.1  ALIVE 02:fc:00:00:00:05");
    }

    @Test
    void neighboursOfTheNewerProtocolAreReadToo() {
        assertThat(NeighbourFormats.ipNeigh("""
                        fd00::1 dev eth0 FAILED\s
                        fd00::2 dev eth0 lladdr 02:fc:00:00:00:05 router STALE\s
                        """))
                .extracting(NeighbourTableTest::text)
                .containsExactly(
                        "fd00:0:0:0:0:0:0:1 eth0 UNRESOLVED ", "fd00:0:0:0:0:0:0:2 eth0 ALIVE 02:fc:00:00:00:05");
        assertThat(NeighbourFormats.ndp("""
                        Neighbor                             Linklayer Address  Netif Expire    St Flgs Prbs
                        fd00::2                              2:fc:0:0:0:5         en0 23h59m58s S  R
                        fd00::3                              (incomplete)         en0 permanent N
                        """))
                .extracting(NeighbourTableTest::text)
                .containsExactly(
                        "fd00:0:0:0:0:0:0:2 en0 ALIVE 02:fc:00:00:00:05", "fd00:0:0:0:0:0:0:3 en0 UNRESOLVED ");
    }

    @Test
    void nonsenseIsPassedOver() {
        assertThat(NeighbourFormats.procNetArp(
                        "10.77.0.2 0x1 0xffffffffff 02:fc:00:00:00:05 * eth0\n999.1.1.1 0x1 0x2 x * e"))
                .extracting(NeighbourTableTest::text)
                .containsExactly("10.77.0.2 eth0 UNRESOLVED ");
        assertThat(NeighbourFormats.ipNeigh("fe80::3 dev nosuch lladdr 02:fc:00:00:00:06 REACHABLE"))
                .isEmpty();
        assertThat(NeighbourFormats.arp("")).isEmpty();
    }

    @Test
    void onePartThatCannotBeReadTakesNothingFromTheOther() throws IOException {
        Source broken = new Source(
                () -> {
                    throw new IOException("not here");
                },
                NeighbourFormats::arp);
        Source works = new Source(() -> "? (10.77.0.1) at 2:fc:0:0:0:5 on en0", NeighbourFormats::arp);
        assertThat(new NeighbourTable(List.of(broken, works)).read()).hasSize(1);
        assertThatThrownBy(new NeighbourTable(List.of(broken))::read).hasMessage("not here");
    }

    @Test
    void theTableOfThisComputerIsReadWithoutRights() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "SKIPPED: only where the table is known to be there");
        assertThat(NeighbourTable.ofThisComputer().read()).allSatisfy(neighbour -> {
            assertThat(neighbour.state() == State.ALIVE)
                    .isEqualTo(!neighbour.hardwareAddress().isEmpty());
            assertThat(neighbour.networkInterface()).isNotEmpty();
        });
    }

    private static String text(Neighbour neighbour) {
        return neighbour.address().getHostAddress() + " " + neighbour.networkInterface() + " " + neighbour.state() + " "
                + neighbour.hardwareAddress();
    }
}
