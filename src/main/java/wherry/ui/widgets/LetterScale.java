package wherry.ui.widgets;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;

/**
 * Scales widths that words need. Some desktops have larger letters than everything else is drawn larger by: what holds
 * words goes by these.
 */
public final class LetterScale {
    /** As they are at 100 %. */
    private static final float USUAL = 13;

    private LetterScale() {}

    /** A width that is right at 100 %, with the letters of that component. */
    public static int width(Component on, int usual) {
        return Math.max(UIScale.scale(usual), Math.round(usual * on.getFont().getSize2D() / USUAL));
    }
}
