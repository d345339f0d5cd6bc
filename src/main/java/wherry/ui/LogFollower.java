package wherry.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.EventQueue;
import java.awt.event.HierarchyEvent;
import javax.swing.JScrollBar;
import javax.swing.JScrollPane;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.Document;

/** Keeps the end of a text in view, unless the user has scrolled away from it. */
final class LogFollower implements DocumentListener {
    /** So near to its end the user is at the end. */
    private static final int NEAR = 20;

    private final JScrollPane scroll;
    private boolean following;
    private boolean atEnd = true;
    private int length;
    private int height;

    private LogFollower(JScrollPane scroll) {
        this.scroll = scroll;
    }

    /** Follows the end of a document that is shown there, while it is. */
    static void follow(Document document, JScrollPane scroll) {
        LogFollower follower = new LogFollower(scroll);
        scroll.getVerticalScrollBar().addAdjustmentListener(event -> follower.moved());
        scroll.addHierarchyListener(event -> {
            if ((event.getChangeFlags() & HierarchyEvent.DISPLAYABILITY_CHANGED) != 0) {
                document.removeDocumentListener(follower);
                if (scroll.isDisplayable()) {
                    document.addDocumentListener(follower);
                }
            }
        });
    }

    @Override
    public void insertUpdate(DocumentEvent event) {
        follow();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
        follow();
    }

    @Override
    public void changedUpdate(DocumentEvent event) {}

    private void follow() {
        if (atEnd) {
            toTheEnd();
        }
    }

    /** Only the user leaves the end: where the view became lower or the text longer, it follows. */
    private void moved() {
        JScrollBar bar = scroll.getVerticalScrollBar();
        boolean byLayout = bar.getMaximum() != length || bar.getVisibleAmount() != height;
        length = bar.getMaximum();
        height = bar.getVisibleAmount();
        if (!byLayout) {
            atEnd = bar.getValue() + height >= length - UIScale.scale(NEAR);
        } else if (atEnd) {
            toTheEnd();
        }
    }

    private void toTheEnd() {
        if (!following) {
            following = true;
            // The scroll bar learns of the new length after the text is laid out.
            EventQueue.invokeLater(() -> {
                following = false;
                scroll.getViewport().getView().revalidate();
                scroll.validate();
                JScrollBar bar = scroll.getVerticalScrollBar();
                bar.setValue(bar.getMaximum());
            });
        }
    }
}
