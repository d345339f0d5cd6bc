package wherry.ui;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.EventQueue;
import java.awt.Insets;
import java.util.OptionalInt;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.SwingUtilities;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;

/** Folds a pane at the bottom of a split to its heading, and unfolds it to where it was. */
final class LogFolding {
    private static final int LEAST = 130;

    private final JPanel pane;
    private final JButton button;
    private OptionalInt before = OptionalInt.empty();
    private boolean folded;

    /** @param toggled the user has pressed the heading */
    LogFolding(JPanel pane, String heading, Runnable toggled) {
        this.pane = pane;
        button = new JButton(heading);
        button.setName("logFold");
        button.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_BORDERLESS);
        button.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
        button.putClientProperty(FlatClientProperties.STYLE, "font: bold -1; foreground: $Wherry.headingForeground");
        button.setMargin(new Insets(0, 0, 0, 4));
        button.addActionListener(event -> toggled.run());
    }

    /** The heading, with an arrow. */
    JButton button() {
        return button;
    }

    void fold() {
        name("log.unfold", "folded");
        split().filter(split -> !folded).ifPresent(split -> {
            before = OptionalInt.of(split.getHeight() - split.getDividerLocation());
            folded = true;
            pane.setMinimumSize(null);
            // Once the pane knows how low it is.
            EventQueue.invokeLater(() -> {
                split.setResizeWeight(1);
                split.setDividerLocation(split.getHeight() - split.getDividerSize() - pane.getPreferredSize().height);
            });
        });
    }

    void unfold() {
        name("log.fold", "unfolded");
        split().filter(split -> folded).ifPresent(split -> {
            folded = false;
            EventQueue.invokeLater(() -> split.setDividerLocation(split.getHeight() - height(split)));
        });
    }

    /** As it was, but never so low that nothing is seen of it: it may have been folded for want of room. */
    private int height(JSplitPane split) {
        int half = split.getHeight() / 2;
        return Math.min(Math.max(before.orElse(half), UIScale.scale(LEAST)), half);
    }

    private void name(String key, String icon) {
        button.setIcon(Icons.action(icon));
        button.setToolTipText(Messages.of(key));
        button.getAccessibleContext().setAccessibleName(Messages.of(key));
    }

    private java.util.Optional<JSplitPane> split() {
        JSplitPane split = (JSplitPane) SwingUtilities.getAncestorOfClass(JSplitPane.class, pane);
        return java.util.Optional.ofNullable(split)
                .filter(in -> in.getOrientation() == JSplitPane.VERTICAL_SPLIT
                        && SwingUtilities.isDescendingFrom(pane, in.getBottomComponent()));
    }
}
