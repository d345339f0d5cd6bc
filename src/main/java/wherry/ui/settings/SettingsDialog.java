package wherry.ui.settings;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTabbedPane;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import net.miginfocom.swing.MigLayout;
import wherry.settings.Settings;
import wherry.settings.ViewSettings;
import wherry.ui.desktop.FileChooser;
import wherry.ui.model.SettingsController;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ScrollingColumn;

/** Lets the user change the settings, page by page. Until they are saved nothing holds; Cancel takes back the rest. */
public final class SettingsDialog {
    private static final int REST_MILLIS = 300;

    private final JDialog dialog;
    private final Settings before;
    private final ViewSettings viewBefore;
    private final Executor background;
    private final GeneralPage general;
    private final NetworkPage network;
    private final PeoplePage people;
    private final JTabbedPane tabs = new JTabbedPane();
    private final PlainLabel problem = new PlainLabel(" ");
    private final Timer rest = new Timer(REST_MILLIS, event -> testFolder(() -> {}));
    private Optional<Changed> answer = Optional.empty();

    /** What is in the fields. */
    public record Changed(Settings settings, ViewSettings view) {
        /** What has no field stays as it is by now. */
        public ViewSettings over(ViewSettings now) {
            return view.withLog(now.log()).withDatagrams(now.datagrams());
        }
    }

    /** What the dialog needs besides the settings. */
    public record Outside(
            TrustController trust,
            SettingsController settings,
            FileChooser chooser,
            List<NetworkChoice> networks,
            Executor background) {}

    private SettingsDialog(Component parent, Settings settings, ViewSettings view, Outside outside) {
        before = settings;
        viewBefore = view;
        background = outside.background();
        dialog = Dialogs.create(parent, "settingsDialog");
        general = new GeneralPage(settings, view, outside.chooser());
        network = new NetworkPage(settings, outside.networks());
        people = new PeoplePage(outside.trust(), outside.settings());
        rest.setRepeats(false);
        general.whenTyped(this::typed);
        network.whenTyped(this::typed);
    }

    /** Returns the settings as changed; empty when the user thought better of it. Folders are looked at in the background. */
    public static Optional<Changed> ask(Component parent, Settings settings, ViewSettings view, Outside outside) {
        SettingsDialog asked = new SettingsDialog(parent, settings, view, outside);
        asked.show();
        return asked.answer;
    }

    private void show() {
        JPanel content = new JPanel(new MigLayout("insets 16, fill, wrap 1", "[grow, fill]", "[grow, fill]8[]8[]"));
        tabs.setName("settingsTabs");
        tabs.getAccessibleContext().setAccessibleName(Messages.of("settingsDialog.title"));
        tabs.addTab(Messages.of("settings.tab.general"), general.scrolled());
        tabs.addTab(Messages.of("settings.tab.people"), people.scrolled());
        tabs.addTab(Messages.of("settings.tab.network"), network.scrolled());
        content.add(tabs, "grow, wmin 0, hmin 0, hmax " + roomForPages());
        problem.setName("settingsProblem");
        problem.putClientProperty(FlatClientProperties.STYLE, "foreground: $Wherry.red");
        content.add(problem, "wmin 0");
        JButton save = Dialogs.button("save", this::save);
        JButton about = Dialogs.button("about", () -> AboutDialog.show(dialog));
        content.add(about, "split 3, growx 0");
        content.add(Dialogs.button("cancel", dialog::dispose), "gapleft push, growx 0");
        content.add(save, "growx 0");
        dialog.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                rest.stop();
                if (answer.isEmpty()) {
                    people.takeBack();
                }
            }
        });
        Dialogs.show(dialog, content, save);
    }

    /** On a small screen, or one that shows everything large, the fields take more room than there is. */
    private static String roomForPages() {
        Dimension screen = GraphicsEnvironment.getLocalGraphicsEnvironment()
                .getMaximumWindowBounds()
                .getSize();
        return Math.max(UIScale.scale(160), screen.height - UIScale.scale(170)) + "px";
    }

    /** What can be told at once is told; what only the disk can tell, when the typing rests. */
    private void typed() {
        Optional<CheckedInput> wrong = general.problematic().or(network::problematic);
        tell(wrong.flatMap(CheckedInput::problem).orElse(" "));
        if (general.folder().problem().isEmpty()) {
            rest.restart();
        }
    }

    private void tell(String sentence) {
        problem.setText(sentence);
        problem.setToolTipText(sentence.isBlank() ? null : sentence);
    }

    private void save() {
        Optional<CheckedInput> wrong = general.problematic().or(network::problematic);
        if (wrong.isPresent()) {
            showProblem(wrong.get());
            return;
        }
        rest.stop();
        Changed read = new Changed(network.read(general.read(before)), general.read(viewBefore));
        testFolder(() -> {
            answer = Optional.of(read);
            dialog.dispose();
        });
    }

    /**
     * Looks at the folder in the background, and says when nothing can be written there.
     *
     * @param usable what is done when something can
     */
    private void testFolder(Runnable usable) {
        CheckedField field = general.folder();
        String tested = field.value();
        GeneralPage.path(tested)
                .ifPresent(path -> background.execute(() -> {
                    boolean fine = WritableFolder.test(path);
                    EventQueue.invokeLater(() -> {
                        // Something else may have been typed meanwhile.
                        if (!field.value().equals(tested) || !dialog.isDisplayable()) {
                            return;
                        }
                        if (fine) {
                            usable.run();
                        } else {
                            field.refuse(Messages.of("settings.problem.notWritable"));
                            showProblem(field);
                        }
                    });
                }));
    }

    private void showProblem(CheckedInput input) {
        tell(input.problem().orElse(" "));
        JComponent field = input.component();
        JScrollPane page = (JScrollPane) SwingUtilities.getAncestorOfClass(JScrollPane.class, field);
        tabs.setSelectedComponent(page);
        ((ScrollingColumn) page.getViewport().getView()).bringIntoView(field);
        field.requestFocusInWindow();
    }
}
