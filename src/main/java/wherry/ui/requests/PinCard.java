package wherry.ui.requests;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.KeyboardFocusManager;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.text.JTextComponent;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Event;
import wherry.transfer.PinReason;
import wherry.ui.model.OwnNames;
import wherry.ui.widgets.CardPanel;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;
import wherry.ui.widgets.Strip;
import wherry.ui.widgets.Typing;

/** Asks for the PIN that one receiver wants for one transfer. */
final class PinCard extends Strip {
    /** Nobody has a longer one; a receiver gets what is typed. */
    private static final int LONGEST_PIN = 64;

    private final Consumer<Optional<String>> answers;
    private final ProseText question = new ProseText("pinText");
    private final PlainLabel wrong = new PlainLabel();
    private final JPasswordField pin = new JPasswordField(10);
    private final JButton send = button("givePin", 'S');
    private final JButton cancel = button("noPin", 'N');

    /** @param answers gets the PIN; empty when the user gives none */
    PinCard(Event.PinWanted wanted, OwnNames names, Consumer<Optional<String>> answers) {
        this(
                new CardPanel(
                        new MigLayout("insets 10 14 8 12, fillx, hidemode 3, gapy 4", "[]10[grow, fill]"),
                        "Wherry.questionBackground"),
                wanted,
                names,
                answers);
    }

    private PinCard(JPanel card, Event.PinWanted wanted, OwnNames names, Consumer<Optional<String>> answers) {
        super(card);
        this.answers = answers;
        card.setName("pinQuestion");
        question.putClientProperty(FlatClientProperties.STYLE, QuestionCard.FOREGROUND);
        question.setText(Messages.of(
                "pin.question",
                names.in(wanted.transfer()).peerName(),
                wanted.transfer().title()));
        wrong.setName("pinWrong");
        wrong.putClientProperty(FlatClientProperties.STYLE, "foreground: $Wherry.red");
        wrong.setText(Messages.of("pin.wrong"));
        wrong.setVisible(wanted.reason() == PinReason.WRONG);
        pin.setName("pin");
        pin.putClientProperty(FlatClientProperties.STYLE, "showRevealButton: true; showCapsLock: true");
        Typing.watch(pin, this::typed);
        pin.addActionListener(event -> give());
        send.putClientProperty(
                FlatClientProperties.STYLE,
                "background: $Button.default.background;"
                        + "foreground: $Button.default.foreground; hoverBackground: $Button.default.hoverBackground;"
                        + "focusedBackground: $Button.default.focusedBackground; borderColor: $Button.default.borderColor;"
                        + "focusedBorderColor: $Button.default.focusedBorderColor");
        send.addActionListener(event -> give());
        send.setEnabled(false);
        cancel.addActionListener(event -> unlessTooNew(this::refuse));
        Keys.bindWithin(card, "ESCAPE", () -> unlessTooNew(this::refuse));
        pin.getAccessibleContext().setAccessibleName(spoken());
        card.getAccessibleContext().setAccessibleName(question.getText());
        card.add(new JLabel(Icons.action("lock").derive(20, 20)), "aligny top, spany 3");
        card.add(question, "wmin 0, growx, wrap");
        card.add(wrong, "wmin 0, growx, wrap");
        card.add(pin, "split 3, gapleft push, growx 0");
        card.add(send, "growx 0");
        card.add(cancel, "growx 0");
    }

    /** All of it in one line. */
    String spoken() {
        return (wrong.isVisible() ? wrong.getText() + " " : "") + question.getText();
    }

    /** Who has just given a wrong PIN types the next. */
    void takeFocus() {
        pin.requestFocusInWindow();
    }

    /** The user has begun this, so the keys may go there; but not those of somebody who is typing something else. */
    void takeFocusUnlessTyping() {
        if (!(KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner() instanceof JTextComponent)) {
            takeFocus();
        }
    }

    /** Keeps nothing of what was typed. */
    void forget() {
        pin.setText("");
    }

    private void give() {
        char[] typed = pin.getPassword();
        if (isIn() && typed.length > 0 && typed.length <= LONGEST_PIN) {
            answers.accept(Optional.of(String.valueOf(typed)));
        }
        Arrays.fill(typed, '0');
    }

    private void refuse() {
        if (isIn()) {
            answers.accept(Optional.empty());
        }
    }

    private void typed() {
        int length = pin.getDocument().getLength();
        send.setEnabled(length > 0 && length <= LONGEST_PIN);
    }

    private static JButton button(String name, char mnemonic) {
        JButton button = new JButton(Messages.of("pin." + name));
        button.setName(name);
        button.setMnemonic(mnemonic);
        button.setToolTipText(Messages.of("pin." + name + ".tip"));
        button.getAccessibleContext().setAccessibleName(Messages.of("pin." + name));
        return button;
    }
}
