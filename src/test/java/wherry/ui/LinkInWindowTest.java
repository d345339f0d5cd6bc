package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.DialogFixture;
import org.junit.jupiter.api.Test;
import wherry.settings.Settings;
import wherry.settings.ViewFile;
import wherry.settings.ViewSettings;
import wherry.testing.TestFiles;
import wherry.transfer.Event;

/** The panel of a link, over a real link on the loopback interface. */
class LinkInWindowTest extends WindowTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1";
    private static final String COOKIE = "wherry=AAAAAAAAAAAAAAAAAAAAAA";

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    Settings firstSettings() {
        return super.firstSettings().withNetwork(Optional.of("lo"));
    }

    private DialogFixture panel() {
        press(KeyEvent.VK_L, KeyEvent.VK_CONTROL);
        await("the panel is open", () -> isShowing("linkPanel"));
        return window.dialog("linkPanel");
    }

    private boolean isShowing(String name) {
        return robot.finder().findAll(component -> name.equals(component.getName())).stream()
                .anyMatch(Component::isShowing);
    }

    private String get(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("User-Agent", PHONE)
                .header("Cookie", COOKIE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Until it is the only one there. */
    private void drop(Path file, DialogFixture panel) {
        JList<?> list = panel.list("linkFiles").target();
        assertThat(imports(list, HandedOver.files(List.of(file.toFile())))).isTrue();
        await("it is listed", () -> list.getModel().getSize() == 1);
    }

    @Test
    void controlLOpensItAndWhatIsDroppedOnItIsOffered() throws Exception {
        Path file = TestFiles.random(folder.resolve("photo.jpg"), 1_000);
        DialogFixture panel = panel();
        String address = panel.textBox("linkAddress").text();
        assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/[2-9a-z]{13}/");
        assertThat(get(address)).doesNotContain("photo.jpg");
        panel.textBox("linkLife").requireText(Pattern.compile(".*[Nn]ot encrypted.*"));
        panel.button("link.copy").click();
        assertThat(Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor))
                .isEqualTo(address);

        drop(file, panel);

        assertThat(get(address)).contains("photo.jpg");
        panel.button("link.close").click();
        await("it is closed", () -> !isShowing("linkPanel"));
    }

    @Test
    void drawnTwiceAsLargeItIsStillWhollyOnANotebooksScreen() {
        JDialog panel = (JDialog) panel().target();
        onEventThread(() -> {
            panel.setMinimumSize(null);
            // Half of 1366 by 768, without the title.
            panel.getContentPane().setPreferredSize(new Dimension(683 - 10, 384 - 30));
            panel.pack();
        });
        robot.waitForIdle();
        for (String name : List.of("link.close", "link.copy", "link.addFiles", "linkCode")) {
            Component part = robot.finder().findByName(panel, name, true);
            Rectangle place = read(
                    () -> SwingUtilities.convertRectangle(part.getParent(), part.getBounds(), panel.getRootPane()));
            assertThat(new Rectangle(panel.getRootPane().getSize()).contains(place))
                    .as("%s, %s", name, place)
                    .isTrue();
            assertThat(place.height).as(name).isGreaterThan(20);
        }
    }

    @Test
    void whileNobodyIsThereItIsOfferedForAPhoneWithoutAnApp() {
        JButton here = window.button("linkHere").target();
        assertThat(read(() -> List.of(here.getParent().getComponents())))
                .filteredOn(JLabel.class::isInstance)
                .extracting(label -> ((JLabel) label).getText())
                .contains("A phone without an app?");

        window.button("linkHere").click();
        await("the panel is open", () -> isShowing("linkPanel"));
        window.dialog("linkPanel").button("link.close").click();
        await("it is closed", () -> !isShowing("linkPanel"));

        tell(new Event.PeersChanged(List.of(Scenes.here("Bright Otter", "192.168.1.40"))));
        assertThat(isShowing("linkHere")).isFalse();
    }

    @Test
    void aFileThatChangedSinceItWasDroppedIsSaidInThePanel() throws Exception {
        Path file = TestFiles.random(folder.resolve("photo.jpg"), 1_000);
        DialogFixture panel = panel();
        String address = panel.textBox("linkAddress").text();
        drop(file, panel);
        String path = get(address).replaceAll("(?s).*href=\"(f/[^\"]+)\".*", "$1");
        TestFiles.random(file, 2_000);

        assertThat(get(address + path)).contains("changed");
        await("it is said", () -> isShowing("linkRemark"));
        panel.textBox("linkRemark").requireText(Pattern.compile(".*photo.jpg changed since.*"));
        panel.button("link.close").click();
    }

    @Test
    void whoOpensItIsListedGetsATextAndCanBeSentAway() throws Exception {
        DialogFixture panel = panel();
        String address = panel.textBox("linkAddress").text();
        panel.button("link.sendAway").requireDisabled();
        get(address);
        await(
                "the visitor is listed",
                () -> panel.list("linkVisitors").target().getModel().getSize() == 1);
        panel.list("linkVisitors").selectItem("Phone at 127.0.0.1, Safari on iPhone");

        panel.button("link.sendText").click();
        DialogFixture asked = WindowFinder.findDialog("sendTextDialog").using(robot);
        asked.textBox("textToSend").enterText("hello phone");
        asked.button("send").click();
        await("it is on the page", () -> reads(address + "events", "hello phone"));

        panel.button("link.sendAway").click();
        await("nothing is answered", () -> reads(address, "does not let this browser in"));
        panel.button("link.close").click();
    }

    private boolean reads(String address, String part) {
        try {
            return get(address).contains(part);
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    void itsTimeThePinAndTheEncryptionAreChosenThere() throws Exception {
        DialogFixture panel = panel();
        String address = panel.textBox("linkAddress").text();
        panel.comboBox("linkLifetime").selectItem("1 hour");
        panel.textBox("linkLife").requireText(Pattern.compile(".*60 minutes.*"));

        panel.checkBox("linkPin").click();
        String pin = panel.label("linkPinShown").text();
        assertThat(pin).matches("[0-9]{6}");
        assertThat(get(address)).contains("id=\"pin\"");
        HttpRequest given = HttpRequest.newBuilder(URI.create(address + "pin"))
                .POST(HttpRequest.BodyPublishers.ofString("pin=" + pin))
                .build();
        assertThat(client.send(given, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(303);
        panel.checkBox("linkPin").click();
        assertThat(get(address)).doesNotContain("id=\"pin\"");

        panel.checkBox("linkEncrypted").click();
        panel.textBox("linkAddress").requireText(address.replace("http:", "https:"));
        panel.textBox("linkLife").requireText(Pattern.compile(".*Encrypted with this.*"));
        panel.button("link.close").click();
    }

    @Test
    void whatWasChosenForOneLinkIsThereForTheNextAlsoAfterANewStart() throws Exception {
        DialogFixture panel = panel();
        panel.comboBox("linkLifetime").selectItem("8 hours");
        panel.checkBox("linkEncrypted").click();
        panel.button("link.close").click();
        await("it is closed", () -> !isShowing("linkPanel"));
        await("it is written down", () -> {
            ViewSettings kept = ViewFile.in(folder.resolve("config")).load();
            return kept.linkLife() == ViewSettings.LinkLife.HOURS8
                    && kept.linkEncryption() == ViewSettings.LinkEncryption.ON;
        });

        DialogFixture next = panel();
        next.comboBox("linkLifetime").requireSelection("8 hours");
        next.checkBox("linkEncrypted").requireSelected();
        assertThat(next.textBox("linkAddress").text()).startsWith("https://");
        next.button("link.close").click();
    }

    @Test
    void severalLinksAreOpenAtOnceEachWithItsOwnOffer() throws Exception {
        Path file = TestFiles.random(folder.resolve("photo.jpg"), 1_000);
        DialogFixture first = panel();
        String one = first.textBox("linkAddress").text();
        drop(file, first);
        window.focus();
        press(KeyEvent.VK_L, KeyEvent.VK_CONTROL);
        await("there are two", () -> addresses().size() == 2);
        String two = addresses().stream()
                .filter(each -> !each.equals(one))
                .findFirst()
                .orElseThrow();

        assertThat(get(one)).contains("photo.jpg");
        assertThat(get(two)).doesNotContain("photo.jpg");
    }

    private List<String> addresses() {
        return robot.finder().findAll(component -> "linkAddress".equals(component.getName())).stream()
                .filter(Component::isShowing)
                .map(component -> ((JTextComponent) component).getText())
                .toList();
    }

    @Test
    void itFitsOnTheSmallestScreenAndACameraReadsTheCodeFromItAndABrowserOpensThat() throws Exception {
        DialogFixture panel = panel();
        String address = panel.textBox("linkAddress").text();
        Dimension size = read(() -> panel.target().getSize());
        assertThat(size.width).isLessThanOrEqualTo(640);
        assertThat(size.height).isLessThanOrEqualTo(480);

        Path picture = folder.resolve("code.png");
        Rectangle place = read(() -> {
            Component code = robot.finder().findByName(panel.target(), "linkCode");
            return new Rectangle(code.getLocationOnScreen(), code.getSize());
        });
        ImageIO.write(new Robot().createScreenCapture(place), "png", picture.toFile());
        if (!Files.isExecutable(Path.of("/usr/bin/zbarimg"))) {
            System.out.println("SKIPPED: nothing here reads a code (apt-get install zbar-tools)");
        }
        assumeThat(Path.of("/usr/bin/zbarimg")).isExecutable();
        String read = output("/usr/bin/zbarimg", "--raw", "-q", picture.toString());
        assertThat(read).isEqualTo(address);
        if (!Files.isExecutable(CHROMIUM)) {
            System.out.println("SKIPPED: nothing opens what was read (apt-get install chromium)");
        }
        assumeThat(CHROMIUM).isExecutable();
        assertThat(output(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--window-size=390,844",
                        "--user-data-dir=" + folder.resolve("chromium"),
                        "--dump-dom",
                        read))
                .contains("id=\"files\"")
                .contains("data-state=\"open\"");
        panel.button("link.close").click();
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void whileSomethingRunsItAsksBeforeItCloses() throws Exception {
        DialogFixture panel = panel();
        String address = panel.textBox("linkAddress").text();
        URI at = URI.create(address);
        String offer = "{\"files\":[{\"name\":\"a.bin\",\"size\":5}]}";
        try (Socket page = new Socket(at.getHost(), at.getPort())) {
            page.getOutputStream()
                    .write(("POST " + at.getPath() + "offer HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Wherry: 1\r\nCookie: "
                                    + COOKIE + "\r\nContent-Length: " + offer.length() + "\r\n\r\n" + offer)
                            .getBytes(StandardCharsets.US_ASCII));
            await("it is under way", () -> !node.reception.recorders().isEmpty());

            panel.button("link.close").click();
            panel.optionPane().requireMessage("Something is being taken or left. Close the link all the same?");
            panel.optionPane().buttonWithText("Keep it open").click();
            assertThat(isShowing("linkPanel")).isTrue();
            panel.button("link.close").click();
            panel.optionPane().buttonWithText("Close the link").click();
            await("it is closed", () -> !isShowing("linkPanel"));
        }
    }
}
