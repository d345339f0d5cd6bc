package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import javax.swing.UIManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wherry.ui.desktop.SystemTheme.Brightness;

/** Whatever is written can be read (WCAG 2.2, 1.4.3: 4.5 to 1). */
class ContrastTest {
    private static final double LEAST = 4.5;
    private static final String[] WORDS = {
        "Label.foreground",
        "Label.disabledForeground",
        "Wherry.green",
        "Wherry.amber",
        "Wherry.red",
        "Wherry.headingForeground",
        "Wherry.proseForeground"
    };
    private static final String[] GROUNDS = {
        "Panel.background",
        "List.background",
        "Table.background",
        "Wherry.questionBackground",
        "Wherry.noticeBackground"
    };

    @BeforeAll
    static void prepare() {
        Appearance.prepare();
    }

    @AfterEach
    void lightAgain() {
        WindowTest.onEventThread(() -> Appearance.apply(Brightness.LIGHT));
    }

    @ParameterizedTest
    @EnumSource
    void allWordsAreReadableWhereverTheyStand(Brightness brightness) {
        WindowTest.onEventThread(() -> Appearance.apply(brightness));
        for (String words : WORDS) {
            for (String ground : GROUNDS) {
                assertThat(contrast(UIManager.getColor(words), UIManager.getColor(ground)))
                        .as("%s on %s, %s", words, ground, brightness)
                        .isGreaterThanOrEqualTo(LEAST);
            }
        }
        assertReadable("List.selectionForeground", "List.selectionBackground");
        assertReadable("Table.selectionForeground", "Table.selectionBackground");
        // The bar of a selected row has the colour of its words.
        assertReadable("Table.selectionInactiveForeground", "Table.selectionInactiveBackground");
        assertReadable("Button.default.foreground", "Button.default.background");
        assertReadable("Component.linkColor", "Table.background");
    }

    private static void assertReadable(String words, String ground) {
        assertThat(contrast(UIManager.getColor(words), UIManager.getColor(ground)))
                .as("%s on %s", words, ground)
                .isGreaterThanOrEqualTo(LEAST);
    }

    static double contrast(Color one, Color other) {
        double first = luminance(one) + 0.05;
        double second = luminance(other) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int component) {
        double value = component / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
