package wherry.ui.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.UIManager;
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

    @Test
    void theLastKeepsItsWordsLongerThanTheOthersTheirs() {
        GuiActionRunner.execute(() -> {
            ButtonRow row = new ButtonRow();
            JButton files = new JButton("Files…", UIManager.getIcon("FileView.fileIcon"));
            JButton folder = new JButton("Folder…", UIManager.getIcon("FileView.fileIcon"));
            row.add(files, ButtonRow.Spare.PICTURE);
            row.add(folder, ButtonRow.Spare.PICTURE);
            JButton send = new JButton("Send to Anna");
            row.addLast(send);
            row.setSize(220, 40);
            row.doLayout();
            assertThat(files.getText()).isEmpty();
            assertThat(files.getIcon()).isNotNull();
            assertThat(send.getWidth()).isGreaterThanOrEqualTo(Math.min(100, send.getPreferredSize().width));
            row.setSize(600, 40);
            row.doLayout();
            assertThat(files.getText()).isEqualTo("Files…");
            send.setVisible(false);
            row.setSize(200, 40);
            row.doLayout();
            assertThat(files.getText()).isEqualTo("Files…");
        });
    }
}
