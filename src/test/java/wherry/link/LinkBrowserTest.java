package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;

/** The page in a real Chromium, as a phone shows it. */
@Timeout(240)
class LinkBrowserTest extends BrowserScenes {
    @Test
    void filesGoBothWaysUnderTheirNames() throws Exception {
        Path one = TestFiles.random(scratch.resolve("ü 100% #1 & +.txt"), 1_000);
        Path two = TestFiles.random(scratch.resolve("<img src=x onerror=alert(1)>.txt"), 9_000_000);
        try (OpenLink open = new OpenLink(handler, one)) {
            String out = begin("both", open.link.address(), one.toString(), two.toString())
                    .ended();

            assertThat(out)
                    .contains("names [\"ü 100% #1 & +.txt\",\"<img src=x onerror=alert(1)>.txt\"]")
                    .contains("taken ü 100% #1 & +.txt null")
                    .contains("state open")
                    .contains("images 0");
            assertThat(in.resolve("ü 100% #1 & +.txt")).satisfies(TestFiles.sameAs(one));
            assertThat(in.resolve("_img src=x onerror=alert(1)_.txt")).satisfies(TestFiles.sameAs(two));
        }
    }

    @Test
    void aFolderOfAThousandFilesArrives() throws Exception {
        Path folder = scratch.resolve("many");
        for (int i = 0; i < 1_000; i++) {
            TestFiles.random(folder.resolve("f" + i), 100 + i);
        }
        try (OpenLink open = new OpenLink(handler)) {
            begin("thousand", open.link.address(), folder.toString()).ended();

            try (Stream<Path> files = Files.list(in.resolve("many"))) {
                assertThat(files.count()).isEqualTo(1_000);
            }
            assertThat(in.resolve("many/f77")).satisfies(TestFiles.sameAs(folder.resolve("f77")));
        }
    }

    @Test
    void bothWaysRunAtOnce() throws Exception {
        Path one = TestFiles.random(scratch.resolve("one.bin"), 20_000_000);
        Path two = TestFiles.random(scratch.resolve("two.bin"), 20_000_000);
        Path taken = scratch.resolve("taken.bin");
        try (OpenLink open = new OpenLink(handler, one)) {
            assertThat(begin("atOnce", open.link.address(), two.toString(), taken.toString())
                            .ended())
                    .contains("together");
            assertThat(taken).satisfies(TestFiles.sameAs(one));
            assertThat(in.resolve("two.bin")).satisfies(TestFiles.sameAs(two));
        }
    }

    @Test
    void withoutJavaScriptFilesAreTaken() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 10_000);
        Path taken = scratch.resolve("taken.bin");
        try (OpenLink open = new OpenLink(handler, file)) {
            assertThat(begin("scriptless", open.link.address(), taken.toString())
                            .ended())
                    .contains("To leave files, JavaScript has to be on")
                    .contains("a.bin.zip");
            assertThat(taken).satisfies(TestFiles.sameAs(file));
        }
    }

    @Test
    void onTheSmallestScreenNothingHasToBeMovedSidewaysFromEitherSide() throws Exception {
        Path file = TestFiles.random(scratch.resolve("x".repeat(200) + ".bin"), 10_000);
        try (OpenLink open = new OpenLink(handler, file)) {
            assertThat(begin("small", open.link.address(), file.toString()).ended())
                    .contains("en ltr 320 of 320")
                    .contains("de ltr 320 of 320")
                    .contains("ar rtl 320 of 320");
        }
    }

    /** Also when that is said before the page has asked for the first time what there is. */
    @ParameterizedTest
    @ValueSource(strings = {"declined", "declinedAtOnce"})
    void whatIsDeclinedSaysSo(String scene) throws Exception {
        RecordingReceiveHandler declining =
                new RecordingReceiveHandler(in, offer -> CompletableFuture.completedFuture(new Answer.Decline("no")));
        Path file = TestFiles.random(scratch.resolve("a.bin"), 1_000);
        try (OpenLink open = new OpenLink(declining)) {
            assertThat(begin(scene, open.link.address(), file.toString()).ended())
                    .contains("declined");
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void whatWasDeclinedIsOfferedOnceMoreInItsRowWhenItIsChosenAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        RecordingReceiveHandler declining = new RecordingReceiveHandler(
                in,
                offer -> CompletableFuture.completedFuture(
                        asked.getAndIncrement() == 0 ? new Answer.Decline("no") : Answer.Accept.all(offer)));
        Path file = TestFiles.random(scratch.resolve("a.bin"), 1_000);
        try (OpenLink open = new OpenLink(declining)) {
            assertThat(begin("declinedFirst", open.link.address(), file.toString())
                            .ended())
                    .contains("rows 1");
            assertThat(in.resolve("a.bin")).satisfies(TestFiles.sameAs(file));
        }
    }

    @Test
    void whatIsCancelledOnThePageLeavesNothing() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 30_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(begin("cancelled", open.link.address(), file.toString()).ended())
                    .contains("cancelled");
            handler.awaitEnded(1);
            // It is said first, and then what has come is taken away.
            Await.until("nothing is left", () -> TestFiles.names(in).isEmpty());
        }
    }

    @Test
    void whatIsCancelledAtTheComputerSaysSoOnThePage() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 30_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            Browser.Scene scene = begin("cancelledThere", open.link.address(), file.toString());
            scene.await("cancel");
            handler.recorders().get(0).cancel();
            scene.goOn();
            assertThat(scene.ended()).contains("cancelled");
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void anOpenPageDoesNotKeepALinkAliveAndSaysThatItIsClosed() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            Browser.Scene scene = begin("expired", open.link.address());
            scene.await("shorten");
            open.link.live(Duration.ofSeconds(1));
            scene.goOn();
            assertThat(scene.ended()).contains("closed");
            // The page is told first.
            Await.until(
                    "it has ended", () -> open.events.contains(new LinkEvent.Closed(LinkEvent.Closed.Why.ITS_TIME)));
        }
    }

    @Test
    void photosAndAFolderGoUpWhileAFolderComesDown() throws Exception {
        List<Path> photos = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            photos.add(TestFiles.random(scratch.resolve("photo " + i + ".jpg"), 2_000_000));
        }
        Path folder = scratch.resolve("holiday");
        Path inside = TestFiles.random(folder.resolve("day/1.jpg"), 3_000_000);
        Path offered = scratch.resolve("papers");
        Path paper = TestFiles.random(offered.resolve("a/letter.pdf"), 12_000_000);
        Path zip = scratch.resolve("taken.zip");
        List<String> files = new ArrayList<>(List.of(zip.toString(), folder.toString()));
        photos.forEach(photo -> files.add(photo.toString()));
        try (OpenLink open = new OpenLink(handler, offered)) {
            assertThat(begin("phone", open.link.address(), files.toArray(String[]::new))
                            .ended())
                    .contains("both at once")
                    .contains("zip papers.zip");
            for (Path photo : photos) {
                assertThat(in.resolve(photo.getFileName())).satisfies(TestFiles.sameAs(photo));
            }
            assertThat(in.resolve("holiday/day/1.jpg")).satisfies(TestFiles.sameAs(inside));
            try (ZipFile opened = new ZipFile(zip.toFile())) {
                assertThat(opened.getInputStream(opened.getEntry("papers/a/letter.pdf"))
                                .readAllBytes())
                        .isEqualTo(Files.readAllBytes(paper));
            }
        }
    }

    @Test
    void aThousandFilesAreOfferedInOrderAndFolded() throws Exception {
        Path folder = scratch.resolve("many");
        for (int i = 0; i < 1_000; i++) {
            TestFiles.random(folder.resolve("f" + i), 10);
        }
        try (OpenLink open = new OpenLink(handler, folder)) {
            assertThat(begin("offered", open.link.address()).ended())
                    .contains("links 1000")
                    .contains("folds 1")
                    .contains("many/f0 10 B");
        }
    }

    @Test
    void thePinIsAskedForWithoutJavaScriptToo() throws Exception {
        LinkPlan plan = OpenLink.plan(Optional.of("2468"), Duration.ofMinutes(10));
        try (OpenLink open = new OpenLink(plan, handler, TestFiles.random(scratch.resolve("a.bin"), 10))) {
            assertThat(begin("pin", open.link.address(), "2468").ended()).contains("in");
        }
    }

    @Test
    void thePageFollowsAlong() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            Browser.Scene scene = begin("more", open.link.address());
            scene.await("offer");
            open.link.offer(List.of(TestFiles.random(scratch.resolve("more.txt"), 10)));
            open.link.offerText("<b>from the computer</b>");
            scene.goOn();
            scene.await("close");
            assertThat(handler.texts()).containsExactly("from the page");
            open.link.close();
            scene.goOn();
            assertThat(scene.ended())
                    .contains("text <b>from the computer</b>")
                    .contains("copied <b>from the computer</b>")
                    .contains("closed");
        }
    }

    @Test
    void filesGoInPiecesOfEightMebibytesTwoAtATime() throws Exception {
        Path one = TestFiles.random(scratch.resolve("one.bin"), (24 << 20) + 5);
        Path two = TestFiles.random(scratch.resolve("two.bin"), 10);
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(begin("pieces", open.link.address(), one.toString(), two.toString())
                            .ended())
                    .contains("most 2")
                    .contains("places 0 0 8388608 16777216 25165824");
            assertThat(in.resolve("one.bin")).satisfies(TestFiles.sameAs(one));
        }
    }

    @Test
    void theScreenStaysOnOrThePageAsksForIt() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 4_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(begin("awake", open.link.address(), file.toString()).ended())
                    .contains("can 1 false")
                    .contains("cannot 0 true");
        }
    }

    @Test
    void afterTheTabWasLoadedAnewAFileGoesOnInItsRowFromWhereItWas() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 30_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(begin("reloaded", open.link.address(), file.toString()).ended())
                    .contains("rows 1")
                    .contains("from there");
            assertThat(in.resolve("large.bin")).satisfies(TestFiles.sameAs(file));
            assertThat(handler.offers()).hasSize(1);
        }
    }

    @Test
    void itsTextsAreReadableInTheLightAndInTheDark() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 1_000);
        try (OpenLink open = new OpenLink(handler, file)) {
            assertThat(begin("colours", open.link.address(), file.toString()).ended())
                    .contains("light light readable")
                    .contains("dark dark readable");
        }
    }
}
