package wherry.ui.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import javax.swing.JLabel;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

class FittingTest {
    private static final String FIGURES = "8 of 12 files \u00B7 30 of 48 MB \u00B7 88 MB/s \u00B7 4 s left";
    private static final String DETAILS = "12 files \u00B7 48 MB \u00B7 from Anna \u00B7 14:02";

    @Test
    void whatTellsLeastIsLeftOutFirstAndNothingIsCut() {
        assertThat(figures(FIGURES)).isEqualTo(FIGURES);
        assertThat(figures("30 of 48 MB \u00B7 88 MB/s \u00B7 4 s left"))
                .isEqualTo("30 of 48 MB \u00B7 88 MB/s \u00B7 4 s left");
        assertThat(figures("x")).isEqualTo("4 s left");
        assertThat(details(DETAILS)).isEqualTo(DETAILS);
        assertThat(details("48 MB \u00B7 from Anna \u00B7 14:02")).isEqualTo("48 MB \u00B7 from Anna \u00B7 14:02");
        assertThat(details("48 MB \u00B7 from Anna")).isEqualTo("48 MB \u00B7 from Anna");
        assertThat(details("x")).isEqualTo("from Anna");
    }

    /** In the room that those words take. */
    private static String figures(String room) {
        return GuiActionRunner.execute(() -> {
            JLabel label = new JLabel(room);
            return Fitting.figures(FIGURES, label, label.getPreferredSize().width);
        });
    }

    private static String details(String room) {
        return GuiActionRunner.execute(() -> {
            JLabel label = new JLabel(room);
            return Fitting.details(DETAILS, label, label.getPreferredSize().width);
        });
    }
}
