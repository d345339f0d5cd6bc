package wherry.protocol.localsend.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver says of the names that files have got, whoever it is. */
class ArrivedNamesTest {
    private static ArrivedNames sent(ArrivedNames names) throws IOException {
        return ArrivedNames.read(new String(names.json(), StandardCharsets.UTF_8));
    }

    @Test
    void namesArriveAsTheyAre() throws IOException {
        ArrivedNames names = new ArrivedNames();
        names.add(0, "Größe/\"a\" (1).txt");
        names.add(7, "b");

        assertThat(sent(names).of(0)).hasValue("Größe/\"a\" (1).txt");
        assertThat(sent(names).of(7)).hasValue("b");
        assertThat(sent(names).of(1)).isEmpty();
        assertThat(new ArrivedNames().json()).isEmpty();
    }

    @Test
    void sixteenAreTakenAndNoneIsLong() throws IOException {
        ArrivedNames names = new ArrivedNames();
        for (int i = 0; i < 20; i++) {
            names.add(i, "x".repeat(5_000));
        }

        assertThat(sent(names).of(15).orElseThrow()).hasSizeLessThanOrEqualTo(400);
        assertThat(sent(names).of(16)).isEmpty();
        assertThat(names.json()).hasSizeLessThan(7_000);
    }

    @Test
    void whatWouldDeceiveIsShownAsWhatItIs() {
        assertThat(ArrivedNames.read("{\"names\":{\"0\":\"a\\nb\\u202E\"}}")
                        .of(0)
                        .orElseThrow())
                .doesNotContain("\n", "\u202E");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"names\":[\"a\"]}",
                "{\"names\":{\"x\":\"a\"}}",
                "{\"names\":{\"0\":[]}}",
                "{\"names\":{\"0\":\" \"}}",
                "{\"names\":{\"99999999999\":\"a\"}}"
            })
    void anotherFormSaysNothing(String body) {
        assertThat(ArrivedNames.read(body).of(0)).isEmpty();
    }
}
