package wherry.ui.widgets;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.FlowLayout;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

/** Folds and unfolds the cards of a window: at their lower edge, and at their place while they are folded. */
final class CardFold extends JPanel {
    private final CardPanel face = new CardPanel(new BorderLayout(), "Wherry.card");
    private final JButton button = new JButton();

    /** @param toggled the user has pressed it */
    CardFold(Runnable toggled) {
        super(new FlowLayout(FlowLayout.TRAILING, 0, 0));
        setOpaque(false);
        setVisible(false);
        button.setName("cardsFold");
        button.putClientProperty("JButton.buttonType", "borderless");
        button.addActionListener(event -> toggled.run());
        face.add(button);
        add(face);
    }

    /** @param pixels by which the cards end before the trailing edge */
    void setInset(int pixels) {
        boolean mirrored = !getComponentOrientation().isLeftToRight();
        setBorder(BorderFactory.createEmptyBorder(0, mirrored ? pixels : 0, 0, mirrored ? 0 : pixels));
    }

    /** @param few so many cards need no fold, unless they are folded away */
    void describe(int cards, int few, boolean folded) {
        setVisible(cards > few || (folded && cards > 0));
        button.setText(Messages.counted(folded ? "cards.waiting" : "cards.fold", cards));
        button.setIcon(Icons.action(folded ? "unfolded" : "foldUp"));
        String tip = Messages.of(folded ? "cards.waiting.tip" : "cards.fold.tip");
        button.setToolTipText(tip);
        button.getAccessibleContext().setAccessibleName(button.getText());
        button.getAccessibleContext().setAccessibleDescription(tip);
    }

    boolean isOnButton(Component from, int x, int y) {
        return isVisible() && face.contains(SwingUtilities.convertPoint(from, x, y, face));
    }
}
