package wherry.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import net.miginfocom.swing.MigLayout;
import wherry.settings.Settings;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ScrollingColumn;

/** Shows some of the settings as fields, with a label before each. */
abstract class SettingsPage extends ScrollingColumn {
    private final List<CheckedInput> checked = new ArrayList<>();

    /** A value of an enum, and how it is called. */
    record Worded<T extends Enum<T>>(T value) {
        @Override
        public String toString() {
            return Messages.of("settings." + value.getDeclaringClass().getSimpleName() + "." + value.name());
        }
    }

    SettingsPage() {
        super(new MigLayout("insets 12 4 8 8, fillx, wrap 2", "[right]12[grow, fill]", "[]8[]"));
    }

    /** Those settings with what is in the fields, which has no problem. */
    abstract Settings read(Settings settings);

    /** The first whose contents cannot be meant. */
    final Optional<CheckedInput> problematic() {
        return checked.stream().filter(input -> input.problem().isPresent()).findFirst();
    }

    final void whenTyped(Runnable listener) {
        checked.forEach(input -> input.whenTyped(listener));
    }

    final void heading(String name) {
        add(PlainLabel.heading(Messages.of("settings." + name)), "spanx, alignx left, gaptop 12");
    }

    final CheckedField field(String name, int columns, String constraints, Function<String, Optional<String>> check) {
        CheckedField field = new CheckedField(columns, check);
        checked.add(field);
        row(name, field, constraints);
        return field;
    }

    final CheckedSpinner spinner(String name, int now, int least, int most) {
        CheckedSpinner spinner = new CheckedSpinner(Messages.of("settings." + name), now, least, most);
        checked.add(spinner);
        row(name, spinner, "growx 0, width 110!");
        return spinner;
    }

    final <T extends Enum<T>> JComboBox<Worded<T>> choice(String name, T now) {
        JComboBox<Worded<T>> box = new JComboBox<>();
        for (T value : now.getDeclaringClass().getEnumConstants()) {
            box.addItem(new Worded<>(value));
        }
        box.setSelectedItem(new Worded<>(now));
        row(name, box, "growx");
        return box;
    }

    final void row(String name, JComponent field, String constraints) {
        JLabel label = new JLabel(Messages.of("settings." + name));
        label.setLabelFor(field);
        field.setName("settings." + name);
        field.getAccessibleContext().setAccessibleName(label.getText());
        if (field instanceof CheckedSpinner spinner) {
            spinner.field().getAccessibleContext().setAccessibleName(label.getText());
            spinner.field().setName("settings." + name + ".field");
        }
        add(label);
        add(field, constraints);
    }

    static <T extends Enum<T>> T chosen(JComboBox<Worded<T>> box) {
        return box.getItemAt(box.getSelectedIndex()).value();
    }

    static Optional<String> unless(boolean fine, String problem) {
        return fine ? Optional.empty() : Optional.of(Messages.of("settings.problem." + problem));
    }
}
