package wherry.ui.widgets;

import com.formdev.flatlaf.ui.FlatTextAreaUI;
import javax.swing.text.Element;
import javax.swing.text.View;
import javax.swing.text.WrappedPlainView;

/**
 * Lays out the text of a text area line by line, in whatever script. The usual way measures every prefix of every paragraph
 * as soon as there is one letter from right to left in it: a name of sixty letters then holds up the event thread for
 * seconds.
 */
public final class WrappedText extends FlatTextAreaUI {
    @Override
    public View create(Element root) {
        return new WrappedPlainView(root, true);
    }
}
