package wherry.ui.link;

import java.awt.Component;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JList;

/** A row that takes its text literally: Swing would render a name that begins with {@code <html>}. */
final class PlainRow extends DefaultListCellRenderer {
    PlainRow() {
        putClientProperty("html.disable", true);
    }

    @Override
    public Component getListCellRendererComponent(
            JList<?> list, Object value, int index, boolean selected, boolean focused) {
        Component row = super.getListCellRendererComponent(list, value, index, selected, focused);
        setToolTipText(null);
        return row;
    }
}
