package wherry.protocol.homebrew;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WireNameTest {
    @Test
    void aNameOf32CharactersIsSentAsItIs() {
        String name = "a".repeat(28) + ".txt";

        assertThat(WireName.of(name)).isEqualTo(name);
    }

    @Test
    void aLongerNameIsShortenedInTheMiddleAndKeepsItsExtension() {
        String sent = WireName.of("The first chapter of a very long book about rowing boats.html");

        assertThat(sent).hasSize(32).startsWith("The first").endsWith("boats.html");
    }

    @Test
    void anExtensionThatIsNoneIsNotKept() {
        assertThat(WireName.of("x." + "y".repeat(100))).hasSize(32);
        assertThat(WireName.of("." + "y".repeat(100))).hasSize(32);
    }

    @Test
    void onlyTheLastComponentIsSent() {
        assertThat(WireName.of("Photos/2009/boat.jpg")).isEqualTo("boat.jpg");
    }

    @Test
    void aLineFeedInANameIsReplaced() {
        assertThat(WireName.of("a\nb")).isEqualTo("a_b");
    }

    @Test
    void charactersOutsideTheBasicPlaneAreNeverCutInHalf() {
        Random random = new Random(1);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder name = new StringBuilder();
            int length = 1 + random.nextInt(80);
            for (int i = 0; i < length; i++) {
                name.appendCodePoint(random.nextBoolean() ? 0x1F6A3 : 'a' + random.nextInt(26));
                if (random.nextInt(20) == 0) {
                    name.append('.');
                }
            }
            String sent = WireName.of(name.toString());
            assertThat(sent.codePointCount(0, sent.length())).isBetween(1, 32);
            assertThat(sent.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
    }
}
