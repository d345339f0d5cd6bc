package wherry.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** To whom an address is counted. */
class AddressBlockTest {
    private static InetAddress block(String address) throws UnknownHostException {
        return AddressBlock.of(InetAddress.getByName(address));
    }

    @Test
    void anIpv4AddressIsItself() throws UnknownHostException {
        assertThat(block("192.168.1.7")).isEqualTo(InetAddress.getByName("192.168.1.7"));
        assertThat(block("192.168.1.7")).isNotEqualTo(block("192.168.1.8"));
        assertThat(block("::ffff:192.168.1.7")).isEqualTo(block("192.168.1.7"));
    }

    @Test
    void allOfAnIpv6NetworkAreOne() throws UnknownHostException {
        assertThat(block("2001:db8:1:2::7")).isEqualTo(block("2001:db8:1:2:aaaa:bbbb:cccc:dddd"));
        assertThat(block("2001:db8:1:2::7")).isNotEqualTo(block("2001:db8:1:3::7"));
    }
}
