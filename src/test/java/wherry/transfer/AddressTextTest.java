package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people and other programs write them. */
class AddressTextTest {
    /** As in RFC 5952, section 4. */
    @ParameterizedTest
    @CsvSource({
        "192.168.1.31,192.168.1.31",
        "2001:0DB8:0:0:0:0:2:1,2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "0:0:0:0:0:0:0:1,::1",
        "0:0:0:0:0:0:0:0,::",
        "fe80:0:0:0:0:0:0:0,fe80::",
        "1:2:3:4:5:6:7:8,1:2:3:4:5:6:7:8"
    })
    void zerosAreLeftOutOnceWhereThereAreMost(String address, String text) throws UnknownHostException {
        assertThat(AddressText.of(InetAddress.getByName(address))).isEqualTo(text);
    }

    @Test
    void theNetworkStaysBehindAPercentSign() throws UnknownHostException {
        InetAddress scoped = scoped();
        assertThat(AddressText.of(scoped)).isEqualTo("fe80::5%7");
        assertThat(Endpoint.text(new InetSocketAddress(scoped, 54321))).isEqualTo("[fe80::5%7]:54321");
        assertThat(AddressText.names("fe80::5%7", scoped)).isTrue();
        assertThat(AddressText.names("fe80::5%17", scoped)).isFalse();
    }

    private static InetAddress scoped() throws UnknownHostException {
        return Inet6Address.getByAddress(null, InetAddress.getByName("fe80::5").getAddress(), 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::5", "FE80::5", "fe80:0:0:0:0:0:0:5", "fe80::0:5"})
    void anAddressIsKnownInEveryForm(String typed) throws UnknownHostException {
        assertThat(AddressText.names(typed, scoped())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fe80::6", "::", "fe80::5::", "5", "localhost", "10.0.0.1", "%lo"})
    void anotherIsNot(String typed) throws UnknownHostException {
        assertThat(AddressText.names(typed, scoped())).isFalse();
    }
}
