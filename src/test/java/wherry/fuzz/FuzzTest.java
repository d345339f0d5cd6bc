package wherry.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wherry.testing.FuzzTarget;
import wherry.testing.Fuzzer;

/** Whatever comes is read or refused, and nothing else; a small part of what {@link Fuzz} tries. */
@Timeout(120)
class FuzzTest {
    private static final int INPUTS = 5_000;

    static Stream<FuzzTarget> targets() {
        return Fuzz.targets().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whateverComesIsReadOrRefused(FuzzTarget target) {
        Fuzzer.Report report = new Fuzzer(20_261_126).run(target, INPUTS);

        assertThat(report.inputs()).isEqualTo(INPUTS);
    }
}
