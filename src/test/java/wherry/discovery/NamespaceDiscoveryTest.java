package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wherry.seedpeers.HelloReceiver;
import wherry.seedpeers.HelloSender;
import wherry.testing.Lines;
import wherry.testing.Namespaces;

/** Discovery between computers of our own, each a network namespace. */
class NamespaceDiscoveryTest {
    private static final String PORT = "54321";
    private static final Duration START = Duration.ofSeconds(30);
    /** What the issue promises is 3 s; a busy machine is given more. */
    private static final Duration SOON = Duration.ofSeconds(6);

    @BeforeEach
    void onlyWhereNamespacesCanBeMade() {
        assumeTrue(Namespaces.possible(), "network namespaces cannot be made here");
    }

    @Test
    void aNetworkThatAppearsOrVanishesIsNoticedWithinFiveSeconds() throws Exception {
        try (Namespaces computers = new Namespaces()) {
            String one = computers.add();
            String other = computers.add();
            Lines printed = new Lines(computers.start(one, NamespaceHelper.class, "watch"));
            printed.await("networks:.", START);

            computers.cable(one, "eth0", "10.77.0.1/24", other, "eth0", "10.77.0.2/24");
            assertThat(printed.await("eth0", SOON)).isEqualTo("networks: eth0=10.77.0.1/VIRTUAL.");

            computers.inside(other, "ip", "link", "set", "eth0", "down");
            printed.await("networks:.", SOON);
            computers.inside(other, "ip", "link", "set", "eth0", "up");
            printed.await("networks: eth0", SOON);

            computers.inside(one, "ip", "address", "add", "10.78.0.1/24", "dev", "eth0");
            computers.inside(one, "ip", "address", "del", "10.77.0.1/24", "dev", "eth0");
            printed.await("eth0=10.78.0.1", SOON);

            computers.inside(one, "ip", "link", "del", "eth0");
            printed.await("networks:.", SOON);
        }
    }

    @Test
    void twoComputersOnACableSeeEachOtherSayGoodbyeAndSurviveACablePull() throws Exception {
        try (Namespaces computers = new Namespaces()) {
            List<String> pair = computers.addPair();
            Lines fox = new Lines(computers.start(pair.get(0), NamespaceHelper.class, "node", "fox", PORT));
            fox.await("using: eth0=10.77.0.1", START);
            // Nobody tells this one of its cable: its own sending fails meanwhile.
            Process otter = computers.start(pair.get(1), NamespaceHelper.class, "unaware", "otter", PORT);
            Lines otterSaid = new Lines(otter);
            otterSaid.await("using: eth0=10.77.0.2/VIRTUAL. []", START);
            assertThat(fox.await("otter@", SOON)).isEqualTo("peers: otter@[10.77.0.2:40000]=HERE");
            assertThat(otterSaid.await("fox@", SOON)).isEqualTo("peers: fox@[10.77.0.1:40000]=HERE");

            computers.inside(pair.get(1), "ip", "link", "set", "eth0", "down");
            fox.await("otter@[10.77.0.2:40000]=AWAY", Duration.ofSeconds(20));
            computers.inside(pair.get(1), "ip", "link", "set", "eth0", "up");
            fox.await("otter@[10.77.0.2:40000]=HERE", Duration.ofSeconds(10));

            otter.getOutputStream().close();
            assertThat(fox.await("peers:", SOON))
                    .as("a goodbye removes at once")
                    .isEqualTo("peers:");
        }
    }

    @Test
    void anAdapterPulledAndPutBackUnderTheSameNameIsJoinedAgain() throws Exception {
        try (Namespaces computers = new Namespaces()) {
            List<String> pair = computers.addPair();
            Lines fox = new Lines(computers.start(pair.get(0), NamespaceHelper.class, "unaware", "fox", PORT));
            fox.await("using: eth0=10.77.0.1", START);
            computers.inside(pair.get(0), "ip", "link", "del", "eth0");
            computers.cable(pair.get(0), "eth0", "10.77.0.1/24", pair.get(1), "eth0", "10.77.0.2/24");
            computers.start(pair.get(1), NamespaceHelper.class, "node", "otter", PORT);
            fox.await("otter@[10.77.0.2:40000]=HERE", START);
        }
    }

    @Test
    void twoNodesOnOneComputerSeeEachOtherOnARealNetwork() throws Exception {
        try (Namespaces computers = new Namespaces()) {
            String computer = computers.addPair().get(0);
            Lines fox = new Lines(computers.start(computer, NamespaceHelper.class, "node", "fox", PORT));
            Lines otter = new Lines(computers.start(computer, NamespaceHelper.class, "node", "otter", PORT));
            assertThat(fox.await("otter@", START)).isEqualTo("peers: otter@[10.77.0.1:40000]=HERE");
            assertThat(otter.await("fox@", START)).isEqualTo("peers: fox@[10.77.0.1:40000]=HERE");
        }
    }

    /** With SO_REUSEPORT in force Linux 6.6 and later deal such datagrams out among all who share the port. */
    @Test
    void whoSharesThePortOnAnotherNetworkTakesNothingAway() throws Exception {
        try (Namespaces computers = new Namespaces()) {
            List<String> pair = computers.addPair();
            Process others = computers.start(pair.get(0), NamespaceHelper.class, "elsewhere", PORT);
            new Lines(others).await("elsewhere: 8", START);
            Lines fox = new Lines(computers.start(pair.get(0), NamespaceHelper.class, "node", "fox", PORT));
            fox.await("using: eth0", START);
            computers.start(pair.get(1), NamespaceHelper.class, "node", "otter", PORT);

            assertThat(fox.await("otter@", START)).isEqualTo("peers: otter@[10.77.0.2:40000]=HERE");
        }
    }

    @Test
    void whoProvesNothingOnTwoCablesIsARowForEachAddress() throws Exception {
        try (Namespaces computers = new Namespaces()) {
            List<String> pair = computers.addPair();
            computers.cable(pair.get(0), "eth1", "10.78.0.1/24", pair.get(1), "eth1", "10.78.0.2/24");
            Lines fox = new Lines(computers.start(pair.get(0), NamespaceHelper.class, "node", "fox", PORT));
            Process otter = computers.start(pair.get(1), NamespaceHelper.class, "node", "otter", PORT);
            new Lines(otter).await("using:", START);
            // Either cable may be the first that is heard.
            String rows = fox.await("=HERE otter", SOON);
            assertThat(rows).contains("otter@[10.77.0.2:40000]", "otter@[10.78.0.2:40000]");
        }
    }

    @Test
    void theHelloProgramsOfTwoThousandAndNineSeeAndAreSeen() throws Exception {
        try (Namespaces computers = new Namespaces()) {
            List<String> pair = computers.addPair();
            Lines fox = new Lines(computers.start(pair.get(0), NamespaceHelper.class, "node", "fox", PORT));
            fox.await("using: eth0", START);
            Lines receiver = new Lines(computers.start(pair.get(1), HelloReceiver.class, "10.77.0.2", "1"));
            computers.start(pair.get(1), HelloSender.class, "10.77.0.2", "1");
            assertThat(fox.await("-@", START)).isEqualTo("peers: -@[10.77.0.2:54321]=HERE");
            assertThat(receiver.await("Received", START)).isIn("Received fox 40000 Node fox", "Received hello world");
        }
    }
}
