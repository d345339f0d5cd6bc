package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.node.OfferPolicy.Attendance;
import wherry.settings.Settings.Asking;
import wherry.settings.Trust;
import wherry.settings.Trust.Decision;
import wherry.settings.TrustStore;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.OfferedFileList;
import wherry.transfer.Security;

/** Who is accepted, declined or asked about. */
class OfferPolicyTest {
    private static final Security FOX = new Security.Verified("AB".repeat(32));
    private static final Security OTHER = new Security.Verified("CD".repeat(32));
    private static final Security UNVERIFIED = new Security.Unverified();
    private static final Security PLAIN = new Security.Plain();

    @TempDir
    Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private TrustStore trust;

    @BeforeEach
    void openStore() {
        InstantSource source = () -> now;
        trust = TrustStore.open(folder, source.withZone(ZoneOffset.UTC));
    }

    @Test
    void aTrustedCertificateIsAcceptedIntoItsFolderWhateverIsSet() throws IOException {
        decide(FOX, Decision.ACCEPT, Optional.empty());

        for (Asking asking : Asking.values()) {
            Answer answer = answered(questions(asking).ask(offer(FOX)));
            assertThat(answer)
                    .isEqualTo(new Answer.Accept(offer(FOX).files(), Optional.of(folder.resolve("from-fox"))));
        }
        assertThat(events).isEmpty();
    }

    @Test
    void whoeverIsAskedNeedNotGoThroughAllNamesToSayWhatIsOffered() {
        ReadOnce files = new ReadOnce();
        InetSocketAddress from = new InetSocketAddress("192.0.2.7", 40_000);
        var unused = questions(Asking.ASK).ask(new Offer("many", "localsend", "Fox", from, FOX, files));
        Offer asked = ((Event.OfferOpened) events.get(0)).offer();

        files.isClosed = true;

        assertThat(asked.things().first()).containsExactly("holiday");
    }

    /** Files that may be looked at until somebody is asked. */
    private static final class ReadOnce extends OfferedFileList {
        private boolean isClosed;

        @Override
        public OfferedFile get(int index) {
            assertThat(isClosed).as("somebody waits").isFalse();
            return new OfferedFile("holiday/" + index + ".jpg", 1);
        }

        @Override
        public int size() {
            return 1_000;
        }

        @Override
        public long bytes() {
            return 1_000;
        }
    }

    @Test
    void onlyWhoeverIsAlwaysAcceptedIsTrusted() throws IOException {
        decide(FOX, Decision.ACCEPT, Optional.empty());
        decide(OTHER, Decision.ASK, Optional.empty());

        OfferPolicy questions = questions(Asking.ASK);

        assertThat(questions.trusts(FOX)).isTrue();
        assertThat(questions.trusts(OTHER)).isFalse();
        assertThat(questions.trusts(UNVERIFIED)).isFalse();
    }

    @Test
    void aBlockedCertificateIsDeclinedWhateverIsSet() throws IOException {
        decide(FOX, Decision.BLOCK, Optional.empty());

        for (Asking asking : Asking.values()) {
            assertThat(answered(questions(asking).ask(offer(FOX)))).isInstanceOf(Answer.Decline.class);
            assertThat(answered(questions(asking).askToShow(offer(FOX)))).isInstanceOf(Answer.Decline.class);
        }
    }

    @Test
    void whoeverIsBlockedMeanwhileDoesNotGoOnWithWhatWasAccepted() throws IOException {
        for (Asking asking : List.of(Asking.ASK, Asking.ACCEPT)) {
            assertThat(questions(asking).isStillWelcome(offer(FOX)))
                    .as("%s", asking)
                    .isTrue();
        }
        decide(FOX, Decision.BLOCK, Optional.empty());

        for (Asking asking : Asking.values()) {
            assertThat(questions(asking).isStillWelcome(offer(FOX)))
                    .as("%s", asking)
                    .isFalse();
            assertThat(questions(asking).isStillWelcome(offer(OTHER)))
                    .as("another, %s", asking)
                    .isEqualTo(asking != Asking.REFUSE);
        }
    }

    @Test
    void trustEndsWhenItIsOver() throws IOException {
        decide(FOX, Decision.ACCEPT, Optional.of(now.plus(Duration.ofHours(1))));
        OfferPolicy questions = questions(Asking.ASK);
        assertThat(questions.ask(offer(FOX))).isDone();

        now = now.plus(Duration.ofHours(1));

        assertThat(questions.ask(offer(FOX))).isNotDone();
    }

    @Test
    void aKnownAliasUnderANewKeyInheritsNothingAndIsCalledOut() throws IOException {
        decide(FOX, Decision.ACCEPT, Optional.empty());
        OfferPolicy questions = questions(Asking.ASK);

        assertThat(questions.ask(offer(OTHER))).isNotDone();
        assertThat(questions.ask(offer(UNVERIFIED))).isNotDone();

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).contains("Quiet Fox", "a different certificate");
        assertThat(lines().get(1)).contains("Quiet Fox", "no certificate");
    }

    @Test
    void alwaysMeansTheCertificateWhereThereIsOneAndElseTheAddress() {
        OfferPolicy questions = questions(Asking.ASK);
        Offer first = offer(FOX);
        CompletableFuture<Answer> asked = questions.ask(first);
        questions.acceptFromNowOn(first.id());

        assertThat(asked).isCompletedWithValueMatching(Answer.Accept.class::isInstance);
        assertThat(questions.ask(offer(FOX))).isDone();
        assertThat(questions.ask(offer(OTHER))).isNotDone();
        assertThat(questions.ask(offer(UNVERIFIED))).isNotDone();

        Offer unverified = offer(UNVERIFIED);
        var unused = questions.ask(unverified);
        questions.acceptFromNowOn(unverified.id());
        assertThat(questions.ask(offer(UNVERIFIED))).isDone();
        assertThat(questions.ask(offer(OTHER))).isNotDone();
        assertThat(trust.all()).isEmpty();
    }

    @Test
    void plainHttpIsAskedAboutWhateverIsSetAndNeverAcceptedFromNowOn() {
        OfferPolicy questions = questions(Asking.ACCEPT);
        assertThat(questions.ask(offer(UNVERIFIED))).isDone();
        Offer plain = offer(PLAIN);
        CompletableFuture<Answer> asked = questions.ask(plain);
        assertThat(asked).isNotDone();

        questions.acceptFromNowOn(plain.id());

        assertThat(asked).isCompletedWithValueMatching(Answer.Accept.class::isInstance);
        assertThat(questions.ask(offer(PLAIN))).isNotDone();
        assertThat(questions.askToShow(offer(PLAIN))).isNotDone();
    }

    @Test
    void aProtocolThatCannotEncryptFollowsTheSettings() {
        Offer homebrew = new Offer("h", "homebrew", "10.0.0.2", from(), List.of(new OfferedFile("a", 1)));

        assertThat(questions(Asking.ACCEPT).ask(homebrew)).isDone();
    }

    @Test
    void whereNobodyIsThereTheSettingsDecideAlone() {
        assertThat(answered(questions(Asking.ACCEPT, Attendance.UNATTENDED).ask(offer(PLAIN))))
                .isInstanceOf(Answer.Accept.class);
        assertThat(answered(questions(Asking.ASK, Attendance.UNATTENDED).ask(offer(FOX))))
                .isInstanceOf(Answer.Decline.class);
    }

    @Test
    void textsAreShownUnlessUploadsAreRefusedAndNotMoreThanOneCanRead() {
        assertThat(answered(questions(Asking.REFUSE).askToShow(offer(FOX)))).isInstanceOf(Answer.Decline.class);
        OfferPolicy questions = questions(Asking.ASK);
        for (int i = 0; i < TextLimit.OF_ONE; i++) {
            assertThat(answered(questions.askToShow(offer(FOX)))).isInstanceOf(Answer.Accept.class);
        }
        assertThat(answered(questions.askToShow(offer(OTHER))))
                .as("another certificate of the same computer")
                .isInstanceOf(Answer.Decline.class);
        for (int i = TextLimit.OF_ONE; i < TextLimit.A_MINUTE; i++) {
            assertThat(answered(questions.askToShow(offer("10.0.1." + i)))).isInstanceOf(Answer.Accept.class);
        }
        assertThat(answered(questions.askToShow(offer("10.0.2.1")))).isInstanceOf(Answer.Decline.class);
    }

    @Test
    void oneComputerCannotAskSoMuchThatNobodyElseCan() {
        OfferPolicy questions = questions(Asking.ASK);
        List<Offer> greedy = new ArrayList<>();
        for (int i = 0; i < OfferPolicy.OPEN_OF_ONE; i++) {
            Offer offer = offer("2001:db8::" + i);
            greedy.add(offer);
            assertThat(questions.ask(offer)).isNotDone();
        }
        assertThat(answered(questions.ask(offer("2001:db8::ffff")))).isInstanceOf(Answer.Decline.class);
        for (int i = OfferPolicy.OPEN_OF_ONE; i < OfferPolicy.OPEN_AT_MOST; i++) {
            assertThat(questions.ask(offer("10.0.1." + i))).isNotDone();
        }
        assertThat(answered(questions.ask(offer("10.0.2.1")))).isInstanceOf(Answer.Decline.class);

        questions.answer(greedy.get(0).id(), new Answer.Decline("no"));

        assertThat(questions.ask(offer("2001:db8::ffff"))).isNotDone();
    }

    private OfferPolicy questions(Asking asking) {
        return questions(asking, Attendance.ATTENDED);
    }

    private OfferPolicy questions(Asking asking, Attendance attendance) {
        return new OfferPolicy(asking, trust, Set.of("localsend"), attendance, events::add);
    }

    private void decide(Security who, Decision decision, Optional<Instant> until) throws IOException {
        trust.put(new Trust(
                ((Security.Verified) who).fingerprint(),
                "Quiet Fox",
                decision,
                Optional.of(folder.resolve("from-fox")),
                until));
    }

    private static Offer offer(String address) {
        InetSocketAddress from = new InetSocketAddress(address, 40_000);
        return new Offer(
                UUID.randomUUID().toString(), "localsend", "Quiet Fox", from, FOX, List.of(new OfferedFile("a", 1)));
    }

    private static Offer offer(Security security) {
        return new Offer(
                UUID.randomUUID().toString(),
                "localsend",
                "Quiet Fox",
                from(),
                security,
                List.of(new OfferedFile("a", 1)));
    }

    private static InetSocketAddress from() {
        return new InetSocketAddress("10.0.0.2", 40_000);
    }

    private static Answer answered(CompletableFuture<Answer> answer) {
        assertThat(answer).isDone();
        return answer.join();
    }

    private List<String> lines() {
        return events.stream()
                .filter(Event.Logged.class::isInstance)
                .map(event -> ((Event.Logged) event).line())
                .toList();
    }
}
