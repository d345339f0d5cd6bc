package wherry.ui.settings;

import com.formdev.flatlaf.FlatClientProperties;
import java.util.Optional;
import java.util.function.Function;
import javax.swing.JComponent;
import javax.swing.JTextField;
import wherry.ui.widgets.Typing;

/** A field that says while somebody types whether what is in it can be meant. */
final class CheckedField extends JTextField implements CheckedInput {
    private final Function<String, Optional<String>> check;
    private Optional<String> refused = Optional.empty();
    private Runnable typed = () -> {};

    /**
     * An empty field.
     *
     * @param check gets the text without the spaces around it, and returns a sentence when it cannot be meant
     */
    CheckedField(int columns, Function<String, Optional<String>> check) {
        super(columns);
        this.check = check;
        Typing.watch(this, this::changed);
    }

    @Override
    public void whenTyped(Runnable listener) {
        typed = listener;
    }

    String value() {
        return getText().strip();
    }

    @Override
    public Optional<String> problem() {
        return check.apply(value()).or(() -> refused);
    }

    @Override
    public JComponent component() {
        return this;
    }

    /** What only a look at the disk could tell. It holds until something else is typed. */
    void refuse(String sentence) {
        refused = Optional.of(sentence);
        mark();
    }

    private void mark() {
        putClientProperty(
                FlatClientProperties.OUTLINE, problem().isPresent() ? FlatClientProperties.OUTLINE_ERROR : null);
        getAccessibleContext().setAccessibleDescription(problem().orElse(""));
    }

    private void changed() {
        refused = Optional.empty();
        mark();
        typed.run();
    }
}
