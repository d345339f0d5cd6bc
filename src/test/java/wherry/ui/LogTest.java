package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.JTextArea;
import javax.swing.UIManager;
import javax.swing.text.PlainView;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import wherry.transfer.Event;
import wherry.transfer.Event.Logged;
import wherry.transfer.Peer;

class LogTest extends WindowTest {
    private static final String JSON = "Received \"{\"alias\":\"Otter\"}\" from 10.0.0.3:54321";
    private static final String HELLO = "Received \"hello world\" from 192.168.1.31:40112";

    @Test
    void whoComesIsNamedAndItsAnnouncementIsShownOnRequestOnly() throws Exception {
        Peer otter = Scenes.verified("Otter", "10.0.0.3", "AB".repeat(32));
        tell(
                new Logged(Instant.now(), JSON, Logged.Tone.DATAGRAM),
                Logged.now(HELLO),
                new Event.PeersChanged(List.of(otter, Scenes.here("", "192.168.1.31"))));
        tell(new Event.PeersChanged(List.of(otter)));
        await("a line", () -> text().getText().contains("is here"));
        assertThat(lines(text()))
                .containsOnlyOnce("Otter is here (10.0.0.3, Wherry)")
                .contains(HELLO)
                .doesNotContain(JSON);
        assertThat(lines(text())).filteredOn(line -> line.contains("is here")).hasSize(1);

        window.checkBox("showDatagrams").check();
        assertThat(lines(text())).contains(JSON, HELLO);
        await("it is remembered", () -> contains(folder.resolve("config/view.properties"), "datagrams = shown"));
        reopen();
        window.checkBox("showDatagrams").requireSelected();
        window.checkBox("showDatagrams").uncheck();
        tell(new Logged(Instant.now(), JSON, Logged.Tone.DATAGRAM));
        assertThat(lines(text())).doesNotContain(JSON);
    }

    @Test
    void aThousandWhoComeAtOnceAreNotAThousandLines() {
        tell(new Event.PeersChanged(IntStream.range(0, 1_000)
                .mapToObj(i -> Scenes.here("Peer " + i, "10.0." + i / 250 + "." + (i % 250 + 1)))
                .toList()));
        await("the last line", () -> text().getText().contains("more are here."));
        assertThat(lines(text())).hasSize(22).contains("… and 980 more are here.");
    }

    @Test
    void whoIsHeardAtSeveralAddressesAtFirstIsNewsOnceAndAsAWhole() {
        tell(new Event.PeersChanged(List.of(Scenes.here("Otter", "169.254.3.4"))));
        tell(new Event.PeersChanged(List.of(Scenes.here("Otter", "169.254.3.4"), Scenes.here("Otter", "10.0.0.3"))));
        tell(new Event.PeersChanged(List.of(Scenes.verified("Otter", "10.0.0.3", "AB".repeat(32)))));
        await("a line", () -> text().getText().contains("is here"));
        assertThat(lines(text()))
                .filteredOn(line -> line.contains("is here"))
                .containsExactly("Otter is here (10.0.0.3, Wherry)");
    }

    @Test
    void itIsFoldedAndUnfoldedAndStaysAsItWas() throws Exception {
        JTextArea log = text();
        int height = read(() -> log.getParent().getHeight());
        assertThat(height).as("unfolded at first").isGreaterThan(20);
        window.button("logFold").click();
        await("it is folded", () -> !log.isShowing());
        await("it is remembered", () -> contains(folder.resolve("config/view.properties"), "log = folded"));
        window.button("logFold").click();
        await(
                "it is as high as before",
                () -> log.isShowing() && Math.abs(log.getParent().getHeight() - height) < 6);
        window.button("logFold").click();
        await("it is remembered", () -> contains(folder.resolve("config/view.properties"), "log = folded"));
        reopen();
        assertThat(isShown("logFind")).isFalse();
        window.button("logFold").click();
        await("it is unfolded", () -> text().isShowing());
    }

    @Test
    void findGoesFromOneToTheNextWhateverTheCaseOfLetters() {
        tell(Logged.now("One Heron"), Logged.now("Two herons"));
        focus("logFind");
        robot.enterText("heron");
        press(KeyEvent.VK_ENTER);
        assertThat(read(() -> text().getSelectedText())).isEqualTo("Heron");
        press(KeyEvent.VK_ENTER);
        assertThat(read(() -> text().getSelectedText())).isEqualTo("heron");
        press(KeyEvent.VK_ENTER);
        assertThat(read(() -> text().getSelectedText()))
                .as("from the beginning again")
                .isEqualTo("Heron");
    }

    @Test
    void copyAndSaveTakeAllOfIt() throws Exception {
        tell(Logged.now("a line"));
        window.button("logCopy").click();
        assertThat((String) Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor))
                .contains("a line\n");
        chooser.folders = List.of(folder);
        window.button("logSave").click();
        await("it is saved", () -> contains(folder.resolve("wherry-log.txt"), "a line\n"));
        await("it says so", () -> text().getText().contains("The log was saved as "));
        String saved = Files.readString(folder.resolve("wherry-log.txt"));
        window.button("logSave").click();
        await("nothing is overwritten", () -> text().getText().contains("wherry-log.txt is there already."));
        assertThat(folder.resolve("wherry-log.txt")).hasContent(saved);
    }

    @Test
    void linesHaveTheColoursOfTheirKinds() {
        tell(Logged.done("Delivered."));
        assertThat(has(UIManager.getColor("Wherry.green"))).isTrue();
        assertThat(has(UIManager.getColor("Wherry.red"))).isFalse();
        tell(Logged.trouble("It failed."));
        assertThat(has(UIManager.getColor("Wherry.red"))).isTrue();
    }

    @Test
    void namesInAnyScriptLeaveTheTextWithTheFastWayOfLayingOut() {
        tell(Logged.now("\u0645\u0631\u062D\u0628\u0627 \u0928\u092E\u0938\u094D\u0924\u0947 is here"));
        assertThat(read(() -> text().getDocument().getProperty("i18n"))).isEqualTo(false);
        assertThat(read(() -> text().getUI().getRootView(text()).getView(0))).isInstanceOf(PlainView.class);
        assertThat(text().getText()).contains("\u0645\u0631\u062D\u0628\u0627");
    }

    private boolean isShown(String name) {
        return read(() -> robot.finder().findByName(frame, name, false).isShowing());
    }

    private boolean has(Color color) {
        return read(() -> {
            BufferedImage picture =
                    new BufferedImage(text().getWidth(), text().getHeight(), BufferedImage.TYPE_INT_RGB);
            text().paint(picture.getGraphics());
            int wanted = color.getRGB() & 0xFFFFFF;
            return IntStream.range(0, picture.getWidth())
                    .anyMatch(x -> IntStream.range(0, picture.getHeight())
                            .anyMatch(y -> (picture.getRGB(x, y) & 0xFFFFFF) == wanted));
        });
    }

    private JTextArea text() {
        return (JTextArea) window.textBox("log").target();
    }

    /** Without their times. */
    private static List<String> lines(JTextArea text) {
        return read(() -> text.getText().lines().map(line -> line.substring(9)).toList());
    }

    private void reopen() {
        GuiActionRunner.execute(frame::dispose);
        node.close();
        open(firstSettings());
    }

    @Test
    void aVeryLowWindowFoldsItAndAHigherOneShowsItAgainUnlessTheUserWantsIt() {
        assertThat(canBeSeen("log")).isTrue();
        int width = read(frame::getWidth);
        onEventThread(() -> {
            frame.setMinimumSize(new java.awt.Dimension(1, 1));
            frame.setSize(width, 400);
        });
        await("it gives way", () -> !canBeSeen("log"));
        onEventThread(() -> frame.setSize(width, 800));
        await("it is there again", () -> canBeSeen("log"));
        await("with room to read", () -> window.textBox("log").target().getVisibleRect().height > 60);
        onEventThread(() -> frame.setSize(width, 400));
        await("it gives way again", () -> !canBeSeen("log"));
        onEventThread(() -> ((javax.swing.JButton) robot.finder().findByName(frame, "logFold")).doClick(0));
        await("the user wants it", () -> canBeSeen("log"));
    }

    private static boolean contains(Path file, String words) {
        try {
            return Files.exists(file) && Files.readString(file).contains(words);
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
