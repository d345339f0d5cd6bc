package wherry.protocol.localsend.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.testing.Namespaces;

/** Strangers cannot make us call addresses outside our own networks, and a scan stays inside them. */
@Timeout(60)
class OffLinkTest {
    @Test
    void anAnnouncementFromOutsideOurNetworksMakesUsCallNobody() throws Exception {
        assumeThat(Namespaces.possible()).as("network namespaces").isTrue();
        try (Namespaces computers = new Namespaces()) {
            List<String> pair = computers.addPair();
            String ours = pair.get(0);
            computers.inside(ours, "ip", "address", "add", "10.88.0.17/28", "dev", "eth0");
            // Reached, as through a router, and in no network of ours.
            computers.inside(ours, "ip", "route", "add", "local", "203.0.113.0/24", "dev", "lo");
            Process helper = computers.start(ours, OffLinkHelper.class, "10.88.0.17", "203.0.113.7");

            assertThat(new String(helper.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                    .as("13 others have an address in a network of 28 bits")
                    .containsExactly("inside called", "outside 0", "near 13");
        }
    }
}
