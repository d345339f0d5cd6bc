package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import wherry.net.DeafException;

/** A server that has become deaf ends the program, aloud. */
class LastWordTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicInteger ends = new AtomicInteger();
    private final List<Throwable> logged = new ArrayList<>();
    private final LastWord lastWord = new LastWord(
            (thread, failure) -> logged.add(failure),
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            ends::incrementAndGet);

    @Test
    void whoTakesNoConnectionsAnyMoreSaysSoAndEnds() {
        Throwable deaf = new DeafException(new AssertionError("as in a test"));

        lastWord.uncaughtException(Thread.currentThread(), deaf);

        assertThat(printed.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("Wherry cannot take connections any more and ends. Start it again.");
        assertThat(logged).containsExactly(deaf);
        assertThat(ends).hasValue(1);
    }

    @Test
    void whateverElseNobodyCatchesIsOnlyLogged() {
        Throwable other = new IllegalStateException("as in a test");

        lastWord.uncaughtException(Thread.currentThread(), other);

        assertThat(logged).containsExactly(other);
        assertThat(printed.size()).isZero();
        assertThat(ends).hasValue(0);
    }
}
