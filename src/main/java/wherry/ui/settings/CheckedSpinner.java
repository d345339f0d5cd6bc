package wherry.ui.settings;

import com.formdev.flatlaf.FlatClientProperties;
import java.util.Optional;
import java.util.OptionalInt;
import javax.swing.JComponent;
import javax.swing.JFormattedTextField;
import javax.swing.JSpinner;
import javax.swing.SpinnerNumberModel;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.Typing;

/** A whole number within bounds that can be typed or stepped through, and that says while it is typed when it is beyond. */
final class CheckedSpinner extends JSpinner implements CheckedInput {
    private final String label;
    private final int least;
    private final int most;
    private Runnable typed = () -> {};

    /**
     * Shows the number that holds, or the bound that is next to it.
     *
     * @param label what the user reads beside it
     * @param least also the step of the arrows
     */
    CheckedSpinner(String label, int now, int least, int most) {
        super(new SpinnerNumberModel(Math.max(least, Math.min(now, most)), least, most, least));
        this.label = label;
        this.least = least;
        this.most = most;
        // Without separators between the digits: what is shown can be typed.
        setEditor(new JSpinner.NumberEditor(this, "0"));
        // What is wrong stays to be mended, rather than to become silently what was there before.
        field().setFocusLostBehavior(JFormattedTextField.COMMIT);
        Typing.watch(field(), this::changed);
    }

    /** What is in the field, which has no problem. */
    int value() {
        return number().orElseThrow();
    }

    JFormattedTextField field() {
        return ((JSpinner.DefaultEditor) getEditor()).getTextField();
    }

    @Override
    public Optional<String> problem() {
        return number().isPresent()
                ? Optional.empty()
                : Optional.of(Messages.of("settings.problem.number", label, least, most));
    }

    @Override
    public void whenTyped(Runnable listener) {
        typed = listener;
    }

    @Override
    public JComponent component() {
        return field();
    }

    private OptionalInt number() {
        String text = field().getText().strip();
        if (!text.matches("\\p{Nd}{1,9}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(text);
        return number < least || number > most ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private void changed() {
        putClientProperty(
                FlatClientProperties.OUTLINE, problem().isPresent() ? FlatClientProperties.OUTLINE_ERROR : null);
        field().getAccessibleContext().setAccessibleDescription(problem().orElse(""));
        typed.run();
    }
}
