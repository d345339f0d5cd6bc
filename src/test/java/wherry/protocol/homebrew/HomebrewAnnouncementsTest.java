package wherry.protocol.homebrew;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.discovery.Announcement;

class HomebrewAnnouncementsTest {
    private static final String FINGERPRINT = "0123456789abcdef0123456789abcdef";
    private static final String GOLDEN = "{\"alias\":\"Quiet Fox\",\"version\":\"1.0\",\"deviceType\":\"desktop\","
            + "\"fingerprint\":\"" + FINGERPRINT + "\",\"port\":54321,\"protocol\":\"homebrew\"}";

    private final HomebrewAnnouncements announcements =
            new HomebrewAnnouncements(() -> new InetSocketAddress("224.202.20.30", 54321));

    @Test
    void anAnnouncementIsTheseBytes() {
        assertThat(new String(announcements.encode(own("Quiet Fox")), StandardCharsets.UTF_8))
                .isEqualTo(GOLDEN);
    }

    @Test
    void aGoodbyeIsTheSameWithPortZero() {
        byte[] goodbye = announcements.encode(own("Quiet Fox").goodbye());
        assertThat(new String(goodbye, StandardCharsets.UTF_8)).isEqualTo(GOLDEN.replace("54321", "0"));
        assertThat(announcements.decode(ByteBuffer.wrap(goodbye)).orElseThrow().leaving())
                .isTrue();
    }

    @Test
    void otherProtocolsAreNamedWithTheirPorts() {
        Announcement own = own("Quiet Fox").withAlso(Map.of("localsend", 53317));

        String written = new String(announcements.encode(own), StandardCharsets.UTF_8);

        assertThat(written).endsWith(",\"protocol\":\"homebrew\",\"also\":{\"localsend\":53317}}");
        assertThat(decode(written)).contains(own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[]",
                "null",
                "{\"localsend\":0}",
                "{\"localsend\":70000}",
                "{\"localsend\":\"53317\"}",
                "{\"<b>\":53317}",
                "{\"homebrew\":1}"
            })
    void otherProtocolsThatMakeNoSenseArePassedOver(String also) {
        String datagram = GOLDEN.replace("}", ",\"also\":" + also + "}");

        assertThat(decode(datagram)).contains(own("Quiet Fox"));
    }

    @Test
    void whatIsWrittenIsRead() {
        Announcement own = own("Zoë \"the\" Fox 🦊\n");
        assertThat(decode(new String(announcements.encode(own), StandardCharsets.UTF_8)))
                .contains(own);
    }

    @Test
    void whateverTheAliasItFitsIntoFiveHundredAndTwelveBytes() {
        Random random = new Random(20090601);
        for (int i = 0; i < 2_000; i++) {
            String alias = randomText(random, random.nextInt(600));
            Announcement own = new Announcement("homebrew", alias, Optional.of("f".repeat(128)), 65535);
            byte[] encoded = announcements.encode(own);
            assertThat(encoded).hasSizeLessThanOrEqualTo(512);
            assertThat(decode(new String(encoded, StandardCharsets.UTF_8)))
                    .get()
                    .extracting(Announcement::fingerprint)
                    .isEqualTo(own.fingerprint());
        }
    }

    @Test
    void anAliasIsNeverCutInsideACharacter() {
        byte[] encoded = announcements.encode(
                new Announcement("homebrew", "🦊".repeat(300), Optional.of("f".repeat(128)), 65535));
        String alias = decode(new String(encoded, StandardCharsets.UTF_8))
                .orElseThrow()
                .alias();
        assertThat(alias.replace("🦊", "").replace("…", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello world",
                " ",
                "\n",
                "\0",
                "{",
                "{}",
                "[]",
                "null",
                "[{\"fingerprint\":\"f\",\"port\":1}]",
                "{\"fingerprint\":\"f\"}",
                "{\"port\":54321}",
                "{\"fingerprint\":\"f\",\"port\":1} and more",
                "{\"fingerprint\":\"f\",\"port\":1",
                "{fingerprint:'f',port:1}",
                "{\"fingerprint\":\"f\",\"port\":1,}",
                "\"fingerprint port\""
            })
    void anythingElseIsAPeerOfTwoThousandAndNine(String datagram) {
        assertThat(decode(datagram)).contains(new Announcement("homebrew", "", Optional.empty(), 54321));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"fingerprint\":\"f\",\"port\":70000}",
                "{\"fingerprint\":\"f\",\"port\":-1}",
                "{\"fingerprint\":\"f\",\"port\":1.5}",
                "{\"fingerprint\":\"f\",\"port\":1e3}",
                "{\"fingerprint\":\"f\",\"port\":99999999999999999999}",
                "{\"fingerprint\":\"f\",\"port\":\"54321\"}",
                "{\"fingerprint\":\"f\",\"port\":null}",
                "{\"fingerprint\":\"f\",\"port\":[1]}",
                "{\"fingerprint\":\"\",\"port\":1}",
                "{\"fingerprint\":7,\"port\":1}",
                "{\"fingerprint\":\"two words\",\"port\":1}",
                "{\"fingerprint\":\"f\",\"port\":1,\"alias\":7}",
                "{\"fingerprint\":\"f\",\"port\":1,\"alias\":null}",
                "{\"fingerprint\":\"f\",\"port\":1,\"alias\":{}}",
                "{\"fingerprint\":\"f\",\"port\":1,\"protocol\":\"https\"}"
            })
    void whatClaimsToBeAnAnnouncementAndIsNoneIsMalformed(String datagram) {
        assertThat(decode(datagram)).isEmpty();
    }

    @Test
    void whatIsLongerThanAnAnnouncementMayBeIsMalformed() {
        String longest = GOLDEN.replace("Quiet Fox", "x".repeat(512 - GOLDEN.length() + "Quiet Fox".length()));
        assertThat(decode(longest)).isPresent();
        assertThat(decode(longest.replace("xx", "xxx"))).isEmpty();
        assertThat(decode("{\"fingerprint\":\"" + "f".repeat(129) + "\",\"port\":1}"))
                .isEmpty();
    }

    @Test
    void unknownFieldsAndMissingOnesThatDoNotMatterAreIgnored() {
        assertThat(decode("{\"x-new\":{\"a\":[1,2]},\"fingerprint\":\"f\",\"port\":1,\"version\":9}"))
                .contains(new Announcement("homebrew", "", Optional.of("f"), 1));
    }

    @Test
    void deepNestingIsNoAnnouncementAndNoHarm() {
        String deep = "{\"fingerprint\":\"f\",\"port\":1,\"a\":" + "[".repeat(700) + "]".repeat(700) + "}";
        assertThat(decode(deep)).contains(new Announcement("homebrew", "", Optional.empty(), 54321));
    }

    @Test
    void noDatagramThrowsAndWhatIsReadIsWithinBounds() {
        Random random = new Random(54321);
        byte[] golden = GOLDEN.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] datagram = i % 2 == 0 ? new byte[random.nextInt(1501)] : golden.clone();
            if (i % 2 == 0) {
                random.nextBytes(datagram);
            }
            for (int mutation = i % 2 * (1 + random.nextInt(4)); mutation > 0; mutation--) {
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt(256);
            }
            announcements.decode(ByteBuffer.wrap(datagram)).ifPresent(read -> {
                assertThat(read.port()).isBetween(0, 65535);
                assertThat(read.protocol()).isEqualTo("homebrew");
                assertThat(read.fingerprint().orElse("f")).matches("[!-~]{1,128}");
            });
        }
    }

    @Test
    void readingLeavesTheDatagramAsItWas() {
        ByteBuffer datagram = ByteBuffer.wrap(GOLDEN.getBytes(StandardCharsets.UTF_8));
        announcements.decode(datagram);
        assertThat(datagram.position()).isZero();
    }

    private Optional<Announcement> decode(String datagram) {
        return announcements.decode(ByteBuffer.wrap(datagram.getBytes(StandardCharsets.UTF_8)));
    }

    private static Announcement own(String alias) {
        return new Announcement("homebrew", alias, Optional.of(FINGERPRINT), 54321);
    }

    private static String randomText(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
        }
        return text.toString();
    }
}
