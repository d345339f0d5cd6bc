package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JTable;
import org.assertj.swing.fixture.DialogFixture;
import org.junit.jupiter.api.Test;
import wherry.doctor.Cause;
import wherry.doctor.Certainty;
import wherry.doctor.Finding;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Network;
import wherry.transfer.TransferState;

class MissingInWindowTest extends WindowTest {
    @Test
    void aFindingIsSaidWithItsRemedyAndCanBeCopied() throws Exception {
        examiner.finding(Scenes.finding());
        tell(network("eth0"));
        window.button("missing").click();
        DialogFixture dialog = window.dialog("missingDialog");
        awaitPresent(dialog, "missingSentence");
        dialog.textBox("missingSentence").requireText(Scenes.finding().sentence());
        dialog.textBox("missingAdvice").requireText(Scenes.finding().advice());
        dialog.button("copyCommand").click();
        assertThat(clipboard()).isEqualTo("sudo ufw allow 53317 && sudo ufw allow 54321");
        dialog.button("copyReport").click();
        assertThat(clipboard()).contains("udp-in-blocked", "hears-own-multicast (eth0): no");

        examiner.mend();
        dialog.textBox("missingWho").enterText("10.77.0.9");
        dialog.button("checkAgain").click();
        awaitPresent(dialog, "missingHealthy");
        dialog.textBox("missingHealthy")
                .requireText("Nothing stands in the way: 10.77.0.9 is there and takes connections.");
        assertThat(examiner.asked).contains("10.77.0.9[/10.77.0.9:0]");
        dialog.button("lookAgain").click();
        awaitCall("look again");
        dialog.button("close").click();
    }

    @Test
    void whileNobodyIsThereItCanBeFoundOutWhyWhereFilesAreDropped() {
        tell(network("eth0"));
        window.button("missingHere").click();
        DialogFixture dialog = window.dialog("missingDialog");
        awaitPresent(dialog, "missingHealthy");
        dialog.button("close").click();
    }

    @Test
    void inAVeryLowWindowTheButtonSaysItWhereTheLineWouldTakeItsPlace() throws Exception {
        examiner.finding(Scenes.finding());
        tell(network("eth0"));
        await("the line says it", () -> canBeSeen("missingNotice"));
        window.button("missing").requireText("Somebody missing?");
        onEventThread(() -> {
            frame.setMinimumSize(new Dimension(1, 1));
            // As on a screen of 1366 × 768 where everything is drawn twice as large.
            frame.setSize(683, 368 + frame.getInsets().top + frame.getInsets().bottom);
        });
        await("the button says it", () -> window.button("missing").text().equals("Something in the way"));
        assertThat(canBeSeen("missingNotice")).isFalse();
        JButton missing = window.button("missing").target();
        await("all of it is seen", () -> missing.getVisibleRect().getSize().equals(missing.getSize()));
        assertThat(missing.getToolTipText()).isEqualTo("Your firewall keeps others from being heard");
        JTable transfers = window.table("transfers").target();
        node.tell(new Event.TransferChanged(
                Scenes.transfer("t", Direction.SENDING, "a.txt", "Otter", TransferState.DECLINED)));
        await(
                "a transfer is seen",
                () -> transfers.getRowCount() == 1
                        && transfers.getVisibleRect().contains(transfers.getCellRect(0, 0, true)));

        onEventThread(() -> frame.setSize(900, 800));
        await("the line says it again", () -> canBeSeen("missingNotice"));
        window.button("missing").requireText("Somebody missing?");
    }

    @Test
    void whoIsMissingCanBeANameAFingerprintAnAddressOrAHost() {
        tell(new Event.PeersChanged(List.of(Scenes.verified("Bright Otter", "192.168.1.40", "AB".repeat(32)))));
        window.button("missing").click();
        DialogFixture dialog = window.dialog("missingDialog");
        for (String who : List.of("bright otter", "abababab", "192.168.1.99", "localhost", "nobody")) {
            awaitPresent(dialog, "missingHealthy");
            dialog.textBox("missingWho").setText(who);
            dialog.button("checkAgain").click();
            await(
                    "it was asked about " + who,
                    () -> examiner.asked.stream().anyMatch(asked -> asked.startsWith(who + "[")));
        }
        assertThat(asked("bright otter")).contains("192.168.1.40");
        assertThat(asked("abababab")).contains("192.168.1.40");
        assertThat(asked("192.168.1.99")).contains("192.168.1.99");
        assertThat(asked("localhost")).contains("127.0.0.1");
        assertThat(asked("nobody")).isEqualTo("nobody[]");
        dialog.button("close").click();
    }

    private String asked(String who) {
        return examiner.asked.stream()
                .filter(asked -> asked.startsWith(who + "["))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTakenPortCanBeChangedFromThere() {
        examiner.finding(new Finding(
                Cause.PORT_TAKEN,
                Certainty.CERTAIN,
                Optional.empty(),
                Optional.empty(),
                "Taken.",
                "Quit it.",
                Optional.empty()));
        window.button("missing").click();
        DialogFixture dialog = window.dialog("missingDialog");
        awaitPresent(dialog, "useAnotherPort");
        dialog.button("useAnotherPort").click();
        dialog.button("close").click();
    }

    /** Without a click, and until it is mended. */
    @Test
    void whatIsCertainIsOneQuietLineThatGoesByItself() {
        assertThat(read(() -> isShowing("missingNotice"))).isFalse();
        examiner.finding(Scenes.finding());
        tell(network("eth0"));
        await("the line came", () -> isShowing("missingNotice"));
        window.textBox("missingLine").requireText("Your firewall keeps others from being heard");
        examiner.mend();
        tell(network("eth1"));
        await("the line went", () -> !isShowing("missingNotice"));
    }

    @Test
    void whatIsOnlyLikelyIsNoLine() {
        Finding likely = new Finding(
                Cause.REVERSE_PATH_FILTER,
                Certainty.LIKELY,
                Optional.of("eth0"),
                Optional.empty(),
                "Thrown away.",
                "Connect anew.",
                Optional.empty());
        examiner.finding(likely);
        tell(network("eth0"));
        await("it was looked", () -> examiner.asked.contains("this computer"));
        tell();
        assertThat(read(() -> isShowing("missingNotice"))).isFalse();
    }

    private boolean isShowing(String name) {
        return robot.finder().findAll(frame, component -> name.equals(component.getName())).stream()
                .anyMatch(java.awt.Component::isShowing);
    }

    private void awaitPresent(DialogFixture dialog, String name) {
        await(
                name + " is there",
                () -> robot.finder().findAll(dialog.target(), component -> name.equals(component.getName())).stream()
                        .anyMatch(java.awt.Component::isShowing));
    }

    private static Event network(String name) {
        try {
            Inet4Address address = (Inet4Address) InetAddress.getByAddress(new byte[] {10, 77, 0, 1});
            return new Event.NetworksChanged(
                    List.of(new Network(name, name, address, Network.Kind.PHYSICAL)), Optional.empty());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String clipboard() throws Exception {
        return (String) Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor);
    }
}
