package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.event.KeyEvent;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.swing.JLabel;
import javax.swing.JPopupMenu;
import javax.swing.JTable;
import org.assertj.swing.fixture.JPopupMenuFixture;
import org.junit.jupiter.api.Test;
import wherry.settings.Settings;
import wherry.settings.Star;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.OfferedFile;
import wherry.transfer.PinReason;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Whom the user has given a name is called so wherever the window speaks of it, as far as it has shown its key. */
class OwnNamesTest extends WindowTest {
    private static final String KEY = "AB".repeat(32);
    private static final Security HERS = new Security.Verified(KEY);
    private static final Security OTHER = new Security.Verified("CD".repeat(32));

    private List<Star> stars = List.of(star("Mum"));

    @Override
    Settings firstSettings() {
        return super.firstSettings().withStars(stars);
    }

    @Test
    void aTransferIsWithWhomTheUserCallsSoAndNotWithEverybodyOfThatAlias() {
        tell(transfer("hers", HERS), transfer("other", OTHER), transfer("claimed", new Security.Claimed(KEY)));
        assertThat(row(2)).contains("from Mum").doesNotContain("Anna");
        assertThat(row(1)).contains("from Anna");
        assertThat(row(0)).contains("from Anna");
        assertThat(read(() -> tip(2))).contains("Mum");
    }

    @Test
    void rowsOfEarlierDaysBearTheNameThatTheUserGaveSince() {
        tell(transfer("hers", HERS));
        stars = List.of(star("Grandma"));
        reopen();
        await("it is listed", () -> table().getRowCount() == 1);
        assertThat(row(0)).contains("from Grandma");

        stars = List.of();
        reopen();
        await("it is listed", () -> table().getRowCount() == 1);
        assertThat(row(0)).contains("from Anna");
    }

    @Test
    void aNewNameIsShownAtOnce() {
        tell(transfer("hers", HERS));
        select("Mum");
        focus("peers");
        press(KeyEvent.VK_F10, KeyEvent.VK_SHIFT);
        JPopupMenu shown = robot.findActivePopupMenu();
        new JPopupMenuFixture(robot, shown).menuItem("rename").click();
        var dialog = window.dialog("nameDialog");
        dialog.textBox("ownName").deleteText().enterText("Grandma");
        dialog.button("save").click();
        await("the row names her so", () -> rowNow(0).contains("from Grandma"));
    }

    @Test
    void whoAsksIsCalledSo() {
        tell(new Event.OfferOpened(Scenes.offer("o", "Anna", HERS, new OfferedFile("a.txt", 1))));
        window.textBox("questionText").requireText("Mum wants to send a.txt (1 B)");
        tell(new Event.OfferClosed("o"));
        tell(new Event.PinWanted(sending(), PinReason.NEEDED));
        assertThat(window.textBox("pinText").text()).contains("Mum").doesNotContain("Anna");
    }

    @Test
    void whoSendsATextIsCalledSo() {
        tell(new Event.TextReceived("Anna", new InetSocketAddress("192.168.1.50", 49152), HERS, "Hello"));
        assertThat(window.textBox("messageHeading").text()).contains("Mum").doesNotContain("Anna");
    }

    private static Star star(String name) {
        return new Star(KEY, name, "192.168.1.23:53317");
    }

    private static Event transfer(String id, Security security) {
        return new Event.TransferChanged(
                Scenes.transfer(id, Direction.RECEIVING, id + ".txt", "Anna", TransferState.DONE)
                        .over("localsend", security));
    }

    private static Transfer sending() {
        return Scenes.transfer("s", Direction.SENDING, "b.txt", "Anna", TransferState.ASKING)
                .over("localsend", HERS);
    }

    private void reopen() {
        onEventThread(frame::dispose);
        node.close();
        open(firstSettings());
    }

    private JTable table() {
        return window.table("transfers").target();
    }

    private String row(int row) {
        return read(() -> rowNow(row));
    }

    private String rowNow(int row) {
        Component cell = table().prepareRenderer(table().getCellRenderer(row, 0), row, 0);
        return Stream.of(((Container) cell).getComponents())
                .filter(JLabel.class::isInstance)
                .map(label -> ((JLabel) label).getText())
                .collect(Collectors.joining(" "));
    }

    private String tip(int row) {
        return table().getToolTipText(new java.awt.event.MouseEvent(
                table(), 0, 0, 0, 5, table().getCellRect(row, 0, true).y + 5, 0, false));
    }
}
