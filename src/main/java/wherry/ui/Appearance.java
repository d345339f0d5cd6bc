package wherry.ui;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.fonts.inter.FlatInterFont;
import com.formdev.flatlaf.util.UIScale;
import java.awt.EventQueue;
import java.awt.Font;
import java.util.List;
import java.util.concurrent.Executor;
import javax.swing.UIManager;
import javax.swing.plaf.FontUIResource;
import net.miginfocom.layout.PlatformDefaults;
import net.miginfocom.layout.UnitValue;
import wherry.settings.Settings.Theme;
import wherry.settings.ViewSettings.TextSize;
import wherry.ui.desktop.LetterResolution;
import wherry.ui.desktop.SystemTheme;
import wherry.ui.desktop.SystemTheme.Brightness;

/** Applies the look: fonts, colours, light or dark. */
final class Appearance {
    /** Those that are shown: each of the eight that there are is a file to be read before the first picture. */
    private static final List<String> FONT_STYLES =
            List.of(FlatInterFont.STYLE_REGULAR, FlatInterFont.STYLE_BOLD, FlatInterFont.STYLE_SEMIBOLD);

    private static TextSize enlargedTo = TextSize.NORMAL;

    private Appearance() {}

    /** What must be said before the first window, and before AWT starts. May wait for a moment: not on the event thread. */
    static void prepare() {
        LetterResolution resolution = LetterResolution.ask();
        System.setProperty("apple.awt.application.name", "Wherry");
        System.setProperty("apple.awt.application.appearance", "system");
        FONT_STYLES.forEach(FlatInterFont::installStyle);
        FlatLaf.setPreferredFontFamily(FlatInterFont.FAMILY);
        FlatLaf.setPreferredSemiboldFontFamily(FlatInterFont.FAMILY_SEMIBOLD);
        FlatLaf.registerCustomDefaultsSource("wherry.ui");
        resolution.apply();
    }

    /** What the theme comes to. May wait for the system: not on the event thread. */
    static Brightness brightness(Theme theme) {
        return switch (theme) {
            case LIGHT -> Brightness.LIGHT;
            case DARK -> Brightness.DARK;
            case SYSTEM -> SystemTheme.detect();
        };
    }

    /** Puts on the look, on every window that is open. Event thread. */
    static void apply(Brightness brightness) {
        if (FlatLaf.isLafDark() == (brightness == Brightness.DARK) && UIManager.getLookAndFeel() instanceof FlatLaf) {
            return;
        }
        if (brightness == Brightness.DARK) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
        scaleLetters();
        scaleLayouts();
        FlatLaf.updateUI();
    }

    /** As large beside all the rest as where nothing is scaled. */
    private static void scaleLetters() {
        LetterResolution.usualSize().ifPresent(size -> {
            Font letters = UIManager.getLookAndFeelDefaults().getFont("defaultFont");
            UIManager.put("defaultFont", new FontUIResource(letters.deriveFont(UIScale.scale((float) size))));
        });
    }

    /** Draws everything larger or smaller, in every window that is open. Event thread. */
    static void enlarge(TextSize size) {
        if (size != enlargedTo && UIScale.setZoomFactor(size.percent() / 100f)) {
            enlargedTo = size;
            FlatLaf.updateUI();
        }
    }

    /** Numbers in layouts are for 100 %. What the look scales by, MigLayout asks it for by itself. */
    private static void scaleLayouts() {
        PlatformDefaults.setLogicalPixelBase(PlatformDefaults.BASE_SCALE_FACTOR);
        PlatformDefaults.setDefaultHorizontalUnit(UnitValue.LPX);
        PlatformDefaults.setDefaultVerticalUnit(UnitValue.LPY);
    }

    /** Finds out what the theme comes to and puts it on. */
    static void follow(Theme theme, Executor background) {
        background.execute(() -> {
            Brightness brightness = brightness(theme);
            EventQueue.invokeLater(() -> apply(brightness));
        });
    }
}
