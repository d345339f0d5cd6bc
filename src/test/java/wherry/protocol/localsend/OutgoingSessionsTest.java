package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import wherry.protocol.localsend.sending.OutgoingSessions;

class OutgoingSessionsTest {
    private static final InetAddress RECEIVER = InetAddress.getLoopbackAddress();

    private final OutgoingSessions sessions = new OutgoingSessions();
    private final AtomicInteger stopped = new AtomicInteger();

    @Test
    void onlyTheReceiverItselfStopsAnEncryptedSession() throws Exception {
        sessions.add("s", RECEIVER, Optional.of("F0"), stopped::incrementAndGet);

        sessions.cancel("s", RECEIVER, Optional.empty());
        sessions.cancel("s", RECEIVER, Optional.of("F1"));
        sessions.cancel("s", InetAddress.getByName("10.0.0.9"), Optional.of("F0"));
        sessions.cancel("t", RECEIVER, Optional.of("F0"));
        assertThat(stopped).hasValue(0);

        sessions.cancel("s", RECEIVER, Optional.of("F0"));
        assertThat(stopped).hasValue(1);
    }

    @Test
    void withoutEncryptionItsAddressHasToDo() {
        sessions.add("s", RECEIVER, Optional.empty(), stopped::incrementAndGet);
        sessions.cancel("s", RECEIVER, Optional.empty());
        assertThat(stopped).hasValue(1);

        sessions.remove("s", RECEIVER);
        sessions.cancel("s", RECEIVER, Optional.empty());
        assertThat(stopped).hasValue(1);
    }
}
