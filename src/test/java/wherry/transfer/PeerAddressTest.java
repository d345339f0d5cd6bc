package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
