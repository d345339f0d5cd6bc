package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wherry.doctor.Lab.Said;
import wherry.testing.Lines;
import wherry.testing.Namespaces;

/** The doctor on computers of our own, each with one thing wrong: it names that, and nothing else. */
class NamespaceDoctorTest {
    /** How many healthy networks are examined; the promise is 200 ({@code -Dwherry.healthyRuns=200}). */
    private static final int HEALTHY_RUNS = Integer.getInteger("wherry.healthyRuns", 3);

    private static final String BEE = "10.77.0.2";

    @BeforeEach
    void onlyWhereNamespacesCanBeMade() {
        assumeTrue(Namespaces.possible(), "network namespaces cannot be made here");
        boolean hasFirewall = new java.io.File("/usr/sbin/nft").exists();
        if (!hasFirewall) {
            System.out.println("SKIPPED: there is no nft here to make firewalls with");
        }
        assumeTrue(hasFirewall, "there is no nft here");
    }

    @Test
    void withoutANetwork() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.on(0, "ip", "link", "set", "eth0", "down");
            assertFound(lab.doctor(), "no-network", "certain");
        }
    }

    @Test
    void alone() throws Exception {
        try (Lab lab = new Lab(1)) {
            Said said = lab.doctor();
            assertHealthy(said);
            assertThat(said.check("hears-own-multicast")).hasValue("yes");
            assertThat(said.check("reached-by-others")).hasValue("unknown");

            lab.firewall(0, "input", "meta l4proto udp drop");
            Said deaf = lab.doctor();
            assertFound(deaf, "udp-in-blocked", "certain");
            assertThat(deaf.finding().get("interface").getAsString()).isEqualTo("eth0");
            mend(lab, deaf);
            assertHealthy(lab.doctor());
        }
    }

    @Test
    void aFirewallThatHoldsAnnouncementsBack() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.firewall(0, "output", "meta l4proto udp drop");
            Said said = lab.doctor();
            assertFound(said, "udp-out-blocked", "certain");
            mend(lab, said);
            assertHealthy(lab.doctor());
        }
    }

    @Test
    void aFirewallThatLetsNoConnectionsOut() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.firewall(0, "output", "meta l4proto tcp drop");
            Said said = lab.doctor();
            assertFound(said, "tcp-out-blocked", "certain");
            mend(lab, said);
            assertHealthy(lab.doctor());
        }
        try (Lab lab = new Lab(1)) {
            lab.firewall(0, "output", "meta l4proto tcp reject");
            assertFound(lab.doctor(), "tcp-out-blocked", "certain");
        }
    }

    @Test
    void aFirewallThatLetsNoConnectionsIn() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.receiver(1, "Bee");
            lab.firewall(0, "input", "meta l4proto tcp drop");
            Said said = lab.doctor();
            assertFound(said, "tcp-in-blocked", "certain");
            mend(lab, said);
            Said mended = lab.doctor();
            assertHealthy(mended);
            assertThat(mended.check("reached-by-others")).hasValue("yes");
        }
    }

    @Test
    void aFirewallThatLetsNoConnectionsInToAWherryThatRunsAlready() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.receiver(1, "Bee");
            lab.receiver(0, "Ant");
            Said open = lab.doctor();
            assertHealthy(open);
            assertThat(open.check("reached-by-others")).hasValue("yes");
            lab.firewall(0, "input", "meta l4proto tcp drop");
            assertFound(lab.doctor(), "tcp-in-blocked", "certain");
        }
    }

    @Test
    void anAppThatNeverCallsBack() throws Exception {
        try (Lab lab = new Lab(2)) {
            new Lines(lab.program(1, SilentApp.class)).await("listening", Duration.ofSeconds(30));
            assertFound(lab.doctor(), "tcp-in-blocked", "likely");
        }
    }

    @Test
    void aPeerWhoseFirewallDropsConnections() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.firewall(1, "input", "meta l4proto tcp drop");
            Said said = lab.doctor(BEE);
            assertFound(said, "peer-blocks-tcp", "certain");
            assertThat(said.finding().get("peer").getAsString()).isEqualTo(BEE);
        }
    }

    @Test
    void aPeerWhoseFirewallRefusesConnections() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.firewall(1, "input", "meta l4proto tcp reject with icmpx type admin-prohibited");
            assertFound(lab.doctor(BEE), "peer-refuses", "certain");
        }
    }

    @Test
    void aPeerOnWhichNothingRuns() throws Exception {
        try (Lab lab = new Lab(2)) {
            assertFound(lab.doctor(BEE), "peer-not-running", "certain");
        }
    }

    @Test
    void anAddressThatNobodyHasAndANameThatNobodyHas() throws Exception {
        try (Lab lab = new Lab(2)) {
            // Somebody else than the router is known to be alive.
            lab.doctor(BEE);
            assertFound(lab.doctor("10.77.0.99"), "peer-absent", "certain");
            assertFound(lab.doctor("Nobody"), "peer-absent", "certain");
        }
    }

    @Test
    void devicesThatTheNetworkKeepsApart() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.router("bridge", "link", "set", "dev", Lab.port(0), "isolated", "on");
            lab.router("bridge", "link", "set", "dev", Lab.port(1), "isolated", "on");
            lab.receiver(1, "Bee");
            assertHealthy(lab.doctor());
            assertFound(lab.doctor(BEE), "client-isolation", "likely");
        }
    }

    @Test
    void aPeerBehindARouter() throws Exception {
        try (Lab lab = new Lab(1)) {
            int far = lab.addBehindRouter();
            Said silent = lab.doctor("10.88.0.3");
            assertFound(silent, "other-subnet", "certain");
            lab.receiver(far, "Far");
            Said answers = lab.doctor("10.88.0.3");
            assertFound(answers, "other-subnet", "certain");
            assertThat(answers.finding().get("sentence"))
                    .isNotEqualTo(silent.finding().get("sentence"));
        }
    }

    @Test
    void aVpnThatTakesTheOwnNetworkAsWell() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.on(0, "ip", "link", "add", "tun0", "type", "veth", "peer", "name", "far0");
            lab.on(0, "ip", "address", "add", "10.9.0.1/24", "dev", "tun0");
            lab.on(0, "ip", "link", "set", "tun0", "up");
            lab.on(0, "ip", "link", "set", "far0", "up");
            // A default route of a VPN alone is no obstacle.
            lab.on(0, "ip", "route", "replace", "default", "dev", "tun0");
            lab.receiver(1, "Bee");
            assertHealthy(lab.doctor(BEE));
            lab.on(0, "ip", "route", "add", "default", "dev", "tun0", "table", "51");
            lab.on(0, "ip", "rule", "add", "to", "all", "lookup", "51", "priority", "100");
            assertFound(lab.doctor(BEE), "vpn-route", "certain");
            assertFound(lab.doctor(), "vpn-route", "certain");
        }
    }

    @Test
    void datagramsThatAreThrownAwayForTheirSource() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.on(1, "ip", "address", "flush", "dev", "eth0");
            lab.on(1, "ip", "address", "add", "10.78.0.2/24", "dev", "eth0");
            lab.on(0, "ip", "route", "del", "default");
            for (String where : List.of("all", "eth0")) {
                lab.on(0, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/" + where + "/rp_filter");
            }
            lab.receiver(1, "Bee");
            assertFound(lab.doctor(), "reverse-path-filter", "likely");
        }
    }

    @Test
    void aSwitchThatPassesOnOneGroupOnly() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.router(
                    "nft",
                    "add table bridge wherry; "
                            + "add chain bridge wherry forward { type filter hook forward priority 0; }; "
                            + "add rule bridge wherry forward ip daddr 224.202.20.30 drop");
            lab.receiver(1, "Bee");
            assertFound(lab.doctor(), "group-not-forwarded", "likely");
        }
    }

    @Test
    void aPortThatAnotherProgramHas() throws Exception {
        try (Lab lab = new Lab(1)) {
            new Lines(lab.program(0, SilentApp.class)).await("listening", Duration.ofSeconds(30));
            Said said = lab.doctor();
            assertFound(said, "port-taken", "certain");
            assertThat(said.finding().get("sentence").getAsString()).contains("53317", "Silent App");
        }
    }

    @Test
    void aServerOfTwoThousandAndNineIsHealthy() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.receiver(1, "Bee");
            lab.firewall(1, "input", "tcp dport 53317 reject with tcp reset");
            assertHealthy(lab.doctor(BEE));
        }
    }

    @Test
    void healthyNetworks() throws Exception {
        Random random = new Random(13);
        for (int run = 0; run < HEALTHY_RUNS; run++) {
            int count = 2 + random.nextInt(4);
            try (Lab lab = new Lab(count)) {
                List<Process> nodes = new ArrayList<>();
                for (int i = random.nextInt(2); i < count; i++) {
                    nodes.add(lab.receiver(i, "Node " + i));
                }
                Process leaving = nodes.get(nodes.size() - 1);
                Thread later = new Thread(() -> end(leaving));
                later.start();
                assertHealthy(lab.doctor());
                later.join();
            }
        }
    }

    private static void end(Process process) {
        try {
            Thread.sleep(2_500);
            process.destroy();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what the doctor advises. */
    private static void mend(Lab lab, Said said) throws IOException, InterruptedException {
        lab.on(0, "sh", "-c", said.finding().get("command").getAsString().replace("sudo ", ""));
    }

    private static void assertFound(Said said, String cause, String certainty) {
        assertThat(said.causes()).as(said.text()).containsExactly(cause);
        assertThat(said.certainty()).as(said.text()).isEqualTo(certainty);
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.json().get("healthy").getAsBoolean()).isFalse();
    }

    private static void assertHealthy(Said said) {
        assertThat(said.causes()).as(said.text()).isEmpty();
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.json().get("healthy").getAsBoolean()).isTrue();
    }
}
