package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.formdev.flatlaf.util.UIScale;
import java.awt.EventQueue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import wherry.settings.ViewSettings.TextSize;
import wherry.testing.ChildJvm;
import wherry.ui.desktop.SystemTheme.Brightness;

/** Letters and the rest grow alike: what fits at 100 % fits at 200 % on twice the pixels. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the system's own letters are scaled")
class LetterSizeTest {
    @Test
    void whereEverythingIsTwiceAsLargeLettersAreNotLargerThanThat() throws Exception {
        assertThat(sizes("1")).containsExactly("13 at 100", "16 at 125", "13 at 100");
        assertThat(sizes("192dpi")).containsExactly("26 at 200", "33 at 250", "26 at 200");
        assertThat(sizes("3")).containsExactly("39 at 300", "49 at 375", "39 at 300");
    }

    private static List<String> sizes(String scale) throws Exception {
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.add("-Dflatlaf.uiScale=" + scale);
        command.add(LetterSizeTest.class.getName());
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            child.getOutputStream().close();
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines().toList();
        } finally {
            child.destroyForcibly();
        }
    }

    /** Says how large letters and everything else are drawn: as usual, with a larger text size, and in the other theme. */
    public static void main(String[] arguments) throws Exception {
        Appearance.prepare();
        EventQueue.invokeAndWait(() -> {
            Appearance.apply(Brightness.LIGHT);
            say();
            Appearance.enlarge(TextSize.LARGE);
            say();
            Appearance.enlarge(TextSize.NORMAL);
            Appearance.apply(Brightness.DARK);
            say();
        });
        System.exit(0);
    }

    private static void say() {
        System.out.println(new JLabel().getFont().getSize() + " at " + Math.round(UIScale.scale(100f)));
    }
}
