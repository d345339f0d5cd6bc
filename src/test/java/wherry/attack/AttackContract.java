package wherry.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wherry.testing.Await;

/**
 * Each attack in small, on a process of its own, while somebody honest uses it. The real thing, with figures, is
 * {@code src/test/attack}.
 */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "SKIPPED: only Linux lists the descriptors of a process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AttackContract {
    private static final int ONE_IN = 8;
    private static final int A_FEW = 12;

    /** Of what the honest one moves. */
    static final int MIB = 4;

    private final Map<String, Attack> attacks;
    private Victim victim;
    private Honest honest;

    AttackContract(Map<String, Attack> attacks) {
        this.attacks = attacks;
    }

    /** Whom they attack, serving already. */
    abstract Victim victim(Path folder) throws IOException;

    /** Who uses it meanwhile. Asked for behind {@link #victim}. */
    abstract Honest honest(Path folder) throws IOException;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        victim = victim(folder);
        honest = honest(folder);
        // Classes take descriptors, too, when they are loaded from folders.
        honest.send(victim.ports().localsend(), "");
    }

    @AfterAll
    void stop() {
        honest.close();
        victim.close();
    }

    Stream<String> attacks() {
        return attacks.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void whoIsHonestIsServedAndNothingIsLeftBehind(String name) throws IOException {
        long descriptors = victim.descriptors();

        try (Strangers strangers = new Strangers(victim.ports(), ONE_IN)) {
            attacks.get(name).begin(strangers);
            Await.until("they have begun", strangers::haveTried);
            honest.send(victim.ports().localsend(), "");
        }

        assertThat(victim.isAlive()).isTrue();
        Await.until("as few descriptors as before", () -> victim.descriptors() < descriptors + A_FEW);
        assertThat(victim.traces()).isZero();
    }
}
