package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wherry.discovery.Announcement;
import wherry.protocol.Protocol;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.transfer.DeviceKind;
import wherry.transfer.Network;
import wherry.transfer.Security;

/** That a switch is not said to pass everything on, or not to, before there was time to hear it. */
class ContactCheckTest {
    private static final Network NETWORK =
            new Network("eth0", "eth0", List.of(InetAddress.getLoopbackAddress()), Network.Kind.PHYSICAL);
    private static final Duration LONG = Duration.ofSeconds(4);
    private static final Duration JUST_NOW = Duration.ofMillis(300);
    private static final Set<String> ANOTHER = Set.of("another");

    private final Protocol homebrew = new Homebrew(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Homebrew.PORT), TransferLimits.DEFAULT);
    private final Map<String, Integer> both = Map.of(homebrew.name(), Homebrew.PORT, "another", 1);

    @Test
    void whoWasJustMetCouldNotBeHeardYet() {
        assertThat(forwarded(LONG, contact(both, ANOTHER, JUST_NOW))).isEqualTo(Check.Result.UNKNOWN);
    }

    @Test
    void whoIsThereForLongAndUnheardInOneGroupSaysThatItIsNotPassedOn() {
        assertThat(forwarded(LONG, contact(both, ANOTHER, LONG))).isEqualTo(Check.Result.NO);
    }

    @Test
    void itTakesTimeToMissSomebody() {
        assertThat(forwarded(LONG.dividedBy(2), contact(both, ANOTHER, LONG))).isEqualTo(Check.Result.UNKNOWN);
    }

    @Test
    void whoRepeatsNothingSaysNothingOfGroups() {
        assertThat(forwarded(LONG, contact(Map.of("another", 1), ANOTHER, LONG)))
                .isEqualTo(Check.Result.UNKNOWN);
    }

    @Test
    void whoIsHeardInTheRepeatedOneSaysThatItIsPassedOn() {
        assertThat(forwarded(
                        LONG,
                        contact(both, Set.of("another", homebrew.name()), JUST_NOW),
                        contact(both, ANOTHER, JUST_NOW)))
                .isEqualTo(Check.Result.YES);
    }

    @Test
    void isWaitedForAsLongAsItMayStillBeHeard() {
        assertThat(isOpen(contact(both, ANOTHER, JUST_NOW))).isTrue();
        assertThat(isOpen(contact(both, ANOTHER, LONG))).isFalse();
    }

    private boolean isOpen(Contact contact) {
        return ContactCheck.isOpen(contact, List.of(homebrew), Station.NONE, LONG.toNanos(), LONG.toNanos());
    }

    private Check.Result forwarded(Duration listened, Contact... contacts) {
        Chart chart = new Chart(new KnownFirewalls(new Firewalls(), Runnable::run), List.of());
        new ContactCheck(NETWORK, List.of(contacts), List.of(homebrew), chart).forwarding(listened.toNanos());
        return chart.diagnosis().checks().get(0).result();
    }

    private static Contact contact(Map<String, Integer> serves, Set<String> heardIn, Duration since) {
        Announcement known = new Announcement(
                "another",
                "Bee",
                Optional.empty(),
                1,
                new Security.Unverified(),
                Duration.ofSeconds(75),
                serves,
                DeviceKind.UNKNOWN);
        return new Contact(
                InetAddress.getLoopbackAddress(),
                NETWORK.name(),
                heardIn,
                false,
                Optional.of(known),
                true,
                Optional.empty(),
                since.toNanos());
    }
}
