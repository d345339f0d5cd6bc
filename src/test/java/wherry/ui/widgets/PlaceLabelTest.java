package wherry.ui.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

class PlaceLabelTest {
    private static final String FOLDER = String.join(File.separator, "", "home", "fox", "Old things", "Holiday");

    @Test
    void whereThereIsRoomAllOfItIsShown() {
        assertThat(shownIn(2_000, FOLDER)).isEqualTo("Into " + FOLDER);
    }

    @Test
    void whereThereIsLittleTheFoldersThatTellLeastAreLeftOut() {
        String two = String.join(File.separator, "\u2026", "Old things", "Holiday");
        assertThat(shownIn(width(two), FOLDER)).isEqualTo("Into " + two);
        assertThat(shownIn(width(two) - 1, FOLDER))
                .isEqualTo("Into " + String.join(File.separator, "\u2026", "Holiday"));
        assertThat(shownIn(3, FOLDER)).isEqualTo("Into " + String.join(File.separator, "\u2026", "Holiday"));
    }

    @Test
    void whatIsLeftOutComesBackWithMoreRoom() {
        String shown = GuiActionRunner.execute(() -> {
            PlaceLabel label = label(FOLDER);
            label.setBounds(0, 0, 3, 20);
            label.setBounds(0, 0, 2_000, 20);
            return label.getText();
        });
        assertThat(shown).isEqualTo("Into " + FOLDER);
    }

    @Test
    void theTipAndWhoeverDoesNotSeeItHaveAllOfItAndItIsNeverMarkup() {
        PlaceLabel label = GuiActionRunner.execute(() -> {
            PlaceLabel narrow = label("<html><b>x");
            narrow.setBounds(0, 0, 3, 20);
            return narrow;
        });
        assertThat(label.getToolTipText()).isEqualTo("<html><b>x");
        assertThat(label.getAccessibleContext().getAccessibleName()).isEqualTo("Into <html><b>x");
        assertThat(label.getClientProperty("html")).isNull();
    }

    private static String shownIn(int width, String folder) {
        return GuiActionRunner.execute(() -> {
            PlaceLabel label = label(folder);
            label.setBounds(0, 0, width, 20);
            return label.getText();
        });
    }

    private static int width(String folder) {
        return GuiActionRunner.execute(() -> label(folder).getPreferredSize().width);
    }

    private static PlaceLabel label(String folder) {
        PlaceLabel label = new PlaceLabel();
        label.show("Into %s", folder);
        return label;
    }
}
