package wherry.ui;

import com.formdev.flatlaf.ui.FlatTextAreaUI;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import javax.swing.JTextArea;
import javax.swing.UIManager;
import javax.swing.event.DocumentEvent;
import javax.swing.text.BadLocationException;
import javax.swing.text.Element;
import javax.swing.text.PlainView;
import javax.swing.text.Segment;
import javax.swing.text.Utilities;
import javax.swing.text.View;
import javax.swing.text.ViewFactory;
import wherry.transfer.Event.Logged.Tone;

/** Draws the lines of the log in the colours of their kinds. Only those that are seen are ever measured. */
final class LogText extends JTextArea {
    private final LogDocument lines;

    LogText(LogDocument lines) {
        super(lines);
        this.lines = lines;
        updateUI();
    }

    @Override
    public void updateUI() {
        if (lines != null) {
            setUI(new FlatTextAreaUI() {
                @Override
                public View create(Element root) {
                    return new Lines(root, lines);
                }
            });
        }
    }

    private static Color color(Tone tone, Component on) {
        return switch (tone) {
            case NEWS -> on.getForeground();
            case DATAGRAM -> UIManager.getColor("Label.disabledForeground");
            case DONE -> UIManager.getColor("Wherry.green");
            case TROUBLE -> UIManager.getColor("Wherry.red");
        };
    }

    private static final class Lines extends PlainView {
        private final LogDocument lines;

        Lines(Element root, LogDocument lines) {
            super(root);
            this.lines = lines;
        }

        /** The usual one measures every line for the longest, some by the slow way. */
        @Override
        protected void updateMetrics() {
            Component on = getContainer();
            metrics = on.getFontMetrics(on.getFont());
        }

        @Override
        public float getPreferredSpan(int axis) {
            updateMetrics();
            return axis == View.X_AXIS
                    ? (lines.longestLine() + 2) * metrics.charWidth('m')
                    : getElement().getElementCount() * metrics.getHeight();
        }

        @Override
        protected void updateDamage(DocumentEvent changes, Shape shape, ViewFactory factory) {
            preferenceChanged(null, true, true);
            getContainer().repaint();
        }

        @Override
        protected float drawUnselectedText(Graphics2D graphics, float x, float y, int from, int to)
                throws BadLocationException {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, smooth());
            graphics.setColor(color(lines.tone(getElement().getElementIndex(from)), getContainer()));
            Segment text = new Segment();
            getDocument().getText(from, to - from, text);
            return Utilities.drawTabbedText(text, x, y, graphics, this, from);
        }

        /** As the desktop says; where none does, some fixed-width fonts ask for jagged letters. */
        private Object smooth() {
            Object hint = ((JTextArea) getContainer()).getClientProperty(RenderingHints.KEY_TEXT_ANTIALIASING);
            return hint == null || hint == RenderingHints.VALUE_TEXT_ANTIALIAS_GASP
                    ? RenderingHints.VALUE_TEXT_ANTIALIAS_ON
                    : hint;
        }
    }
}
