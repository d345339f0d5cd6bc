package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import wherry.protocol.Reach;
import wherry.transfer.Endpoint;
import wherry.transfer.Security;

class ReachAnswersTest {
    private final AtomicLong clock = new AtomicLong();
    private final ReachAnswers answers = new ReachAnswers(clock::get);
    private final Endpoint peer = new Endpoint(
            "localsend", new InetSocketAddress("10.77.0.2", 53317), new Security.Verified("AB".repeat(32)));
    private final Reach told = new Reach(Set.of("localsend"), Optional.of(true));

    @Test
    void whoIsAskedAgainTooSoonHasSaidItAMomentAgo() {
        assertThat(answers.with(peer, 53317, Optional.of(Reach.NOT_NOW))).contains(Reach.NOT_NOW);
        assertThat(answers.with(peer, 53317, Optional.of(told))).contains(told);
        clock.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(answers.with(peer, 53317, Optional.of(Reach.NOT_NOW))).contains(told);
        assertThat(answers.with(peer, 53318, Optional.of(Reach.NOT_NOW)))
                .as("it was asked of another port")
                .contains(Reach.NOT_NOW);
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(answers.with(peer, 53317, Optional.of(Reach.NOT_NOW)))
                .as("that is too long ago")
                .contains(Reach.NOT_NOW);
        assertThat(answers.with(peer, 53317, Optional.empty())).isEmpty();
    }
}
