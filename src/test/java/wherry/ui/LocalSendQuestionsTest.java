package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wherry.settings.Trust;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.OfferedFile;
import wherry.transfer.Security;
import wherry.ui.requests.OfferedFilesModel;

/** Offers of phones and of computers that may prove who they are. */
class LocalSendQuestionsTest extends WindowTest {
    private static final String KEY = "AB".repeat(32);
    private static final String OTHER_KEY = "CD".repeat(32);

    private final Security verified = new Security.Verified(KEY);
    private final OfferedFile letter = new OfferedFile("letter.txt", 1_000);
    private final OfferedFile photo = new OfferedFile("photo.jpg", 2_000_000);

    @Test
    void theFirstFilesAreNamedAndTheRestCounted() {
        tell(new Event.OfferOpened(Scenes.offer(
                "o",
                "Bright Otter",
                verified,
                IntStream.range(0, 15)
                        .mapToObj(i -> new OfferedFile(i + ".jpg", 1))
                        .toList())));
        window.textBox("questionText").requireText("Bright Otter wants to send 15 files (15 B)");
        window.textBox("questionFiles").requireText("0.jpg, 1.jpg, 2.jpg and 12 more");
    }

    @Test
    void ofAFolderItsNameIsSaidAndNotWhatIsInIt() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Bright Otter", verified, holiday("JPG"))));
        window.textBox("questionText").requireText("Bright Otter wants to send 1 200 files (1.2 kB)");
        window.textBox("questionFiles").requireText("holiday \u2014 1 200 photos");
    }

    @Test
    void notAllInAFolderArePhotos() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Bright Otter", verified, holiday("mov"))));
        window.textBox("questionFiles").requireText("holiday \u2014 1 200 files");
    }

    private static List<OfferedFile> holiday(String lastExtension) {
        return IntStream.range(0, 1_200)
                .mapToObj(i -> new OfferedFile(
                        "holiday/day " + i % 7 + "/" + i + (i < 1_199 ? ".jpg" : "." + lastExtension), 1))
                .toList();
    }

    @Test
    void severalThingsAreNamedAsTheyWerePicked() {
        tell(new Event.OfferOpened(Scenes.offer(
                "o",
                "Bright Otter",
                verified,
                new OfferedFile("dir/a.txt", 1),
                new OfferedFile("dir/b.txt", 1),
                letter,
                new OfferedFile("<html>/c.txt", 1),
                photo,
                new OfferedFile("last.txt", 1))));
        window.textBox("questionFiles").requireText("dir, letter.txt, <html> and 2 more");
    }

    @Test
    void whatIsKnownOfTheSenderIsSaid() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", verified, letter)));
        window.textBox("questionSecurity").requireText("encrypted, from 192.168.1.50");
        tell(
                new Event.OfferClosed("o"),
                new Event.OfferOpened(Scenes.offer("p", "Otter", new Security.Unverified(), letter)));
        window.textBox("questionSecurity").requireText("not proven, from 192.168.1.50");
        tell(
                new Event.OfferClosed("p"),
                new Event.OfferOpened(Scenes.offer("q", "Otter", new Security.Plain(), letter)));
        window.textBox("questionSecurity").requireText("not encrypted, from 192.168.1.50");
        assertThat(read(() -> robot.finder()
                        .findByName(frame, "question")
                        .getAccessibleContext()
                        .getAccessibleName()))
                .contains("not encrypted");
    }

    @Test
    void aFileThatIsUntickedIsNotAccepted() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", verified, letter, photo)));
        assertThat(window.panel("question").target().isShowing()).isTrue();
        window.toggleButton("choose").click();
        focus("offeredFiles");
        // Not by a click: that would tick the box by itself.
        onEventThread(() -> window.table("offeredFiles").target().setRowSelectionInterval(0, 0));
        press(KeyEvent.VK_SPACE);
        await(
                "it is counted",
                () -> window.label("choiceCount").target().getText().equals("1 of 2 files, 2.0 MB"));
        window.button("accept").click();
        awaitCall("accept o");
        assertThat(node.answers).containsExactly(new Answer.Accept(List.of(photo), Optional.empty()));
    }

    @Test
    void nothingTickedCannotBeAccepted() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", verified, letter, photo)));
        window.toggleButton("choose").click();
        window.button("wantNone").click();
        window.button("accept").requireDisabled();
        window.button("wantAll").click();
        window.button("accept").requireEnabled();
    }

    @Test
    void anotherFolderIsForThisOfferAlone() {
        Path elsewhere = folder.resolve("elsewhere");
        chooser.folders = List.of(elsewhere);
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", verified, letter)));
        window.toggleButton("choose").click();
        window.button("otherFolder").click();
        assertThat(window.label("choiceFolder").text()).contains("elsewhere");
        window.button("accept").click();
        awaitCall("accept o");
        tell(new Event.OfferOpened(Scenes.offer("p", "Otter", verified, letter)));
        window.button("accept").click();
        awaitCall("accept p");
        tell(new Event.OfferOpened(Scenes.offer("q", "Otter", verified, letter)));
        new Cards(robot, frame).clickArrow("accept");
        window.menuItem("accept.FOLDER").click();
        awaitCall("accept q");
        assertThat(node.answers)
                .containsExactly(
                        new Answer.Accept(List.of(letter), Optional.of(elsewhere)),
                        new Answer.Accept(List.of(letter), Optional.empty()),
                        new Answer.Accept(List.of(letter), Optional.of(elsewhere)));
    }

    @Test
    void aHundredThousandFilesOpenAtOnce() {
        List<OfferedFile> many = IntStream.range(0, 100_000)
                .mapToObj(i -> new OfferedFile("folder/file " + i, i))
                .toList();
        long before = System.nanoTime();
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", verified, many)));
        window.toggleButton("choose").click();
        await(
                "all are listed: so many are sorted in the background",
                () -> window.table("offeredFiles").target().getRowCount() > 99_999);
        focus("offeredFiles");
        onEventThread(() ->
                window.table("offeredFiles").target().changeSelection(99_999, OfferedFilesModel.NAME, false, false));
        await(
                "the last is selected",
                () -> window.table("offeredFiles").target().getSelectedRow() == 99_999);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(window.table("offeredFiles").target().getVisibleRect().height)
                .isLessThan(400);
    }

    @Test
    void alwaysForAVerifiedSenderAsksForHowLongAndIsKept() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", verified, letter)));
        Instant before = Instant.now();
        new Cards(robot, frame).clickArrow("accept");
        window.menuItem("always.DAY").click();
        awaitCall("accept o");
        await("it is kept", () -> trust.of(KEY).isPresent());
        Trust kept = trust.of(KEY).orElseThrow();
        assertThat(kept.decision()).isEqualTo(Trust.Decision.ACCEPT);
        assertThat(kept.lastAlias()).isEqualTo("Otter");
        assertThat(kept.until().orElseThrow())
                .isBetween(before.plus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void alwaysUntilIQuitLeavesNothingBehind() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", verified, letter)));
        new Cards(robot, frame).clickArrow("accept");
        window.menuItem("always.UNTIL_QUIT").click();
        awaitCall("always o");
        assertThat(trust.all()).isEmpty();
    }

    @Test
    void aSenderWithoutProofIsNeverAcceptedForLongerThanThisRunNorBlocked() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", new Security.Unverified(), letter)));
        new Cards(robot, frame).clickArrow("decline");
        window.menuItem("decline.BLOCK").requireDisabled();
        press(KeyEvent.VK_ESCAPE);
        new Cards(robot, frame).clickArrow("accept");
        assertThat(robot.finder().findAll(component -> "always.DAY".equals(component.getName())))
                .isEmpty();
        window.menuItem("always.UNTIL_QUIT").click();
        awaitCall("always o");
        assertThat(trust.all()).isEmpty();
    }

    @Test
    void theMenuOfAQuestionThatWentAnswersNoOther() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Otter", verified, letter)));
        new Cards(robot, frame).clickArrow("accept");
        window.menuItem("always.FOR_EVER").requireVisible();
        tell(
                new Event.OfferClosed("o"),
                new Event.OfferOpened(Scenes.offer("p", "Mallory", new Security.Verified(OTHER_KEY), letter)));
        assertThat(read(() -> robot.finder()
                        .findAll(component -> "acceptMenu".equals(component.getName()) && component.isShowing())))
                .isEmpty();
        assertThat(node.calls).isEmpty();
    }

    @Test
    void aKnownNameUnderANewKeyIsCalledOut() throws IOException {
        trust.put(new Trust(KEY, "Bright Otter", Trust.Decision.ACCEPT, Optional.empty(), Optional.empty()));
        tell(new Event.OfferOpened(Scenes.offer("o", "Bright Otter", new Security.Verified(OTHER_KEY), letter)));
        assertThat(window.textBox("questionWarning").text()).contains("Bright Otter", "not the same key");
        tell(
                new Event.OfferClosed("o"),
                new Event.OfferOpened(Scenes.offer("p", "Bright Otter", new Security.Plain(), letter)));
        await(
                "the other sentence",
                () -> window.textBox("questionWarning").target().getText().contains("proves nothing"));
        tell(new Event.OfferClosed("p"), new Event.OfferOpened(Scenes.offer("q", "Bright Otter", verified, letter)));
        await(
                "nothing to warn of",
                () -> !robot.finder()
                        .findByName(frame, "questionWarning", false)
                        .isShowing());
    }

    @Test
    void namesInTheListOfFilesAreNeitherHtmlNorDeceiving() {
        tell(new Event.OfferOpened(Scenes.offer(
                "o", "Otter", verified, new OfferedFile("<html><b>x", 1), new OfferedFile("gpj\u202Eexe", 1))));
        window.toggleButton("choose").click();
        assertThat(window.textBox("questionFiles").text()).contains("<html><b>x", "gpj\\u202Eexe");
        assertThat(window.table("offeredFiles").contents()[0][OfferedFilesModel.NAME])
                .isEqualTo("<html><b>x");
        assertThat(window.table("offeredFiles").contents()[1][OfferedFilesModel.NAME])
                .isEqualTo("gpj\\u202Eexe");
    }
}
