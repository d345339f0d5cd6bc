package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.transfer.PeerAddress;
import wherry.transfer.ProtocolException;

class RecipientSearchTest {
    @Test
    void aHostWithItsPortIsAnAddress() throws ProtocolException {
        assertThat(RecipientSearch.address("nas:54321")).contains(new PeerAddress("nas", 54321));
        assertThat(RecipientSearch.address("192.168.1.31:1")).contains(new PeerAddress("192.168.1.31", 1));
        assertThat(RecipientSearch.address("[fe80::1%lo]:80")).contains(new PeerAddress("fe80::1%lo", 80));
    }

    @Test
    void aLiteralAddressNeedsNoPort() throws ProtocolException {
        assertThat(RecipientSearch.address("192.168.1.31")).contains(new PeerAddress("192.168.1.31", 0));
        assertThat(RecipientSearch.address("::1")).contains(new PeerAddress("::1", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Quiet Fox", "nas", "Fox: the second", "nas:", "Ümit 2:15 pm", ":80", "a:b", ""})
    void anythingElseMayBeAnAlias(String text) throws ProtocolException {
        assertThat(RecipientSearch.address(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas:0", "nas:65536", "nas:99999999999999999999", "[::1]:70000"})
    void aPortThatIsNoneIsSaidToBeWrong(String text) {
        assertThatThrownBy(() -> RecipientSearch.address(text)).isInstanceOf(ProtocolException.class);
    }
}
