package wherry.ui.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import javax.swing.text.View;
import javax.swing.text.WrappedPlainView;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

class ProseTextTest {
    /** The other way takes seconds for a name of sixty letters, on the event thread. */
    @Test
    void aNameFromRightToLeftIsLaidOutAsQuicklyAsAnyOther() {
        View view = GuiActionRunner.execute(() -> {
            ProseText text = new ProseText("x");
            text.setText("\u0635\u0648\u0631\u0629 \u0645\u0646 \u0627\u0644\u0628\u062D\u0631");
            return text.getUI().getRootView(text).getView(0);
        });
        assertThat(view).isInstanceOf(WrappedPlainView.class);
    }
}
