package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonCodeTest {
    private static final String ONE = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
    private static final String TWO = "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3";

    @Test
    void theCodeIsTheOneThatOthersComputed() {
        // By Python's hashlib, after the description.
        assertThat(ComparisonCode.of(ONE, TWO)).isEqualTo("64428 61633 24639 77967 60297 89093");
        assertThat(ComparisonCode.of("00".repeat(32), "ff".repeat(32)))
                .isEqualTo("91335 12385 78636 45633 32885 34978");
    }

    @Test
    void bothEndsGetTheSameCodeHoweverTheyWriteTheFingerprints() {
        assertThat(ComparisonCode.of(TWO.toUpperCase(Locale.ROOT), ONE)).isEqualTo(ComparisonCode.of(ONE, TWO));
    }

    @Test
    void anotherCertificateGivesAnotherCode() {
        assertThat(ComparisonCode.of(ONE, TWO.replace('3', '4'))).isNotEqualTo(ComparisonCode.of(ONE, TWO));
        assertThat(ComparisonCode.of(ONE, ONE)).isNotEqualTo(ComparisonCode.of(TWO, TWO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz92c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"})
    void whatIsNoFingerprintGetsNoCode(String text) {
        assertThatThrownBy(() -> ComparisonCode.of(text, ONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ComparisonCode.of(ONE, text)).isInstanceOf(IllegalArgumentException.class);
    }
}
