package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {
    @Test
    void controlAndBidirectionalCharactersAreEscaped() {
        assertThat(DisplayText.escape("a\nb\tc\u0000\u202Egpj.exe\u2066\u200F\u2028"))
                .isEqualTo("a\\nb\\tc\\u0000\\u202Egpj.exe\\u2066\\u200F\\u2028");
    }

    @Test
    void ordinaryTextOfAnyScriptStaysAsItIs() {
        String text = "Grüße, привет, 你好, مرحبا, 🚣 <b>&amp;</b> \\n";

        assertThat(DisplayText.escape(text)).isEqualTo(text);
    }

    @Test
    void longTextIsCutInTheMiddle() {
        assertThat(DisplayText.escape("x".repeat(5_000) + "end")).hasSize(300).endsWith("end");
    }

    @Test
    void nothingThatComesOutDeceives() {
        Random random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(400);
            for (int i = 0; i < length; i++) {
                text.append((char) random.nextInt(0x10000));
            }
            String escaped = DisplayText.escape(text.toString());
            assertThat(escaped.codePoints()).noneMatch(DisplayText::deceives);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "1234567, 1.2 MB",
        "9950000, 10 MB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "812000000, 812 MB",
        "4294967295, 4.3 GB",
        "9223372036854775807, 9.2 EB"
    })
    void sizesAreRoundedForPeople(long bytes, String expected) {
        assertThat(Sizes.rounded(bytes)).isEqualTo(expected);
    }

    @Test
    void countsAreGroupedBySpaces() {
        assertThat(Sizes.grouped(1_234_567)).isEqualTo("1 234 567");
        assertThat(Sizes.grouped(7)).isEqualTo("7");
    }
}
