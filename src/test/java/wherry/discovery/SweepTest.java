package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Lan;
import wherry.testing.Namespaces;

/** Who is alive around us is found out without connecting to anybody, and without filling the kernel's table. */
@Timeout(120)
class SweepTest {
    @TempDir
    Path scratch;

    @Test
    void theLivingAreFoundNearAndFarAndNeverMoreAreUnresolvedThanOneMayHave() throws Exception {
        assumeTrue(Namespaces.possible(), "network namespaces cannot be made here");
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            lan.add(2);
            lan.add(250);
            lan.countConnects(own);
            Process sweep =
                    lan.start(own, SweepHelper.class, scratch.resolve("turns").toString(), "10.77.0.1");

            int most = 0;
            while (sweep.isAlive()) {
                most = Math.max(most, incomplete(lan, own));
            }

            String said = new String(sweep.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said.lines()).containsExactlyInAnyOrder("living 10.77.0.2", "living 10.77.0.250", "done true");
            assertThat(most).isBetween(Sweep.MOST_UNRESOLVED / 2, Sweep.MOST_UNRESOLVED);
            assertThat(lan.connects(own)).isZero();
        }
    }

    @Test
    void whileAnotherSweepsNothingIsSent() throws Exception {
        Path turns = scratch.resolve("turns");
        NeighbourTable empty = new NeighbourTable(List.of(new NeighbourTable.Source(() -> "", NeighbourFormats::arp)));
        Inet4Address own = (Inet4Address) InetAddress.getLoopbackAddress();
        Optional<SweepTurn> turn = SweepTurn.tryTake(turns);
        assertThat(turn).isPresent();

        assertThat(new Sweep(empty, turns).around(own, address -> {})).isFalse();

        turn.get().close();
        Optional<SweepTurn> next = SweepTurn.tryTake(turns);
        assertThat(next).isPresent();
        next.get().close();
    }

    @Test
    void aCrowdedTableIsNotMadeFuller() throws Exception {
        StringBuilder full = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            full.append(String.format("10.77.%d.%d 0x1 0x0 00:00:00:00:00:00 * eth0%n", i / 250, i % 250));
        }
        NeighbourTable crowded =
                new NeighbourTable(List.of(new NeighbourTable.Source(full::toString, NeighbourFormats::procNetArp)));

        assertThat(new Sweep(crowded, scratch.resolve("turns"))
                        .around((Inet4Address) InetAddress.getLoopbackAddress(), address -> {}))
                .isFalse();
    }

    @Test
    void nearAreThoseOfTheNetworkAndOfThe256AroundUsTheNearestFirst() throws IOException {
        List<InetAddress> near = Links.near((Inet4Address) InetAddress.getLoopbackAddress());

        assertThat(near)
                .hasSize(253)
                .doesNotContain(InetAddress.getLoopbackAddress(), InetAddress.getByName("127.0.0.0"))
                .startsWith(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.3"))
                .endsWith(InetAddress.getByName("127.0.0.254"));
    }

    @Test
    void whatStrangersSayOfOthersIsBelievedOfNeighboursOnly() throws IOException {
        for (String address : List.of("127.0.0.2", "::1", "0.0.0.0", "224.0.0.167", "203.0.113.9", "2001:db8::1")) {
            assertThat(Links.isOfNeighbour(InetAddress.getByName(address)))
                    .as(address)
                    .isFalse();
        }
        assertThat(Links.isOnLink(InetAddress.getByName("127.0.0.2"))).isTrue();
    }

    private static int incomplete(Lan lan, String computer) throws Exception {
        Process listing = lan.start(computer, List.of("ip", "neigh", "show", "nud", "incomplete"));
        return (int) new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .count();
    }
}
