package wherry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.settings.Trust.Decision;
import wherry.testing.ChildJvm;
import wherry.transfer.ProtocolException;

class TrustStoreTest {
    private static final String ONE = "ab".repeat(32);
    private static final String TWO = "cd".repeat(32);
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    @TempDir
    Path scratch;

    private final MovingClock clock = new MovingClock();
    private Path directory;
    private Path file;
    private TrustStore store;

    @BeforeEach
    void open() {
        directory = scratch.resolve("config/wherry");
        file = directory.resolve("trust.properties");
        store = opened();
    }

    @Test
    void nothingIsDecidedAtFirst() {
        assertThat(store.problem()).isEmpty();
        assertThat(store.all()).isEmpty();
        assertThat(store.of(ONE)).isEmpty();
        assertThat(store.of("a random string of a peer without certificate")).isEmpty();
        assertThat(directory).doesNotExist();
    }

    @Test
    void whatHasEndedStaysSoWhenTheClockIsSetBack() throws IOException {
        store.put(new Trust(ONE, "Fox", Decision.ACCEPT, Optional.empty(), Optional.of(NOW.plusSeconds(600))));
        clock.now = NOW.plusSeconds(599);
        assertThat(store.of(ONE)).map(Trust::decision).contains(Decision.ACCEPT);
        clock.now = NOW.plusSeconds(601);
        assertThat(store.of(ONE)).map(Trust::decision).contains(Decision.ASK);

        clock.now = NOW;
        assertThat(store.of(ONE)).map(Trust::decision).contains(Decision.ASK);
        store.refresh();
        assertThat(opened().of(ONE)).map(Trust::decision).contains(Decision.ASK);
        assertThat(opened().all()).extracting(Trust::decision).containsExactly(Decision.ASK);
    }

    @Test
    void afterAClockThatWasAheadItIsSaidWhatEndedAndWhatIsDecidedThenHolds() throws IOException {
        store.put(new Trust(ONE, "Fox", Decision.ACCEPT, Optional.empty(), Optional.of(NOW.plusSeconds(600))));
        assertThat(opened().problem()).isEmpty();
        clock.now = NOW.plus(Duration.ofDays(4_000));
        store.refresh();
        clock.now = NOW;

        store = opened();
        assertThat(store.of(ONE)).map(Trust::decision).contains(Decision.ASK);
        assertThat(store.problem())
                .hasValueSatisfying(said -> assertThat(said)
                        .contains(NOW.plus(Duration.ofDays(4_000)).toString().substring(0, 10), "decide anew"));

        store.put(new Trust(TWO, "Owl", Decision.ACCEPT, Optional.empty(), Optional.of(NOW.plusSeconds(600))));
        for (TrustStore one : List.of(store, opened())) {
            assertThat(one.of(TWO)).map(Trust::decision).contains(Decision.ACCEPT);
            assertThat(one.of(ONE))
                    .as("has ended for good")
                    .map(Trust::decision)
                    .contains(Decision.ASK);
            assertThat(one.problem()).as("has been said").isIn(store.problem(), Optional.empty());
        }
        assertThat(opened().problem()).isEmpty();
    }

    @Test
    void aTimeThatCannotBeReadCostsNothingThatWasDecided() throws IOException {
        store.put(new Trust(ONE, "Fox", Decision.BLOCK, Optional.empty(), Optional.empty()));
        Files.writeString(directory.resolve("trust.properties.latest"), "yesterday");
        assertThat(opened().of(ONE)).map(Trust::decision).contains(Decision.BLOCK);
    }

    @Test
    void everyDecisionComesBackAsItWasMade() throws IOException {
        Trust first = new Trust(
                ONE,
                " Füchsin \\ 狐 # = :\u202E\n",
                Decision.ACCEPT,
                Optional.of(scratch.resolve(" a b\\c=#ü")),
                Optional.of(NOW.plusSeconds(60)));
        Trust second = trust(TWO, "Plain Otter", Decision.BLOCK);
        store.put(first);
        store.put(second);
        assertThat(store.all()).containsExactly(first, second);
        assertThat(opened().all()).containsExactly(first, second);

        store.put(trust(ONE, "Quiet Fox", Decision.ASK));
        assertThat(opened().all()).containsExactly(second, trust(ONE, "Quiet Fox", Decision.ASK));
        store.remove(TWO.toUpperCase(Locale.ROOT));
        assertThat(opened().all()).containsExactly(trust(ONE, "Quiet Fox", Decision.ASK));
    }

    @Test
    void oneWhoseCodeWasComparedStaysCheckedUntilItIsForgotten() throws IOException {
        store.check(ONE, "Otter");
        assertThat(store.of(ONE)).contains(trust(ONE, "Otter", Decision.ASK).asChecked());
        store.put(new Trust(ONE, "Otter", Decision.ACCEPT, Optional.empty(), Optional.of(NOW.plusSeconds(60))));
        clock.advance(Duration.ofSeconds(61));
        assertThat(opened().of(ONE)).contains(trust(ONE, "Otter", Decision.ASK).asChecked());
        store.put(trust(TWO, "Badger", Decision.BLOCK));
        store.check(TWO, "Badger");
        assertThat(opened().of(TWO).orElseThrow().decision()).isEqualTo(Decision.BLOCK);
        store.remove(ONE);
        store.put(trust(ONE, "Otter", Decision.ASK));
        assertThat(opened().of(ONE).orElseThrow().checked()).isFalse();
    }

    @Test
    void fingerprintsAreTheSameInAnyCaseAndNothingElseIsOne() throws IOException {
        store.put(trust(ONE.toUpperCase(Locale.ROOT), "Fox", Decision.ACCEPT));
        assertThat(store.of(ONE)).hasValue(trust(ONE, "Fox", Decision.ACCEPT));
        assertThat(store.of(ONE.toUpperCase(Locale.ROOT))).isPresent();
        assertThatThrownBy(() -> trust("ab", "Fox", Decision.ACCEPT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trust("xy".repeat(32), "Fox", Decision.ACCEPT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFileCanBeReadAndWrittenByPeopleAndByNobodyElse() throws IOException {
        store.put(trust(ONE, "Füchsin", Decision.ACCEPT));
        assertThat(file)
                .content(StandardCharsets.UTF_8)
                .contains("\n" + ONE + ".alias = Füchsin\n" + ONE + ".decision = accept\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, ONE.toUpperCase(Locale.ROOT) + ".decision:Block\r\n# " + TWO);
        assertThat(opened().all()).containsExactly(trust(ONE, "", Decision.BLOCK));
    }

    @Test
    void aDecisionThatHasEndedLeavesAPeerThatIsKnownAndAskedAbout() throws IOException {
        Path folder = scratch.resolve("phone");
        store.put(new Trust(ONE, "Fox", Decision.ACCEPT, Optional.of(folder), Optional.of(NOW.plusSeconds(3600))));
        clock.advance(Duration.ofSeconds(3599));
        assertThat(store.of(ONE)).map(Trust::decision).hasValue(Decision.ACCEPT);
        clock.advance(Duration.ofSeconds(1));
        assertThat(store.of(ONE)).hasValue(trust(ONE, "Fox", Decision.ASK));
        assertThat(store.all()).containsExactly(trust(ONE, "Fox", Decision.ASK));
        assertThat(opened().of(ONE)).hasValue(trust(ONE, "Fox", Decision.ASK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Quiet Fox",
                "quiet FOX",
                "Ｑｕｉｅｔ Ｆｏｘ",
                "QuietFox",
                " Quiet\u00A0\u2003Fox ",
                "Qui\u200Bet\u200D Fox\uFE0F",
                "\u202EQuiet Fox",
                "𝐐𝐮𝐢𝐞𝐭 Fox",
                "Qu\u2170et Fox"
            })
    void aKnownAliasUnderANewKeyIsCalledOutHoweverItIsWritten(String alias) throws IOException {
        store.put(trust(ONE, "Quiet Fox", Decision.ACCEPT));
        assertThat(store.impersonated(alias, TWO)).hasValue(trust(ONE, "Quiet Fox", Decision.ACCEPT));
        assertThat(store.of(TWO)).isEmpty();
        assertThat(opened().impersonated(alias, TWO)).isPresent();
    }

    @Test
    void onlyAnotherOneUnderThatAliasIsImpersonated() throws IOException {
        store.put(trust(ONE, "Straße", Decision.ASK));
        store.put(trust(TWO, "Blocked", Decision.BLOCK));
        String third = "ef".repeat(32);
        assertThat(store.impersonated("STRASSE", third)).isPresent();
        assertThat(store.impersonated("Straße", ONE.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(store.impersonated("Strasse 2", third)).isEmpty();
        assertThat(store.impersonated("Blocked", third)).isEmpty();
        assertThat(store.impersonated("", third)).isEmpty();
        assertThat(store.impersonated("Straße", TWO)).isPresent();

        store.put(trust(third, "Strasse", Decision.ACCEPT));
        assertThat(store.impersonated("Strasse", third)).isEmpty();
        assertThat(store.impersonated("Strasse", "01".repeat(32)))
                .hasValueSatisfying(trust -> assertThat(trust.fingerprint()).isEqualTo(third));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".decision = perhaps",
                ".alias = without decision",
                ".decision = accept\n@.until = some day",
                ".decision = accept\n@.until = +1000000001-01-01T00:00:00Z",
                ".decision = accept\n@.until = +1000000000-12-31T23:59:59.999999999Z",
                ".decision = accept\n@.folder = not/absolute",
                "0.decision = accept",
                " = accept"
            })
    void anEntryThatCannotBeIsSetAsideWholeAndTheRestGoesOn(String line) throws IOException {
        Files.createDirectories(directory);
        String damaged = TWO + line.replace("@", TWO) + "\n" + ONE + ".decision = block\n";
        Files.writeString(file, damaged);

        TrustStore read = opened();

        assertThat(read.problem())
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith(
                                "The file of your decisions about devices was damaged: it has invalid values for cdcdcdcd")
                        .contains("It was set aside as trust.properties.damaged-"));
        assertThat(read.all()).containsExactly(trust(ONE, "", Decision.BLOCK));
        assertThat(setAside())
                .singleElement()
                .satisfies(aside -> assertThat(aside).hasContent(damaged));
        assertThat(opened().problem()).isEmpty();
        assertThat(opened().all()).isEqualTo(read.all());
    }

    @Test
    void aFileThatIsNotTextIsSetAside() throws IOException {
        Files.createDirectories(directory);
        for (byte[] damaged : List.of(
                new byte[500], new byte[] {'a', (byte) 0xC3, '\n'}, "a = \\u12".getBytes(StandardCharsets.UTF_8))) {
            Files.write(file, damaged);
            assertThat(opened().problem()).isPresent();
            assertThat(setAside()).anySatisfy(aside -> assertThat(aside).hasBinaryContent(damaged));
            assertThat(opened().problem()).isEmpty();
        }
    }

    @Test
    void whoeverWasBlockedStaysSoWhateverHappensToTheFile() throws IOException {
        for (byte[] damage : List.of(
                new byte[500],
                (ONE + ".decision = blo").getBytes(StandardCharsets.UTF_8),
                "a = \\u00".getBytes(StandardCharsets.UTF_8))) {
            TrustStore.open(directory, clock)
                    .put(new Trust(ONE, "", Decision.BLOCK, Optional.empty(), Optional.empty()));
            Files.write(file, damage);

            for (int start = 0; start < 2; start++) {
                TrustStore again = TrustStore.open(directory, clock);
                assertThat(again.of(ONE)).map(Trust::decision).contains(Decision.BLOCK);
                assertThat(again.isLost()).isFalse();
            }
        }
    }

    @Test
    void whatIsLostAltogetherIsSoUntilTheUserDecidesAnew() throws IOException {
        TrustStore.open(directory, clock).put(new Trust(ONE, "", Decision.BLOCK, Optional.empty(), Optional.empty()));
        Files.write(file, new byte[500]);
        Files.write(file.resolveSibling("trust.properties.last"), new byte[500]);

        assertThat(TrustStore.open(directory, clock).isLost()).isTrue();
        TrustStore again = TrustStore.open(directory, clock);
        assertThat(again.isLost()).isTrue();
        again.called(ONE, "renamed");
        assertThat(again.isLost()).isTrue();
        again.put(new Trust(TWO, "", Decision.ACCEPT, Optional.empty(), Optional.empty()));
        assertThat(again.isLost()).isFalse();
        assertThat(TrustStore.open(directory, clock).isLost()).isFalse();
    }

    @Test
    void randomDamageIsNeverFatal() throws IOException {
        store.put(new Trust(ONE, "A \\", Decision.ACCEPT, Optional.of(Path.of("/x")), Optional.of(NOW.plusSeconds(5))));
        byte[] valid = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = valid.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(round % 2 == 0 ? 128 : 256);
            }
            Files.write(file, bytes);
            assertThat(opened().all()).hasSizeLessThanOrEqualTo(2);
            assertThat(opened().problem()).isEmpty();
        }
    }

    @Test
    void aDecisionThatCannotBeKeptHoldsForThisRunAndNothingIsWrittenOver() throws IOException {
        Files.createDirectories(file.resolve("full"));
        TrustStore stuck = opened();
        assertThat(stuck.problem())
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).startsWith("Your decisions about devices cannot be read"));
        assertThatThrownBy(() -> stuck.put(trust(ONE, "Fox", Decision.BLOCK)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("Your decision holds until Wherry ends, but cannot be kept in " + file);
        assertThat(stuck.of(ONE)).isPresent();
        assertThat(file.resolve("full")).isDirectory();

        Files.delete(file.resolve("full"));
        Files.delete(file);
        stuck.put(trust(TWO, "Otter", Decision.ACCEPT));
        assertThat(opened().all()).hasSize(2);
    }

    @Test
    void aDecisionOfAnotherProcessIsNotLostAndKnownAfterTheNextChange() throws IOException {
        TrustStore window = opened();
        store.put(trust(ONE, "Fox", Decision.BLOCK));
        window.put(trust(TWO, "Otter", Decision.ACCEPT));
        assertThat(window.all()).hasSize(2);
        assertThat(opened().all()).hasSize(2);
    }

    @Test
    void whenThereIsNoRoomOnlyWhatIsAskedAboutAnywayGoes() throws IOException {
        store = TrustStore.open(directory, clock, 3);
        store.put(trust("00".repeat(32), "blocked", Decision.BLOCK));
        store.put(trust("01".repeat(32), "asked first", Decision.ASK));
        store.put(new Trust(
                "02".repeat(32), "ended", Decision.ACCEPT, Optional.empty(), Optional.of(NOW.minusSeconds(1))));
        store.put(trust("03".repeat(32), "accepted", Decision.ACCEPT));
        assertThat(store.all()).extracting(Trust::lastAlias).containsExactly("blocked", "ended", "accepted");
        store.put(trust("04".repeat(32), "accepted too", Decision.ACCEPT));
        List<Trust> full = store.all();
        assertThatThrownBy(() -> store.put(trust("05".repeat(32), "too many", Decision.ACCEPT)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("Wherry keeps at most 3 decisions about devices. Remove some in the settings.");
        assertThat(store.all()).isEqualTo(full);
        store.put(trust("04".repeat(32), "accepted too", Decision.BLOCK));
        assertThat(store.all()).hasSize(3);
    }

    @Test
    void tenThousandDecisionsComeBack() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append(String.format(Locale.ROOT, "%064x.decision = accept%n", i));
        }
        Files.createDirectories(directory);
        Files.writeString(file, text);
        TrustStore read = opened();
        assertThat(read.problem()).isEmpty();
        assertThat(read.all()).hasSize(10_000);
    }

    @Test
    void manyThreadsDecideAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int first = thread * 10;
            done.add(threads.submit(() -> {
                for (int i = first; i < first + 10; i++) {
                    String fingerprint = String.format(Locale.ROOT, "%064x", i);
                    store.put(trust(fingerprint, "Fox", Decision.ACCEPT));
                    assertThat(store.of(fingerprint)).isPresent();
                }
                return null;
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();
        assertThat(opened().all()).hasSize(40);
    }

    @Test
    void whatAnotherProcessDecidedIsKnownOnceItIsAskedFor() throws IOException {
        store.put(trust(ONE, "Fox", Decision.ACCEPT));
        TrustStore other = opened();
        other.put(trust(TWO, "Otter", Decision.BLOCK));
        assertThat(store.of(TWO)).isEmpty();
        store.refresh();
        assertThat(store.of(TWO)).map(Trust::decision).hasValue(Decision.BLOCK);
        other.remove(ONE);
        store.refresh();
        assertThat(store.of(ONE)).isEmpty();
    }

    @Test
    void aFileThatGetsDamagedMeanwhileTakesNothingBack() throws IOException {
        store.put(trust(ONE, "Fox", Decision.BLOCK));
        Files.write(file, new byte[100]);
        store.refresh();
        store.refresh();
        assertThat(store.of(ONE)).map(Trust::decision).hasValue(Decision.BLOCK);
        assertThat(opened().of(ONE)).isPresent();
    }

    @Test
    void twoProcessesThatDecideAtOnceLoseNothing() throws Exception {
        int each = 40;
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.addAll(List.of(Deciding.class.getName(), directory.toString(), Integer.toString(each)));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // It says so when it begins.
        assertThat(child.getInputStream().read()).isPositive();
        for (int i = 0; i < each; i++) {
            store.put(trust(Deciding.fingerprint(each + i), "here", Decision.ACCEPT));
        }
        assertThat(child.waitFor()).isZero();
        assertThat(opened().all()).hasSize(2 * each);
    }

    /** Another process that decides, as the command line beside a window. */
    static final class Deciding {
        private Deciding() {}

        public static void main(String[] arguments) throws IOException {
            TrustStore store = TrustStore.open(Path.of(arguments[0]), Clock.systemUTC());
            System.out.println("beginning");
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                store.put(trust(fingerprint(i), "there", Decision.ACCEPT));
            }
        }

        static String fingerprint(int number) {
            return "%064x".formatted(number);
        }
    }

    @Test
    void whoeverIsKnownIsRememberedByTheNameThatItGivesItselfNow() throws IOException {
        TrustStore store = opened();
        String fox = "ab".repeat(32);
        store.put(trust(fox, "Quiet Fox", Decision.ACCEPT));

        store.called(fox.toUpperCase(Locale.ROOT), "Loud Fox");
        store.called("cd".repeat(32), "Bright Otter");

        assertThat(opened().all()).containsExactly(trust(fox, "Loud Fox", Decision.ACCEPT));
        assertThat(store.impersonated("Loud Fox", "cd".repeat(32))).isPresent();
        assertThat(store.impersonated("Quiet Fox", "cd".repeat(32))).isEmpty();
    }

    private TrustStore opened() {
        return TrustStore.open(directory, clock);
    }

    private static Trust trust(String fingerprint, String alias, Decision decision) {
        return new Trust(fingerprint, alias, decision, Optional.empty(), Optional.empty());
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().contains(".damaged-")).toList();
        }
    }

    private static final class MovingClock extends Clock {
        private Instant now = NOW;

        void advance(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
