package wherry.ui.settings;

import com.formdev.flatlaf.FlatClientProperties;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import javax.swing.JButton;
import javax.swing.JComboBox;
import wherry.settings.Settings;
import wherry.settings.TransferHistory;
import wherry.settings.ViewSettings;
import wherry.transfer.Collision;
import wherry.transfer.PathText;
import wherry.ui.desktop.FileChooser;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Messages;

/** Shows what this computer is called, where files go, who is asked, and how the window looks. */
final class GeneralPage extends SettingsPage {
    private final FileChooser chooser;
    private final CheckedField alias;
    private final CheckedField folder;
    private final JComboBox<Worded<Collision>> collision;
    private final JComboBox<Worded<Settings.Asking>> asking;
    private final JComboBox<Worded<Settings.PlainHttp>> plainHttp;
    private final CheckedField pin;
    private final JComboBox<Worded<Settings.WithoutPin>> withoutPin;
    private final JComboBox<Worded<Settings.Links>> links;
    private final JComboBox<Worded<Settings.Theme>> theme;
    private final JComboBox<Worded<ViewSettings.Previews>> previews;
    private final JComboBox<Worded<ViewSettings.TextSize>> textSize;
    private final JComboBox<Worded<ViewSettings.History>> history;
    private final CheckedField entries;

    GeneralPage(Settings settings, ViewSettings view, FileChooser chooser) {
        this.chooser = chooser;
        alias = field("alias", 28, "growx", text -> unless(Settings.isAlias(text), "alias"));
        alias.setText(settings.alias());
        folder = field("folder", 28, "split 2, growx", text -> unless(path(text).isPresent(), "folder"));
        folder.setText(PathText.of(settings.folder()));
        JButton browse = Dialogs.button("browse", this::browse);
        browse.getAccessibleContext().setAccessibleName(Messages.of("settings.browse.accessible"));
        add(browse, "growx 0");
        collision = choice("collision", settings.collision());
        heading("receiving");
        asking = choice("asking", settings.asking());
        plainHttp = choice("plainHttp", settings.plainHttp());
        pin = field("pin", 12, "growx 0, width 140", text -> unless(text.isEmpty() || Settings.isPin(text), "pin"));
        pin.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Messages.of("settings.pin.none"));
        pin.setText(settings.pin().orElse(""));
        withoutPin = choice("withoutPin", settings.withoutPin());
        heading("sending");
        links = choice("links", settings.links());
        previews = choice("previews", view.previews());
        heading("window");
        theme = choice("theme", settings.theme());
        textSize = choice("textSize", view.textSize());
        history = choice("history", view.history());
        entries = field(
                "historyEntries",
                6,
                "growx 0, width 140",
                text -> unless(entries(text).isPresent(), "entries"));
        entries.setText(Integer.toString(view.entries()));
    }

    private static OptionalInt entries(String text) {
        return text.matches("[0-9]{1,5}")
                        && Integer.parseInt(text) >= ViewSettings.FEWEST_ENTRIES
                        && Integer.parseInt(text) <= TransferHistory.MOST
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    /** What is shown, with what is in the fields, which has no problem. */
    ViewSettings read(ViewSettings view) {
        return view.withPreviews(chosen(previews))
                .withTextSize(chosen(textSize))
                .withHistory(chosen(history))
                .withEntries(entries(entries.value()).orElseThrow());
    }

    @Override
    Settings read(Settings settings) {
        return settings.withAlias(alias.value())
                .withFolder(path(folder.value()).orElseThrow())
                .withCollision(chosen(collision))
                .withAsking(chosen(asking))
                .withPlainHttp(chosen(plainHttp))
                .withPin(Optional.of(pin.value()).filter(text -> !text.isEmpty()))
                .withWithoutPin(chosen(withoutPin))
                .withLinks(chosen(links))
                .withTheme(chosen(theme));
    }

    /** Where files are to go, and whether files can go there is to be found out. */
    CheckedField folder() {
        return folder;
    }

    static Optional<Path> path(String text) {
        try {
            return Optional.of(PathText.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private void browse() {
        chooser.chooseReceivingFolder(getTopLevelAncestor(), Messages.of("settings.chooseFolder"))
                .ifPresent(path -> folder.setText(PathText.of(path)));
    }
}
