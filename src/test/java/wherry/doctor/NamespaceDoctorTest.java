package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wherry.testing.Lines;
import wherry.testing.SideBySide;

/** The doctor on computers of our own, each with one thing wrong: it names that, and nothing else. */
class NamespaceDoctorTest {
    private static final int AT_ONCE = 4;
    /** How many healthy networks are examined; the promise is 200 ({@code -Dwherry.healthyRuns=200}). */
    private static final int HEALTHY_RUNS = Integer.getInteger("wherry.healthyRuns", 2);

    @BeforeEach
    void onlyWhereLabsCanBeMade() {
        Lab.assumePossible();
    }

    @TestFactory
    Stream<DynamicTest> eachCauseIsNamedAndNothingElse() {
        return new SideBySide(AT_ONCE)
                .add("without a network", this::withoutANetwork)
                .add("alone", this::alone)
                .add("with nobody else, not even a router", this::withNobodyElse)
                .add("a firewall that holds announcements back", this::aFirewallThatHoldsAnnouncementsBack)
                .add("a firewall that lets no connections out", this::aFirewallThatLetsNoConnectionsOut)
                .add("a firewall that refuses connections", this::aFirewallThatRefusesConnections)
                .add("a firewall that lets no connections in", this::aFirewallThatLetsNoConnectionsIn)
                .add("the same to a Wherry that runs", this::aFirewallThatLetsNoConnectionsInToAWherryThatRunsAlready)
                .add("an app that never calls back", this::anAppThatNeverCallsBack)
                .add("datagrams that are thrown away", this::datagramsThatAreThrownAwayForTheirSource)
                .add("a switch that passes on one group only", this::aSwitchThatPassesOnOneGroupOnly)
                .add("on a link without IPv4", this::onALinkWithoutIpv4)
                .add("a port that another program has", this::aPortThatAnotherProgramHas)
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> healthyNetworks() {
        SideBySide runs = new SideBySide(AT_ONCE);
        for (int run = 0; run < HEALTHY_RUNS; run++) {
            int seed = run;
            runs.add("healthy network " + run, () -> healthyNetwork(seed));
        }
        return runs.tests();
    }

    private void withoutANetwork() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.on(0, "ip", "link", "set", "eth0", "down");
            lab.doctor().assertFound("no-network", "certain");
            assertThat(lab.complaint("--interface", "eth0").text())
                    .startsWith("There is no network at the interface eth0");
            assertThat(lab.complaint("--interface", "eth7").text()).startsWith("There is no network interface eth7");
        }
    }

    private void alone() throws Exception {
        try (Lab lab = new Lab(1)) {
            Said said = lab.doctor();
            said.assertHealthy();
            assertThat(said.check("hears-own-multicast")).hasValue("yes");
            assertThat(said.check("reached-by-others")).hasValue("unknown");

            lab.firewall(0, "input", "meta l4proto udp drop");
            Said deaf = lab.doctor();
            deaf.assertFound("udp-in-blocked", "certain");
            assertThat(deaf.finding().get("interface").getAsString()).isEqualTo("eth0");
            mend(lab, deaf);
            lab.doctor().assertHealthy();
        }
    }

    /** What this computer does to itself needs nobody else to be told. */
    private void withNobodyElse() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.router("ip", "address", "flush", "dev", "br0");
            lab.doctor().assertHealthy();
            lab.firewall(0, "input", "meta l4proto udp drop");
            lab.doctor().assertFound("udp-in-blocked", "certain");
            lab.on(0, "nft", "flush ruleset");
            lab.firewall(0, "output", "meta l4proto udp drop");
            lab.doctor().assertFound("udp-out-blocked", "certain");
            lab.on(0, "nft", "flush ruleset");
            lab.firewall(0, "output", "meta l4proto tcp drop");
            lab.doctorWhenKnown("connects-out").assertFound("tcp-out-blocked", "certain");
            lab.on(0, "nft", "flush ruleset");
            new Lines(lab.program(0, SilentApp.class)).await("listening", Duration.ofSeconds(30));
            lab.doctor().assertFound("port-taken", "certain");
        }
    }

    private void aFirewallThatHoldsAnnouncementsBack() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.firewall(0, "output", "meta l4proto udp drop");
            Said said = lab.doctor();
            said.assertFound("udp-out-blocked", "certain");
            mend(lab, said);
            lab.doctor().assertHealthy();
        }
    }

    private void aFirewallThatLetsNoConnectionsOut() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.firewall(0, "output", "meta l4proto tcp drop");
            Said said = lab.doctorWhenKnown("connects-out");
            said.assertFound("tcp-out-blocked", "certain");
            mend(lab, said);
            lab.doctor().assertHealthy();
        }
    }

    private void aFirewallThatRefusesConnections() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.firewall(0, "output", "meta l4proto tcp reject");
            lab.doctorWhenKnown("connects-out").assertFound("tcp-out-blocked", "certain");
        }
    }

    private void aFirewallThatLetsNoConnectionsIn() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.receiver(1, "Bee");
            lab.firewall(0, "input", "meta l4proto tcp drop");
            Said said = lab.doctorWhenKnown("reached-by-others");
            said.assertFound("tcp-in-blocked", "certain");
            mend(lab, said);
            Said mended = lab.doctorWhenKnown("reached-by-others");
            mended.assertHealthy();
            assertThat(mended.check("reached-by-others")).hasValue("yes");
        }
    }

    private void aFirewallThatLetsNoConnectionsInToAWherryThatRunsAlready() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.receiver(1, "Bee");
            lab.receiver(0, "Ant");
            Said open = lab.doctorWhenKnown("reached-by-others");
            open.assertHealthy();
            assertThat(open.check("reached-by-others")).hasValue("yes");
            lab.firewall(0, "input", "meta l4proto tcp drop");
            lab.doctorWhenKnown("reached-by-others").assertFound("tcp-in-blocked", "certain");
        }
    }

    private void anAppThatNeverCallsBack() throws Exception {
        try (Lab lab = new Lab(2)) {
            new Lines(lab.program(1, SilentApp.class)).await("listening", Duration.ofSeconds(30));
            lab.doctorWhenKnown("reached-by-others").assertFound("tcp-in-blocked", "likely");
        }
    }

    private void datagramsThatAreThrownAwayForTheirSource() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.on(1, "ip", "address", "flush", "dev", "eth0");
            lab.on(1, "ip", "address", "add", "10.78.0.2/24", "dev", "eth0");
            lab.on(0, "ip", "route", "del", "default");
            for (String where : List.of("all", "eth0")) {
                lab.on(0, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/" + where + "/rp_filter");
            }
            lab.receiver(1, "Bee");
            lab.doctor().assertFound("reverse-path-filter", "likely");
        }
    }

    private void aSwitchThatPassesOnOneGroupOnly() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.router(
                    "nft",
                    "add table bridge wherry; "
                            + "add chain bridge wherry forward { type filter hook forward priority 0; }; "
                            + "add rule bridge wherry forward ip daddr 224.202.20.30 drop");
            lab.receiver(1, "Bee");
            lab.doctorWhenKnown("groups-forwarded").assertFound("group-not-forwarded", "likely");
        }
    }

    private void onALinkWithoutIpv4() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.withoutIpv4();
            Said alone = lab.doctor();
            alone.assertHealthy();
            assertThat(alone.check("hears-own-multicast")).hasValue("yes");
            lab.receiver(1, "Bee");
            Said both = lab.doctorWhenKnown("reached-by-others");
            both.assertHealthy();
            assertThat(both.check("reached-by-others")).hasValue("yes");
            lab.firewall(0, "input", "meta l4proto udp drop");
            Said deaf = lab.doctor();
            deaf.assertFound("udp-in-blocked", "certain");
            mend(lab, deaf);
            lab.doctor().assertHealthy();
        }
    }

    private void aPortThatAnotherProgramHas() throws Exception {
        try (Lab lab = new Lab(1)) {
            new Lines(lab.program(0, SilentApp.class)).await("listening", Duration.ofSeconds(30));
            Said said = lab.doctor();
            said.assertFound("port-taken", "certain");
            assertThat(said.finding().get("sentence").getAsString()).contains("53317", "Silent App");
        }
    }

    private static void healthyNetwork(int seed) throws Exception {
        Random random = new Random(seed);
        int count = 2 + random.nextInt(4);
        try (Lab lab = new Lab(count)) {
            List<Process> nodes = new ArrayList<>();
            for (int i = random.nextInt(2); i < count; i++) {
                nodes.add(lab.receiver(i, "Node " + i));
            }
            Process leaving = nodes.get(nodes.size() - 1);
            Thread later = new Thread(() -> end(leaving));
            later.start();
            lab.doctor().assertHealthy();
            later.join();
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
}
