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
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;

/** Renders how far a transfer is: a bar and its figures while bytes move, a sentence otherwise. */
final class TransferStateCell extends TransferCell {
    private static final int SMALLEST_BAR = 60;

    private final JProgressBar bar = new JProgressBar();
    private final JLabel percent = figure();
    private final JLabel amount = figure();
    private final JLabel rate = figure();
    private final JLabel left = figure();
    private final JLabel sentence = new PlainLabel();
    /** Takes over when the sentence is too long for one line: it says what to do, so cutting it does not do. */
    private final ProseText twoLines = new ProseText("twoLines");

    private boolean moving;

    TransferStateCell() {
        // Laid out by hand: it is painted for every visible row, ten times a second.
        super(null);
        List.of(bar, percent, amount, rate, left, sentence, twoLines).forEach(this::add);
    }

    @Override
    void show(Transfer transfer, JTable table, boolean selected, int row) {
        moving = transfer.state() == TransferState.MOVING;
        Color color = selected ? table.getSelectionForeground() : table.getForeground();
        for (Component part : getComponents()) {
            part.setVisible(moving != (part == sentence || part == twoLines));
            part.setFont(part == twoLines ? UIManager.getFont("small.font") : table.getFont());
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
            amount.setText(TransferText.amount(transfer));
            rate.setText(TransferText.rate(transfer));
            left.setText(TransferText.left(transfer));
        } else {
            Color words = selected ? color : sentenceColor(transfer.state());
            sentence.setText(TransferText.state(transfer));
            sentence.setForeground(words);
            twoLines.setText(sentence.getText());
            twoLines.setForeground(words);
        }
    }

    @Override
    public void doLayout() {
        int height = getHeight();
        int gap = UIScale.scale(12);
        if (!moving) {
            layOutSentence(Math.max(0, getWidth() - gap), height);
            return;
        }
        // As wide as they ever get, so that nothing jumps while the figures change.
        FontMetrics metrics = getFontMetrics(percent.getFont());
        int right = getWidth() - gap;
        right = placeFromRight(left, metrics.stringWidth(Messages.of("transfer.secondsLeft", 88)), right, gap);
        right = placeFromRight(rate, metrics.stringWidth(Messages.of("transfer.rate", "888 MB")), right, gap);
        right = placeFromRight(
                amount, metrics.stringWidth(Messages.of("transfer.amount", "888 MB", "8.8 GB")), right, gap);
        right = placeFromRight(percent, metrics.stringWidth("100 %"), right, UIScale.scale(8));
        int thickness = UIScale.scale(6);
        bar.setBounds(0, (height - thickness) / 2, Math.max(0, right), thickness);
    }

    private void layOutSentence(int width, int height) {
        boolean fits = sentence.getPreferredSize().width <= width;
        sentence.setBounds(0, 0, fits ? width : 0, height);
        int lines =
                Math.min(height, 2 * twoLines.getFontMetrics(twoLines.getFont()).getHeight());
        twoLines.setBounds(0, (height - lines) / 2, fits ? 0 : width, lines);
    }

    /** Where there is no room, the bar matters more than the figure. */
    private int placeFromRight(JLabel figure, int width, int right, int gap) {
        if (right - width - gap < UIScale.scale(SMALLEST_BAR)) {
            figure.setBounds(0, 0, 0, 0);
            return right;
        }
        figure.setBounds(right - width, 0, width, getHeight());
        return right - width - gap;
    }

    /** Between the bar and what it lies on. */
    private static Color track(Color bar, Color ground) {
        return new Color(
                (bar.getRed() + 2 * ground.getRed()) / 3,
                (bar.getGreen() + 2 * ground.getGreen()) / 3,
                (bar.getBlue() + 2 * ground.getBlue()) / 3);
    }

    private static JLabel figure() {
        PlainLabel figure = new PlainLabel();
        figure.setHorizontalAlignment(SwingConstants.RIGHT);
        return figure;
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
