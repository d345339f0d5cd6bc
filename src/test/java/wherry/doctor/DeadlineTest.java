package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.transfer.DaemonThreads;

/** An examination ends in time whatever does not answer. */
@Timeout(60)
class DeadlineTest {
    private final ExecutorService background = Executors.newCachedThreadPool(DaemonThreads.named("background"));
    private final CompletableFuture<Optional<String>> never = new CompletableFuture<>();

    @AfterEach
    void close() {
        never.complete(Optional.empty());
        background.shutdown();
    }

    @Test
    void whatDoesNotAnswerIsNotWaitedForBeyondIt() throws Exception {
        Deadline deadline = Deadline.in(Duration.ofMillis(50), background);

        assertThat(deadline.answer(never::join)).isEmpty();
        deadline.await(List.of(deadline.begin(never::join)));

        assertThat(deadline.isOver()).isTrue();
        assertThat(never).isNotDone();
    }

    @Test
    void whatAnswersBeforeItCounts() throws Exception {
        assertThat(Deadline.in(Duration.ofSeconds(30), background).answer(() -> Optional.of("here")))
                .hasValue("here");
    }
}
