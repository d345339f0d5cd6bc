package wherry.ui.requests;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Event;
import wherry.transfer.PinReason;
import wherry.ui.model.NodeControls;
import wherry.ui.model.ObservableValue;
import wherry.ui.widgets.CardPanel;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;
import wherry.ui.widgets.Strip;

/** Asks for the PIN that a receiver wants, for one transfer after another. In the window only while one is wanted. */
public final class PinStrip extends Strip {
    /** Nobody has a longer one; a receiver gets what is typed. */
    private static final int LONGEST_PIN = 64;

    private final PinsModel model;
    private final NodeControls node;
    private final JPanel strip;
    private final ProseText question = new ProseText("pinText");
    private final PlainLabel wrong = new PlainLabel();
    private final PlainLabel count = new PlainLabel().styled("small");
    private final JPasswordField pin = new JPasswordField(10);
    private final JButton send = button("givePin", 'S');
    private final JButton cancel = button("noPin", 'N');
    private Optional<Event.PinWanted> shown = Optional.empty();
    private String answered = "";

    public PinStrip(PinsModel model, NodeControls node) {
        this(
                new CardPanel(
                        new MigLayout("insets 10 14 8 12, fillx, hidemode 3, gapy 4", "[]10[grow, fill]"),
                        "Wherry.questionBackground"),
                model,
                node);
        ObservableValue.whileShown(this, this::refresh, model.open);
    }

    private PinStrip(JPanel strip, PinsModel model, NodeControls node) {
        super(strip);
        this.strip = strip;
        this.model = model;
        this.node = node;
        strip.setName("pinQuestion");
        question.putClientProperty(FlatClientProperties.STYLE, QuestionCard.FOREGROUND);
        wrong.setName("pinWrong");
        wrong.putClientProperty(FlatClientProperties.STYLE, "foreground: $Wherry.red");
        wrong.setText(Messages.of("pin.wrong"));
        count.setName("pinCount");
        count.putClientProperty(FlatClientProperties.STYLE, "foreground: $Label.disabledForeground");
        pin.setName("pin");
        pin.putClientProperty(FlatClientProperties.STYLE, "showRevealButton: true; showCapsLock: true");
        pin.getDocument().addDocumentListener(new Typing());
        pin.addActionListener(event -> give());
        send.putClientProperty(
                FlatClientProperties.STYLE,
                "background: $Button.default.background;"
                        + "foreground: $Button.default.foreground; hoverBackground: $Button.default.hoverBackground;"
                        + "focusedBackground: $Button.default.focusedBackground; borderColor: $Button.default.borderColor");
        send.addActionListener(event -> give());
        cancel.addActionListener(event -> answer(Optional.empty()));
        Keys.bindWithin(strip, "ESCAPE", () -> answer(Optional.empty()));
        strip.add(new JLabel(Icons.action("lock").derive(20, 20)), "aligny top, spany 3");
        strip.add(question, "wmin 0, growx, wrap");
        strip.add(wrong, "wmin 0, growx, wrap");
        strip.add(count, "split 4, growx 0");
        strip.add(pin, "gapleft push, growx 0");
        strip.add(send, "growx 0");
        strip.add(cancel, "growx 0");
    }

    private void refresh() {
        List<Event.PinWanted> open = model.open.get();
        Optional<Event.PinWanted> next = open.stream().findFirst();
        boolean another = !next.equals(shown);
        shown = next;
        if (next.isEmpty()) {
            forget();
            takeAway();
        } else {
            count.setText(Messages.of("question.count", 1, open.size()));
            count.setVisible(open.size() > 1);
            if (another) {
                show(next.get());
            }
        }
    }

    private void show(Event.PinWanted wanted) {
        forget();
        question.setText(Messages.of(
                "pin.question", wanted.transfer().peerName(), wanted.transfer().title()));
        wrong.setVisible(wanted.reason() == PinReason.WRONG);
        String spoken = question.getText();
        pin.getAccessibleContext()
                .setAccessibleName(
                        wanted.reason() == PinReason.WRONG ? Messages.of("pin.wrong") + " " + spoken : spoken);
        strip.getAccessibleContext().setAccessibleName(spoken);
        changed();
        bringIn();
        takeFocus(wanted);
    }

    /**
     * The user has begun this, so the keys may go there; but not those of somebody who is typing something else. Who has
     * just given a wrong PIN types the next.
     */
    private void takeFocus(Event.PinWanted wanted) {
        Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        boolean another = wanted.transfer().id().equals(answered);
        if (another || !(owner instanceof JTextComponent)) {
            pin.requestFocusInWindow();
        }
    }

    private void give() {
        char[] typed = pin.getPassword();
        if (typed.length > 0 && typed.length <= LONGEST_PIN) {
            answer(Optional.of(String.valueOf(typed)));
        }
        Arrays.fill(typed, '0');
    }

    /** The strip goes at once; the node tells later that nothing is wanted any more, or another PIN. */
    private void answer(Optional<String> given) {
        if (given.isEmpty() && isTooNew()) {
            return;
        }
        shown.ifPresent(wanted -> {
            answered = wanted.transfer().id();
            node.answerPin(wanted.transfer().id(), given);
            model.close(wanted.transfer().id());
        });
    }

    private void forget() {
        pin.setText("");
        send.setEnabled(false);
    }

    private static JButton button(String name, char mnemonic) {
        JButton button = new JButton(Messages.of("pin." + name));
        button.setName(name);
        button.setMnemonic(mnemonic);
        button.setToolTipText(Messages.of("pin." + name + ".tip"));
        button.getAccessibleContext().setAccessibleName(Messages.of("pin." + name));
        return button;
    }

    private final class Typing implements DocumentListener {
        @Override
        public void insertUpdate(DocumentEvent event) {
            changed();
        }

        @Override
        public void removeUpdate(DocumentEvent event) {
            changed();
        }

        @Override
        public void changedUpdate(DocumentEvent event) {
            changed();
        }

        private void changed() {
            int length = pin.getDocument().getLength();
            send.setEnabled(length > 0 && length <= LONGEST_PIN);
        }
    }
}
