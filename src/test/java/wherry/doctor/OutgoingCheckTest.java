package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That whatever the examination had no time for is said to be unknown, and not passed over. */
class OutgoingCheckTest {
    @Test
    void aConnectionThatHasNotComeToAnythingYetIsUnknown() {
        Chart chart = new Chart(new KnownFirewalls(new Firewalls(), Runnable::run), List.of());
        OutgoingCheck check = new OutgoingCheck(53317, chart, () -> false);
        check.conclude(List.of(new Subnet("eth0", InetAddress.getLoopbackAddress(), 8)));
        assertThat(chart.diagnosis().checks())
                .containsExactly(
                        new Check("connects-out", Optional.of("eth0"), Optional.empty(), Check.Result.UNKNOWN));
        assertThat(chart.isEmpty()).isTrue();
    }
}
