package wherry.ui.settings;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.SpinnerNumberModel;
import net.miginfocom.swing.MigLayout;
import wherry.settings.Settings;
import wherry.transfer.Collision;
import wherry.transfer.PathText;
import wherry.ui.desktop.FileChooser;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Converts the settings to fields, and back. */
final class SettingsForm extends JPanel {
    private final Settings before;
    private final JTextField alias = new JTextField(28);
    private final JTextField folder = new JTextField(28);
    private final JTextField port = new JTextField(8);
    private final JTextField group = new JTextField(16);
    private final JComboBox<Worded<Settings.Asking>> asking = new JComboBox<>();
    private final JComboBox<Worded<Settings.Theme>> theme = new JComboBox<>();
    private final JComboBox<Worded<Collision>> collision = new JComboBox<>();
    private final JComboBox<Worded<Settings.PlainHttp>> plainHttp = new JComboBox<>();
    private final JTextField pin = new JTextField(12);
    private final JComboBox<Worded<Settings.WithoutPin>> withoutPin = new JComboBox<>();
    private final JSpinner header;
    private final JSpinner idle;
    private final JSpinner connections;
    private final PlainLabel problem = new PlainLabel(" ");

    /** A value of an enum, and how it is called. */
    record Worded<T extends Enum<T>>(T value) {
        @Override
        public String toString() {
            return Messages.of("settings." + value.getDeclaringClass().getSimpleName() + "." + value.name());
        }
    }

    SettingsForm(Settings settings, FileChooser chooser) {
        super(new MigLayout("insets 12 0 0 4, fillx, wrap 2", "[right]12[grow, fill]", "[]8[]"));
        before = settings;
        Settings.Limits limits = settings.limits();
        header = new JSpinner(new SpinnerNumberModel(seconds(limits.header()), 1, 600, 1));
        idle = new JSpinner(new SpinnerNumberModel(seconds(limits.idle()), 1, 3_600, 1));
        connections = new JSpinner(new SpinnerNumberModel(bound(limits.connections(), 100_000), 64, 100_000, 64));
        for (Settings.Asking value : Settings.Asking.values()) {
            asking.addItem(new Worded<>(value));
        }
        for (Settings.Theme value : Settings.Theme.values()) {
            theme.addItem(new Worded<>(value));
        }
        for (Collision value : Collision.values()) {
            collision.addItem(new Worded<>(value));
        }
        for (Settings.PlainHttp value : Settings.PlainHttp.values()) {
            plainHttp.addItem(new Worded<>(value));
        }
        for (Settings.WithoutPin value : Settings.WithoutPin.values()) {
            withoutPin.addItem(new Worded<>(value));
        }
        layOut(chooser);
        fill();
    }

    /** The settings as they stand in the fields; empty, with the reason shown, when a field cannot be meant. */
    Optional<Settings> read() {
        for (JTextField field : new JTextField[] {alias, folder, pin, port, group}) {
            field.putClientProperty(FlatClientProperties.OUTLINE, null);
        }
        String name = alias.getText().strip();
        if (!Settings.isAlias(name)) {
            return refuse(alias, "settings.problem.alias");
        }
        Optional<Path> path = path(folder.getText().strip());
        if (path.isEmpty()) {
            return refuse(folder, "settings.problem.folder");
        }
        String wantedPin = pin.getText().strip();
        if (!wantedPin.isEmpty() && !Settings.isPin(wantedPin)) {
            return refuse(pin, "settings.problem.pin");
        }
        String wantedPort = port.getText().strip();
        if (!wantedPort.isEmpty() && !isPort(wantedPort)) {
            return refuse(port, "settings.problem.port");
        }
        String wantedGroup = group.getText().strip();
        if (!Settings.isMulticastGroup(wantedGroup)) {
            return refuse(group, "settings.problem.group");
        }
        return Optional.of(before.withAlias(name)
                .withFolder(path.get())
                .withPort(wantedPort.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(wantedPort)))
                .withGroup(wantedGroup)
                .withAsking(asking.getItemAt(asking.getSelectedIndex()).value())
                .withTheme(theme.getItemAt(theme.getSelectedIndex()).value())
                .withCollision(collision.getItemAt(collision.getSelectedIndex()).value())
                .withPin(Optional.of(wantedPin).filter(text -> !text.isEmpty()))
                .withPlainHttp(plainHttp.getItemAt(plainHttp.getSelectedIndex()).value())
                .withWithoutPin(
                        withoutPin.getItemAt(withoutPin.getSelectedIndex()).value())
                .withLimits(new Settings.Limits(duration(header), duration(idle), (Integer) connections.getValue())));
    }

    private void layOut(FileChooser chooser) {
        row("alias", alias, "growx");
        row("folder", folder, "split 2, growx");
        JButton browse = Dialogs.button("browse", () -> browse(chooser));
        browse.getAccessibleContext().setAccessibleName(Messages.of("settings.browse.accessible"));
        add(browse, "growx 0");
        row("collision", collision, "growx");
        row("asking", asking, "growx");
        row("plainHttp", plainHttp, "growx");
        pin.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Messages.of("settings.pin.none"));
        row("pin", pin, "growx 0, width 140");
        row("withoutPin", withoutPin, "growx");
        row("theme", theme, "growx 0");
        add(PlainLabel.heading(Messages.of("settings.network")), "spanx, alignx left, gaptop 12");
        port.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Messages.of("settings.port.automatic"));
        row("port", port, "growx 0, width 140");
        row("group", group, "growx 0, width 140");
        add(PlainLabel.heading(Messages.of("settings.limits")), "spanx, alignx left, gaptop 12");
        row("header", header, "growx 0, width 110!");
        row("idle", idle, "growx 0, width 110!");
        row("connections", connections, "growx 0, width 110!");
        problem.setName("settingsProblem");
        problem.putClientProperty(FlatClientProperties.STYLE, "foreground: $Wherry.red");
        add(problem, "spanx, growx, wmin 0, alignx left");
    }

    private void row(String name, JComponent field, String constraints) {
        JLabel label = new JLabel(Messages.of("settings." + name));
        label.setLabelFor(field);
        field.setName("settings." + name);
        field.getAccessibleContext().setAccessibleName(label.getText());
        if (field instanceof JSpinner spinner && spinner.getEditor() instanceof JSpinner.DefaultEditor editor) {
            editor.getTextField().getAccessibleContext().setAccessibleName(label.getText());
            editor.getTextField().setName("settings." + name + ".field");
        }
        add(label);
        add(field, constraints);
    }

    private void fill() {
        alias.setText(before.alias());
        folder.setText(PathText.of(before.folder()));
        port.setText(before.port().isPresent() ? Integer.toString(before.port().getAsInt()) : "");
        group.setText(before.group());
        pin.setText(before.pin().orElse(""));
        collision.setSelectedItem(new Worded<>(before.collision()));
        plainHttp.setSelectedItem(new Worded<>(before.plainHttp()));
        withoutPin.setSelectedItem(new Worded<>(before.withoutPin()));
        asking.setSelectedItem(new Worded<>(before.asking()));
        theme.setSelectedItem(new Worded<>(before.theme()));
    }

    private void browse(FileChooser chooser) {
        Component parent = getTopLevelAncestor();
        chooser.chooseReceivingFolder(parent, Messages.of("settings.chooseFolder"))
                .ifPresent(path -> folder.setText(PathText.of(path)));
    }

    /** Nothing can be written there. */
    void refuseFolder() {
        refuse(folder, "settings.problem.notWritable");
    }

    private Optional<Settings> refuse(JTextField field, String key) {
        field.putClientProperty(FlatClientProperties.OUTLINE, FlatClientProperties.OUTLINE_ERROR);
        field.requestFocusInWindow();
        problem.setText(Messages.of(key));
        return Optional.empty();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(PathText.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
    }

    private static int seconds(Duration duration) {
        return bound((int) Math.min(duration.toSeconds(), 600), 600);
    }

    private static int bound(int value, int most) {
        return Math.max(1, Math.min(value, most));
    }

    private static Duration duration(JSpinner spinner) {
        return Duration.ofSeconds((Integer) spinner.getValue());
    }
}
