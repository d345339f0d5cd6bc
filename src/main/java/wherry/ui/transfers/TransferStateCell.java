package wherry.ui.transfers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Component;
import java.awt.FontMetrics;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.UIManager;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;

/** Renders how far a transfer is: a bar above its figures while bytes move, a sentence that wraps otherwise. */
final class TransferStateCell extends TransferCell {
    /** Lines of a sentence; beyond it is cut, and the tip has all of it. */
    static final int MOST_LINES = 8;

    private final JProgressBar bar = new JProgressBar();
    private final JLabel percent = new PlainLabel();
    private final JLabel figures = new PlainLabel();
    private final JLabel sentence = new PlainLabel();
    /** Takes over when the sentence is too long for one line: it says what to do, so cutting it does not do. */
    private final ProseText wrapped = new ProseText("twoLines");

    private String progress = "";
    private boolean moving;
    private boolean file;

    TransferStateCell(RowText text) {
        // Laid out by hand: it is painted for every visible row, ten times a second.
        super(text, null);
        percent.setHorizontalAlignment(SwingConstants.RIGHT);
        List.of(bar, percent, figures, sentence, wrapped).forEach(this::add);
    }

    @Override
    void show(TransferRow row, JTable table, boolean selected) {
        file = row instanceof TransferRow.OfFile;
        Transfer transfer = row.transfers().get(0);
        moving = !file && transfer.state() == TransferState.MOVING;
        Color color = selected ? table.getSelectionForeground() : table.getForeground();
        for (Component part : getComponents()) {
            part.setVisible(moving != (part == sentence || part == wrapped));
            boolean small = file || part == wrapped || part == figures;
            part.setFont(small ? TransferTitleCell.small() : table.getFont());
            if (part != bar) {
                part.setForeground(color);
            }
        }
        if (moving) {
            bar.setForeground(selected ? color : UIManager.getColor("ProgressBar.foreground"));
            bar.setBackground(
                    selected
                            ? track(color, table.getSelectionBackground())
                            : UIManager.getColor("ProgressBar.background"));
            bar.setValue(TransferText.percent(transfer));
            percent.setText(TransferText.percent(transfer) + " %");
            progress = text().progress(transfer);
            figures.setText(progress);
            figures.setForeground(selected ? color : UIManager.getColor("Label.disabledForeground"));
        } else {
            TransferState state = row instanceof TransferRow.OfFile of ? of.state() : transfer.state();
            Color words = selected ? color : sentenceColor(text().isRemarked(row) ? TransferState.QUEUED : state);
            sentence.setText(text().state(row));
            sentence.setForeground(words);
            wrapped.setText(file ? "" : sentence.getText());
            wrapped.setForeground(words);
        }
    }

    @Override
    public void doLayout() {
        int height = getHeight();
        int width = Math.max(0, getWidth() - UIScale.scale(12));
        if (!moving) {
            layOutSentence(width, height);
            return;
        }
        // As wide as it ever gets, so that nothing jumps while the figures change.
        FontMetrics metrics = getFontMetrics(percent.getFont());
        int figure = metrics.stringWidth("100 %") + UIScale.scale(8);
        int upper = percent.getPreferredSize().height;
        int lower = figures.getPreferredSize().height;
        int y = Math.max(0, (height - upper - lower) / 2);
        int thickness = UIScale.scale(6);
        bar.setBounds(0, y + (upper - thickness) / 2, Math.max(0, width - figure), thickness);
        percent.setBounds(width - figure, y, figure, upper);
        figures.setText(Fitting.figures(progress, figures, width));
        figures.setBounds(0, y + upper, width, lower);
    }

    private void layOutSentence(int width, int height) {
        boolean fits = file || sentence.getPreferredSize().width <= width;
        sentence.setBounds(0, 0, fits ? width : 0, height);
        if (!fits) {
            // Only at its width a text knows how high it is.
            wrapped.setSize(width, height);
            int line = getFontMetrics(wrapped.getFont()).getHeight();
            // Half a line cannot be read.
            int lines = Math.min(height - height % line, wrapped.getPreferredSize().height);
            wrapped.setBounds(0, (height - lines) / 2, width, lines);
        } else {
            wrapped.setBounds(0, 0, 0, 0);
        }
    }

    /** How high a row must be for its sentence at that width; 0 if one line does. */
    int heightOfSentence(TransferRow row, JTable table, int width) {
        String words = text().state(row);
        int room = Math.max(1, width - UIScale.scale(12));
        if (table.getFontMetrics(table.getFont()).stringWidth(words) <= room) {
            return 0;
        }
        FontMetrics metrics = table.getFontMetrics(TransferTitleCell.small());
        return WrappedLines.of(words, metrics, room, MOST_LINES) * metrics.getHeight() + UIScale.scale(14);
    }

    /** Between the bar and what it lies on. */
    private static Color track(Color bar, Color ground) {
        return new Color(
                (bar.getRed() + 2 * ground.getRed()) / 3,
                (bar.getGreen() + 2 * ground.getGreen()) / 3,
                (bar.getBlue() + 2 * ground.getBlue()) / 3);
    }

    private static Color sentenceColor(TransferState state) {
        return UIManager.getColor(
                switch (state) {
                    case DONE -> "Wherry.green";
                    case FAILED -> "Wherry.red";
                    case UNCONFIRMED -> "Wherry.amber";
                    default -> "Label.disabledForeground";
                });
    }
}
