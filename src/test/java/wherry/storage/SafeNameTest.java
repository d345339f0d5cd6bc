package wherry.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import wherry.transfer.DisplayText;

class SafeNameTest {
    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

    /** Pieces that names go wrong by. */
    private static final List<String> PIECES = List.of(
            "/",
            "\\",
            "..",
            ".",
            " ",
            ":",
            "CON",
            "nul",
            "COM¹",
            "LPT1",
            ".txt",
            ".tar.gz",
            "\u0000",
            "\u202E",
            "\u200D",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00",
            "\n",
            "\u2028",
            "u\u0308",
            "\u0308",
            "\u0345",
            "\u1100\u1161",
            "a",
            "_",
            "<",
            "\u0338",
            "\u00A0",
            "$",
            ".wherry-",
            ".part",
            "0123456789abcdef",
            "漢",
            "(1)",
            "~",
            "-",
            "\uFEFF",
            "\u212B");

    @TestFactory
    Stream<DynamicTest> hostileNamesBecomeHarmlessAndStayRecognisable() throws IOException {
        return corpus().map(row -> DynamicTest.dynamicTest('"' + row[0] + '"', () -> {
            String stored = SafeName.of(unescaped(row[0]));
            assertThat(stored).isEqualTo(unescaped(row[1]));
            assertHarmless(stored);
        }));
    }

    @Test
    void anyMixtureOfBadPiecesBecomesHarmless() {
        Random random = new Random(20090612);
        for (int round = 0; round < 30_000; round++) {
            assertHarmless(SafeName.of(mixture(random)));
        }
    }

    @Test
    void anySequenceOfCharactersBecomesHarmless() {
        Random random = new Random(54321);
        for (int round = 0; round < 10_000; round++) {
            char[] units = new char[random.nextInt(300)];
            for (int i = 0; i < units.length; i++) {
                units[i] = (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
            }
            assertHarmless(SafeName.of(new String(units)));
        }
    }

    @Test
    void anOverlongNameKeepsItsBeginningAndItsExtension() {
        assertThat(SafeName.of("ü".repeat(400) + ".jpeg"))
                .startsWith("üüü")
                .endsWith("ü.jpeg")
                .satisfies(name -> assertThat(bytes(name)).isBetween(253, 255));
        assertThat(SafeName.of("x".repeat(400) + ".tar.gz")).hasSize(255).endsWith("x.tar.gz");
        assertThat(SafeName.of("\uD83D\uDE00".repeat(100))).isEqualTo("\uD83D\uDE00".repeat(63));
        assertThat(SafeName.of("y".repeat(5_000_000) + ".txt")).hasSize(255).endsWith("y.txt");
    }

    @Test
    void aPartAfterADotThatIsTooLongForAnExtensionIsCutLikeTheRest() {
        assertThat(SafeName.of("a." + "b".repeat(400))).hasSize(255).startsWith("a.bbb");
    }

    @Test
    void whatACutLaysBareIsMadeSafeToo() {
        assertThat(SafeName.of("CON" + " ".repeat(300) + "x")).isEqualTo("_CON");
        assertThat(SafeName.of("v" + ".".repeat(300) + " some more words")).isEqualTo("v");
    }

    @Test
    void anotherNameKeepsTheExtensionAndTheLimit() {
        assertThat(SafeName.numbered("photo.jpg", 1)).isEqualTo("photo (1).jpg");
        assertThat(SafeName.numbered("logs.tar.gz", 2)).isEqualTo("logs (2).tar.gz");
        assertThat(SafeName.numbered("README", 3)).isEqualTo("README (3)");
        assertThat(SafeName.numbered("Mr. Fox says", 1)).isEqualTo("Mr. Fox says (1)");
        assertThat(SafeName.numbered("_.bashrc", 1)).isEqualTo("_ (1).bashrc");
        String longest = SafeName.of("ß".repeat(200) + ".txt");
        assertThat(SafeName.numbered(longest, 99)).endsWith("ß (99).txt").satisfies(SafeNameTest::assertHarmless);
    }

    @Test
    void thePlainNameIsShortAscii() {
        assertThat(SafeName.plain("Übersicht 漢.pdf")).isEqualTo("_bersicht _.pdf");
        assertThat(SafeName.plain("n".repeat(250) + ".pdf")).hasSize(120).endsWith("n.pdf");
    }

    private static void assertHarmless(String name) {
        String shown = DisplayText.escape(name);
        assertThat(name).as(shown).isNotEmpty().doesNotContainPattern("[/\\\\<>:\"|?*]");
        assertThat(name.codePoints().anyMatch(DisplayText::deceives)).as(shown).isFalse();
        assertThat(name)
                .as(shown)
                .doesNotStartWith(".")
                .doesNotStartWith(" ")
                .doesNotEndWith(".")
                .doesNotEndWith(" ");
        assertThat(name.split("\\.", 2)[0].strip()).as(shown).doesNotMatch("(?i)con|prn|aux|nul|(com|lpt)[0-9¹²³]");
        assertThat(bytes(name)).as(shown).isLessThanOrEqualTo(255);
        assertThat(Normalizer.isNormalized(name, Normalizer.Form.NFC)).as(shown).isTrue();
        assertThat(PartialName.isOneOf(Path.of(name))).as(shown).isFalse();
        Path folder = Path.of("/folder");
        assertThat(folder.resolve(name).normalize().getParent()).as(shown).isEqualTo(folder);
        assertThat(SafeName.of(name)).as("made safe twice").isEqualTo(name);
    }

    private static String mixture(Random random) {
        StringBuilder name = new StringBuilder();
        int pieces = random.nextInt(8);
        for (int i = 0; i < pieces; i++) {
            name.append(PIECES.get(random.nextInt(PIECES.size())).repeat(random.nextInt(20) == 0 ? 90 : 1));
        }
        return name.toString();
    }

    private static Stream<String[]> corpus() throws IOException {
        try (InputStream corpus = SafeNameTest.class.getResourceAsStream("hostile-names.txt")) {
            return new String(corpus.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isEmpty())
                    .map(line -> line.split("\t", 2));
        }
    }

    private static String unescaped(String text) {
        String units = UNICODE_ESCAPE
                .matcher(text)
                .replaceAll(escape -> Character.toString((char) Integer.parseInt(escape.group(1), 16)));
        return units.translateEscapes();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
