package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why one peer is not reached, on computers of our own: the doctor names that, and nothing else. */
class NamespacePeerDoctorTest {
    private static final String BEE = "10.77.0.2";

    @BeforeEach
    void onlyWhereLabsCanBeMade() {
        Lab.assumePossible();
    }

    @Test
    void aPeerWhoseFirewallDropsConnections() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.firewall(1, "input", "meta l4proto tcp drop");
            Said said = lab.doctor(BEE);
            said.assertFound("peer-blocks-tcp", "certain");
            assertThat(said.finding().get("peer").getAsString()).isEqualTo(BEE);
        }
    }

    @Test
    void aPeerWhoseFirewallRefusesConnections() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.firewall(1, "input", "meta l4proto tcp reject with icmpx type admin-prohibited");
            lab.doctor(BEE).assertFound("peer-refuses", "certain");
        }
    }

    @Test
    void aPeerOnWhichNothingRuns() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.doctor(BEE).assertFound("peer-not-running", "certain");
        }
    }

    @Test
    void anAddressThatNobodyHasAndANameThatNobodyHas() throws Exception {
        try (Lab lab = new Lab(2)) {
            // Somebody else than the router is known to be alive.
            lab.doctor(BEE);
            lab.doctor("10.77.0.99").assertFound("peer-absent", "certain");
            lab.doctor("Nobody").assertFound("peer-absent", "certain");
        }
    }

    @Test
    void devicesThatTheNetworkKeepsApart() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.router("bridge", "link", "set", "dev", Lab.port(0), "isolated", "on");
            lab.router("bridge", "link", "set", "dev", Lab.port(1), "isolated", "on");
            lab.receiver(1, "Bee");
            lab.doctor().assertHealthy();
            lab.doctor(BEE).assertFound("client-isolation", "likely");
        }
    }

    @Test
    void aPeerBehindARouter() throws Exception {
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
            lab.doctor(BEE).assertHealthy();
            lab.on(0, "ip", "route", "add", "default", "dev", "tun0", "table", "51");
            lab.on(0, "ip", "rule", "add", "to", "all", "lookup", "51", "priority", "100");
            lab.doctor(BEE).assertFound("vpn-route", "certain");
            lab.doctor().assertFound("vpn-route", "certain");
        }
    }

    @Test
    void aServerOfTwoThousandAndNineIsHealthy() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.receiver(1, "Bee");
            lab.firewall(1, "input", "tcp dport 53317 reject with tcp reset");
            lab.doctor(BEE).assertHealthy();
        }
    }
}
