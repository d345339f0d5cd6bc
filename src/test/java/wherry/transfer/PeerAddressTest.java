package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "::1, ::1, 0",
        "[::1], ::1, 0",
        "[::1]:54321, ::1, 54321",
        "192.168.1.31:80, 192.168.1.31, 80",
        "nas, nas, 0",
    })
    void bracketsAreOnlyThereToTellThePortApart(String typed, String host, int port) throws IOException {
        assertThat(PeerAddress.parse(typed)).isEqualTo(new PeerAddress(host, port));
        assertThat(PeerAddress.parse(typed).host()).doesNotContain("[", "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::5", "[FE80:0::5]:54321", "fe80::5%7", "[fe80::5%7]"})
    void anAddressIsThatPlaceInEveryForm(String typed) throws IOException {
        InetSocketAddress place = new InetSocketAddress(
                Inet6Address.getByAddress(null, InetAddress.getByName("fe80::5").getAddress(), 7), 54321);
        assertThat(PeerAddress.names(typed, place)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "nas,true",
        "NAS:54321,true",
        "10.0.0.5,true",
        "10.0.0.5:54321,true",
        "nas:80,false",
        "10.0.0.5:80,false",
        "10.0.0.50,false",
        "na,false",
        ":,false"
    })
    void aNameIsThatPlaceAndItsAddressToo(String typed, boolean is) throws IOException {
        InetSocketAddress place =
                new InetSocketAddress(InetAddress.getByAddress("nas", new byte[] {10, 0, 0, 5}), 54321);
        assertThat(PeerAddress.names(typed, place)).isEqualTo(is);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "224.0.0.167",
                "239.1.2.3:53317",
                "255.255.255.255",
                "::",
                "[::]:53317",
                "ff12::fd3a:e420"
            })
    void whatNoComputerHasIsNoAddressOfOne(String typed) {
        assertThatThrownBy(() -> PeerAddress.parse(typed))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("not the address of one computer");
    }
}
