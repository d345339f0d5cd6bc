package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSocketTest {
    /** Homebrew's group and LocalSend's. */
    @ParameterizedTest
    @ValueSource(strings = {"224.202.20.30", "224.0.0.167"})
    void announcementsStayOnTheNetwork(String group) throws IOException {
        InetSocketAddress at = new InetSocketAddress(group, TestNode.freeUdpPort());
        try (GroupSocket socket = GroupSocket.open(Networks.find("127.0.0.1").orElseThrow(), at)) {
            assertThat(socket.timeToLive()).isEqualTo(1);
        }
    }
}
