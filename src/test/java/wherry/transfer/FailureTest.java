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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    static Stream<Arguments> failures() {
        // What systems and libraries say is in German here, or in words of their own: nothing depends on it.
        return Stream.of(
                Arguments.of(new SocketException("Verbindung zurückgesetzt"), "failure.reset"),
                Arguments.of(new IOException("Datenübergabe unterbrochen (broken pipe)"), "failure.reset"),
                Arguments.of(new IOException("ssl=0x7f51: Failure in SSL library"), "failure.reset"),
                Arguments.of(new EOFException(), "failure.reset"),
                Arguments.of(new NoRouteToHostException("Keine Route zum Zielrechner"), "failure.noRoute"),
                Arguments.of(new ConnectException("Verbindungsaufbau abgelehnt"), "failure.refused"),
                Arguments.of(new SocketTimeoutException(), "failure.connectTimeout"),
                Arguments.of(port(PortException.Why.TAKEN), "failure.portTaken"),
                Arguments.of(port(PortException.Why.DENIED), "failure.portDenied"),
                Arguments.of(port(PortException.Why.NO_ADDRESS), "failure.bind"),
                Arguments.of(new BindException("Die Adresse wird bereits verwendet"), "failure.bind"),
                Arguments.of(new AsynchronousCloseException(), "failure.closed"),
                Arguments.of(new IllegalStateException("secret"), "failure.internal"));
    }

    private static PortException port(PortException.Why why) {
        return new PortException(why, new BindException("Die Adresse wird bereits verwendet"));
    }

    @Test
    void whileAConnectionIsBeingMadeNobodyBreaksItOff() {
        assertThat(Failure.connecting(new SocketException("Das Netzwerk ist nicht erreichbar")))
                .isEqualTo(Sentences.of("failure.noRoute"));
        assertThat(Failure.connecting(new BindException("Die Operation ist nicht erlaubt")))
                .isEqualTo(Sentences.of("failure.connectDenied"));
        assertThat(Failure.connecting(new ConnectException("Verbindungsaufbau abgelehnt")))
                .isEqualTo(Sentences.of("failure.refused"));
    }

    @Test
    void whatTheSystemSaysOfAFileIsNotPassedOn(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("a"));

        assertThat(Failure.reading(new IOException("Eingabe-/Ausgabefehler"), file))
                .isEqualTo(Sentences.of("failure.unreadable", file));
        assertThat(Failure.writing(new IOException("Eingabe-/Ausgabefehler"), file))
                .isEqualTo(Sentences.of("failure.disk"));
        assertThat(Failure.writing(new FileSystemException("b", null, "Ist kein Verzeichnis"), file.resolve("b")))
                .isEqualTo(Sentences.of("failure.notFolder", file.resolve("b")));
        assertThat(Failure.sentence(new FileSystemException("b", null, "Zu viele offene Dateien")))
                .isEqualTo(Sentences.of("failure.file", "b"));
        assertThat(Failure.sentence(new UnknownHostException("nas: Der Name oder der Dienst ist nicht bekannt")))
                .isEqualTo(Sentences.of("failure.unknownHost", "nas"));
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
