package wherry.ui;

import java.awt.Component;
import java.awt.Container;
import java.util.stream.Stream;
import javax.swing.JComponent;
import javax.swing.JList;

/** Looks into what a list paints. */
final class PeerRowReader {
    private PeerRowReader() {}

    /** Whether any label of the first row is laid out as HTML. */
    static boolean rendersHtml(JList<?> list) {
        return WindowTest.read(() -> Stream.of(((Container) row(list)).getComponents())
                .map(JComponent.class::cast)
                .anyMatch(label -> label.getClientProperty("html") != null));
    }

    private static <T> Component row(JList<T> list) {
        T first = list.getModel().getElementAt(0);
        return list.getCellRenderer().getListCellRendererComponent(list, first, 0, false, false);
    }
}
