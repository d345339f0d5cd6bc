package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.settings.Settings;
import wherry.transfer.PeerAddress;
import wherry.transfer.ProtocolException;

/** What is an address on the command line is one in the settings, and the other way round. */
class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[::1]",
                "::1",
                "[::1]:54321",
                "fe80::1%eth0",
                "[fe80::1%eth0.5]:54321",
                "192.168.1.31",
                "nas:54321"
            })
    void isTakenEverywhere(String typed) throws ProtocolException {
        assertThat(RecipientSearch.address(typed)).isEqualTo(Optional.of(PeerAddress.parse(typed)));
        assertThat(Settings.isPeer(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas:054321", "nas:0", "nas:65536", "1.2.3.999", "[1.2.3.4]", "1:2:3", "host/x:80"})
    void isTakenNowhere(String typed) {
        assertThat(PeerAddress.isOne(typed)).isFalse();
        assertThat(Settings.isPeer(typed)).isFalse();
        assertThatThrownBy(() -> RecipientSearch.address(typed)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void whatHoldsASlashMayOnlyBeAnAlias() throws ProtocolException {
        assertThat(RecipientSearch.address("host/x")).isEmpty();
        assertThat(Settings.isPeer("host/x")).isFalse();
    }
}
