package wherry.ui.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import javax.swing.JButton;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

class ButtonRowTest {
    @Test
    void noButtonReachesBeyondTheRowHoweverNarrowItIs() {
        List<Integer> ends = GuiActionRunner.execute(() -> {
            ButtonRow row = new ButtonRow();
            row.add(new JButton("Somebody"), ButtonRow.Spare.PICTURE);
            row.add(new JButton("missing altogether?"), ButtonRow.Spare.PICTURE);
            row.setSize(120, 40);
            row.doLayout();
            return Stream.of(row.getComponents())
                    .map(button -> button.getX() + button.getWidth())
                    .toList();
        });
        assertThat(ends).allMatch(end -> end <= 120).contains(120);
    }
}
