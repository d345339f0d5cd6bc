package wherry.ui;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Insets;
import java.awt.KeyboardFocusManager;
import javax.swing.JPanel;
import javax.swing.JScrollBar;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.DefaultCaret;
import net.miginfocom.swing.MigLayout;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Shows the log, following its end unless the user has scrolled away from it. */
final class LogPanel extends JPanel {
    private final LogDocument document;
    private final JTextArea text = new JTextArea();
    private final JScrollPane scroll = new JScrollPane(text);
    private final DocumentListener follower = new DocumentListener() {
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
    };
    private boolean following;
    private boolean atEnd = true;
    private int length;
    private int height;

    LogPanel(LogDocument document) {
        super(new MigLayout("insets 8 12 12 12, fill, wrap 1", "[grow]", "[]4[grow]"));
        this.document = document;
        text.setDocument(document);
        text.setName("log");
        text.getAccessibleContext().setAccessibleName(Messages.of("log.accessible"));
        text.setEditable(false);
        text.putClientProperty(FlatClientProperties.STYLE_CLASS, "monospaced");
        text.putClientProperty(FlatClientProperties.STYLE, "background: $List.background");
        text.setMargin(UIScale.scale(new Insets(6, 8, 6, 8)));
        text.setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        text.setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        // A caret that moved with the text would drag the view along.
        ((DefaultCaret) text.getCaret()).setUpdatePolicy(DefaultCaret.NEVER_UPDATE);
        Keys.unbind(text, Keys.MENU + " V");
        scroll.setPreferredSize(new Dimension(UIScale.scale(720), UIScale.scale(130)));
        scroll.getVerticalScrollBar().addAdjustmentListener(event -> moved());
        add(PlainLabel.heading(Messages.of("log.heading")));
        add(scroll, "grow, hmin 44");
    }

    @Override
    public void addNotify() {
        super.addNotify();
        document.addDocumentListener(follower);
    }

    @Override
    public void removeNotify() {
        document.removeDocumentListener(follower);
        super.removeNotify();
    }

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
            atEnd = bar.getValue() + height >= length - UIScale.scale(20);
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
                text.revalidate();
                scroll.validate();
                JScrollBar bar = scroll.getVerticalScrollBar();
                bar.setValue(bar.getMaximum());
            });
        }
    }
}
