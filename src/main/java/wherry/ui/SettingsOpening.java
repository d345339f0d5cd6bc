package wherry.ui;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.swing.JFrame;
import wherry.settings.Settings;
import wherry.ui.desktop.FileChooser;
import wherry.ui.model.SettingsController;
import wherry.ui.model.TrustController;
import wherry.ui.model.ViewController;
import wherry.ui.settings.SettingsDialog;

/** Opens the settings, and puts what was changed into effect. */
record SettingsOpening(
        JFrame window,
        SettingsController settings,
        ViewController view,
        TrustController trust,
        FileChooser chooser,
        Supplier<WindowModel.Networks> networks,
        Executor background) {
    void open() {
        SettingsDialog.Outside around =
                new SettingsDialog.Outside(trust, settings, chooser, NetworkPicker.choices(networks.get()), background);
        SettingsDialog.ask(window, settings.now(), view.now.get(), around).ifPresent(this::change);
    }

    private void change(SettingsDialog.Changed changed) {
        Settings before = settings.now();
        // Stars have been given and taken meanwhile: they hold at once.
        settings.change(changed.settings().withStars(before.stars()));
        view.change(changed::over);
        Appearance.enlarge(view.now.get().textSize());
        WindowPlaces.limit(window);
        if (changed.settings().theme() != before.theme()) {
            Appearance.follow(changed.settings().theme(), background);
        }
    }
}
