package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JTable;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Security;
import wherry.transfer.TransferState;
import wherry.ui.desktop.SystemTheme.Brightness;
import wherry.ui.transfers.TransferActionsCell;
import wherry.ui.transfers.TransferRow;
import wherry.ui.transfers.TransfersModel;

/** Measures the rows of the transfers as they are drawn, selected or not: 4.5 to 1 for words, 3 to 1 for signs. */
class RowContrastTest extends WindowTest {
    private static final int SCALE = RenderedContrastTest.SCALE;

    @AfterEach
    void lightAgain() {
        onEventThread(() -> Appearance.apply(Brightness.LIGHT));
    }

    @ParameterizedTest
    @EnumSource
    void everyWordAndSignOfARowStandsOut(Brightness brightness) {
        onEventThread(() -> Appearance.apply(brightness));
        Security proven = new Security.Verified("AB".repeat(32));
        tell(
                new Event.TransferChanged(Scenes.moving("m", Direction.SENDING, "moving", "Otter", 5, 10)
                        .over("localsend", proven)),
                new Event.TransferChanged(
                        Scenes.saved("s", "saved", "Otter", saved()).over("localsend", proven)),
                new Event.TransferChanged(
                        Scenes.ended("f", Direction.SENDING, "failed", "Otter", TransferState.FAILED, "Broke off.")),
                new Event.TransferChanged(
                        Scenes.ended("u", Direction.SENDING, "sent", "Otter", TransferState.UNCONFIRMED, "")));
        window.table("transfers").selectRows(0);
        focus("transfers");
        measure(brightness + ", with the focus");
        focus("peers");
        measure(brightness + ", without the focus");
    }

    @ParameterizedTest
    @EnumSource
    void aButtonUnderThePointerStandsOutInASelectedRow(Brightness brightness) {
        onEventThread(() -> Appearance.apply(brightness));
        tell(new Event.TransferChanged(Scenes.saved("s", "saved", "Otter", saved())));
        window.table("transfers").selectRows(0);
        focus("transfers");
        Point button = read(this::firstButton);
        robot.moveMouse(table(), new Point(1, 1));
        robot.moveMouse(table(), button);
        await("it is lit", this::isAnyLit);
        SoftAssertions all = new SoftAssertions();
        onEventThread(() -> measure(all, brightness + ", hovered", 0, TransfersModel.ACTIONS, true));
        all.assertAll();
    }

    /** Really there: a row whose file is gone loses its first buttons, whenever that is noticed. */
    private Path saved() {
        try {
            return Files.write(folder.resolve("saved"), new byte[1]);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private boolean isAnyLit() {
        Container cell = (Container)
                table().prepareRenderer(table().getCellRenderer(0, TransfersModel.ACTIONS), 0, TransfersModel.ACTIONS);
        return Stream.of(cell.getComponents())
                .anyMatch(part -> ((AbstractButton) part).getModel().isRollover());
    }

    private Point firstButton() {
        Rectangle cell = table().getCellRect(0, TransfersModel.ACTIONS, false);
        TransferActionsCell cells = (TransferActionsCell) table().getCellRenderer(0, TransfersModel.ACTIONS);
        TransferRow row = (TransferRow) table().getValueAt(0, TransfersModel.ACTIONS);
        for (int x = cell.x; x < cell.x + cell.width; x++) {
            Point point = new Point(x + 6, cell.y + cell.height / 2);
            if (cells.at(row, cell, point).isPresent()) {
                return point;
            }
        }
        throw new AssertionError("no button");
    }

    private void measure(String state) {
        robot.waitForIdle();
        SoftAssertions all = new SoftAssertions();
        onEventThread(() -> {
            assertThat(table().getRowCount()).isEqualTo(4);
            for (int row = 0; row < table().getRowCount(); row++) {
                for (int column = 0; column < table().getColumnCount(); column++) {
                    measure(all, state, row, column, false);
                    measure(all, state, row, column, true);
                }
            }
        });
        all.assertAll();
    }

    private void measure(SoftAssertions all, String state, int row, int column, boolean selected) {
        Component cell = table().getCellRenderer(row, column)
                .getTableCellRendererComponent(table(), table().getValueAt(row, column), selected, false, row, column);
        Rectangle place = table().getCellRect(row, column, false);
        cell.setSize(place.width, place.height);
        cell.doLayout();
        BufferedImage picture =
                new BufferedImage(place.width * SCALE, place.height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.scale(SCALE, SCALE);
        graphics.setColor(cell.getBackground());
        graphics.fillRect(0, 0, place.width, place.height);
        cell.paint(graphics);
        graphics.dispose();
        for (Component part : ((Container) cell).getComponents()) {
            Optional<String> words = words(part);
            if (part.isVisible() && part.getWidth() > 4 && words.isPresent()) {
                all.assertThat(RenderedContrastTest.contrast(picture, part.getBounds()))
                        .as("%s: row %s %s %s", state, row, selected ? "selected" : "", part)
                        .isGreaterThanOrEqualTo(words.get().isBlank() ? 3 : 4.5);
            }
        }
    }

    /** Empty for what shows neither words nor a sign. */
    private static Optional<String> words(Component part) {
        if (part instanceof JLabel label
                && (label.getIcon() != null || !label.getText().isEmpty())) {
            return Optional.of(label.getText() == null ? "" : label.getText());
        }
        return part instanceof AbstractButton button
                ? Optional.of(button.getText() == null ? "" : button.getText())
                : Optional.empty();
    }

    private JTable table() {
        return window.table("transfers").target();
    }
}
