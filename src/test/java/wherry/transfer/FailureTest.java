package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new IOException("No space left on device"), "failure.diskFull"),
                Arguments.of(new FileSystemException("x", null, "Read-only file system"), "failure.readOnly"),
                Arguments.of(new SocketException("Connection reset"), "failure.reset"),
                Arguments.of(new IOException("Broken pipe"), "failure.reset"),
                Arguments.of(new NoRouteToHostException("No route to host"), "failure.noRoute"),
                Arguments.of(new ConnectException("Network is unreachable"), "failure.noRoute"),
                Arguments.of(new ConnectException("Connection refused"), "failure.refused"),
                Arguments.of(new SocketTimeoutException(), "failure.connectTimeout"),
                Arguments.of(new BindException("Address already in use"), "failure.portTaken"),
                Arguments.of(new BindException("Permission denied"), "failure.portDenied"),
                Arguments.of(new BindException("Cannot assign requested address"), "failure.bind"),
                Arguments.of(new AsynchronousCloseException(), "failure.closed"),
                Arguments.of(new EOFException(), "failure.internal"),
                Arguments.of(new IllegalStateException("secret"), "failure.internal"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasItsSentence(Exception failure, String key) {
        assertThat(Failure.sentence(failure)).isEqualTo(Sentences.of(key));
    }

    @Test
    void namesInSentencesAreEscaped() {
        assertThat(Failure.sentence(new UnknownHostException("a\u202Eb"))).contains("a\\u202Eb");
        assertThat(Failure.sentence(new NoSuchFileException("a\nb"))).contains("a\\nb");
        assertThat(Failure.sentence(new AccessDeniedException("/x"))).contains("/x");
    }

    @Test
    void whatAProtocolSaysIsSaidAsItIs() {
        assertThat(Failure.sentence(new ProtocolException("Just so."))).isEqualTo("Just so.");
    }

    @Test
    void everySentenceIsOneSentenceForPeople() {
        ResourceBundle bundle = ResourceBundle.getBundle("wherry.sentences");
        for (String key : bundle.keySet()) {
            assertThat(bundle.getString(key)).as(key).isNotBlank().doesNotContain("Exception");
        }
        assertThat(bundle.keySet().stream().filter(key -> key.startsWith("failure.")))
                .allSatisfy(key -> assertThat(bundle.getString(key)).endsWith("."));
    }
}
