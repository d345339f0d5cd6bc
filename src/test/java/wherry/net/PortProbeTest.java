package wherry.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import wherry.transfer.Failure;
import wherry.transfer.PortException;
import wherry.transfer.PortException.Why;
import wherry.transfer.Sentences;

/** Why a port cannot be had is found out without reading what the system says about it, in whatever language. */
class PortProbeTest {
    private final InetAddress loopback = InetAddress.getLoopbackAddress();

    @Test
    void aPortThatAnotherProgramHasIsTakenWhateverTheSystemCallsThat() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, loopback)) {
            InetSocketAddress at = new InetSocketAddress(loopback, other.getLocalPort());

            assertThat(PortProbe.why(at)).isEqualTo(Why.TAKEN);
            assertThatThrownBy(() -> ListeningSocket.open(at))
                    .isInstanceOf(BindException.class)
                    .isInstanceOfSatisfying(
                            PortException.class,
                            taken -> assertThat(taken.why()).isEqualTo(Why.TAKEN))
                    .satisfies(
                            taken -> assertThat(Failure.sentence(taken)).isEqualTo(Sentences.of("failure.portTaken")));
        }
    }

    @Test
    void anAddressOfAnotherComputerIsNotAvailable() throws IOException {
        // For documentation (RFC 5737): nobody has it.
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});

        assertThatThrownBy(() -> ListeningSocket.open(new InetSocketAddress(elsewhere, 0)))
                .satisfies(failure -> assertThat(Failure.sentence(failure)).isEqualTo(Sentences.of("failure.bind")));
    }
}
