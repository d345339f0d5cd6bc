package wherry.ui;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import wherry.settings.TrustStore;
import wherry.transfer.Event;
import wherry.ui.desktop.FileChooser;
import wherry.ui.desktop.FileOpener;
import wherry.ui.missing.Examiner;
import wherry.ui.model.NodeControls;
import wherry.ui.model.SettingsController;

/** Holds what the window needs from the world. */
record WindowEnvironment(
        Function<Consumer<Event>, NodeControls> nodes,
        SettingsController.Storing storing,
        TrustStore trust,
        FileChooser chooser,
        FileOpener opener,
        Examiner examiner,
        Remembered remembered,
        Executor background) {}
