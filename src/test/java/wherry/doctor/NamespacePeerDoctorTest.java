package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import wherry.testing.SideBySide;

/** Why one peer is not reached, on computers of our own: the doctor names that, and nothing else. */
class NamespacePeerDoctorTest {
    private static final int AT_ONCE = 4;
    private static final String BEE = "10.77.0.2";

    @BeforeEach
    void onlyWhereLabsCanBeMade() {
        Lab.assumePossible();
    }

    @TestFactory
    Stream<DynamicTest> eachCauseIsNamedAndNothingElse() {
        return new SideBySide(AT_ONCE)
                .add("a peer whose firewall drops connections", this::aPeerWhoseFirewallDropsConnections)
                .add("a peer whose firewall refuses connections", this::aPeerWhoseFirewallRefusesConnections)
                .add("a peer on which nothing runs", this::aPeerOnWhichNothingRuns)
                .add(
                        "an address that nobody has and a name that nobody has",
                        this::anAddressThatNobodyHasAndANameThatNobodyHas)
                .add("devices that the network keeps apart", this::devicesThatTheNetworkKeepsApart)
                .add("a peer behind a router", this::aPeerBehindARouter)
                .add("a vpn that takes the own network as well", this::aVpnThatTakesTheOwnNetworkAsWell)
                .add("a rule that forbids the own network", this::aRuleThatForbidsTheOwnNetwork)
                .add("a server of two thousand and nine is healthy", this::aServerOfTwoThousandAndNineIsHealthy)
                .add("a peer on a link without IPv4", this::aPeerOnALinkWithoutIpv4)
                .add("two of one name", this::twoOfOneName)
                .add("one who was there before", this::oneWhoWasThereBefore)
                .tests();
    }

    private void aPeerWhoseFirewallDropsConnections() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.firewall(1, "input", "meta l4proto tcp drop");
            Said said = lab.doctor(BEE);
            said.assertFound("peer-blocks-tcp", "certain");
            assertThat(said.finding().get("peer").getAsString()).isEqualTo(BEE);
        }
    }

    private void aPeerWhoseFirewallRefusesConnections() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.firewall(1, "input", "meta l4proto tcp reject with icmpx type admin-prohibited");
            lab.doctor(BEE).assertFound("peer-refuses", "certain");
        }
    }

    private void aPeerOnWhichNothingRuns() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.doctor(BEE).assertFound("peer-not-running", "certain");
        }
    }

    private void anAddressThatNobodyHasAndANameThatNobodyHas() throws Exception {
        try (Lab lab = new Lab(2)) {
            // Somebody else than the router is known to be alive.
            lab.doctor(BEE);
            lab.doctor("10.77.0.99").assertFound("peer-absent", "certain");
            lab.doctor("10.77.0.255").assertFound("peer-absent", "certain");
            lab.doctor("Nobody").assertFound("peer-absent", "certain");
        }
    }

    private void devicesThatTheNetworkKeepsApart() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.router("bridge", "link", "set", "dev", Lab.port(0), "isolated", "on");
            lab.router("bridge", "link", "set", "dev", Lab.port(1), "isolated", "on");
            lab.receiver(1, "Bee");
            lab.doctor().assertHealthy();
            lab.doctor(BEE).assertFound("client-isolation", "likely");
        }
    }

    private void aPeerBehindARouter() throws Exception {
        try (Lab lab = new Lab(1)) {
            int far = lab.addBehindRouter();
            Said silent = lab.doctor("10.88.0.3");
            silent.assertFound("other-subnet", "certain");
            lab.receiver(far, "Far");
            Said answers = lab.doctor("10.88.0.3");
            answers.assertFound("other-subnet", "certain");
            assertThat(answers.finding().get("sentence"))
                    .isNotEqualTo(silent.finding().get("sentence"));
        }
    }

    private void aVpnThatTakesTheOwnNetworkAsWell() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.on(0, "ip", "link", "add", "tun0", "type", "veth", "peer", "name", "far0");
            lab.on(0, "ip", "address", "add", "10.9.0.1/24", "dev", "tun0");
            lab.on(0, "ip", "link", "set", "tun0", "up");
            lab.on(0, "ip", "link", "set", "far0", "up");
            // A default route of a VPN alone is no obstacle.
            lab.on(0, "ip", "route", "replace", "default", "dev", "tun0");
            lab.receiver(1, "Bee");
            lab.doctor(BEE).assertHealthy();
            lab.on(0, "ip", "route", "add", "default", "dev", "tun0", "table", "51");
            lab.on(0, "ip", "rule", "add", "to", "all", "lookup", "51", "priority", "100");
            lab.doctor(BEE).assertFound("vpn-route", "certain");
            lab.doctor().assertFound("vpn-route", "certain");
        }
    }

    /** As kill switches forbid what does not go by their tunnel; what goes to groups is not concerned. */
    private void aRuleThatForbidsTheOwnNetwork() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.receiver(1, "Bee");
            for (String way : List.of("prohibit", "blackhole", "unreachable")) {
                lab.on(0, "ip", "rule", "add", "to", "10.77.0.0/24", "priority", "90", way);
                lab.doctor(BEE).assertFound("vpn-route", "certain");
                lab.on(0, "ip", "rule", "delete", "priority", "90");
            }
            lab.doctor(BEE).assertHealthy();
        }
    }

    private void aServerOfTwoThousandAndNineIsHealthy() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.receiver(1, "Bee");
            lab.firewall(1, "input", "tcp dport 53317 reject with tcp reset");
            lab.doctor(BEE).assertHealthy();
        }
    }

    private void aPeerOnALinkWithoutIpv4() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.withoutIpv4();
            String bee = lab.linkLocal(1);
            lab.doctor(bee).assertFound("peer-not-running", "certain");
            lab.firewall(1, "input", "meta l4proto tcp drop");
            lab.doctor(bee + "%eth0").assertFound("peer-blocks-tcp", "certain");
            lab.on(1, "nft", "flush ruleset");
            lab.receiver(1, "Bee");
            lab.doctor("[" + bee + "%eth0]:53317").assertHealthy();
            lab.doctor("fe80::99").assertFound("peer-absent", "certain");
        }
    }

    private void twoOfOneName() throws Exception {
        try (Lab lab = new Lab(3)) {
            lab.receiver(1, "Bee");
            lab.receiver(2, "Bee");
            lab.doctor("Bee").assertHealthy();
        }
    }

    /** Its fingerprint says where it was the last time. */
    private void oneWhoWasThereBefore() throws Exception {
        try (Lab lab = new Lab(2)) {
            Process bee = lab.receiver(1, "Bee");
            String fingerprint = lab.fingerprintOf(BEE);
            bee.destroyForcibly().waitFor();
            Said said = lab.doctor(fingerprint.substring(0, 8));
            said.assertFound("peer-not-running", "certain");
        }
    }
}
