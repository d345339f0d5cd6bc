package wherry.ui.settings;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTabbedPane;
import javax.swing.ScrollPaneConstants;
import net.miginfocom.swing.MigLayout;
import wherry.settings.Settings;
import wherry.ui.desktop.FileChooser;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Messages;

/** Lets the user change the settings. */
public final class SettingsDialog {
    private final JDialog dialog;
    private final SettingsForm form;
    private final Executor background;
    private final TrustPage trusts;
    private Optional<Settings> answer = Optional.empty();

    private SettingsDialog(
            Component parent, Settings settings, TrustController trust, FileChooser chooser, Executor background) {
        this.background = background;
        dialog = Dialogs.create(parent, "settingsDialog");
        form = new SettingsForm(settings, chooser);
        trusts = new TrustPage(trust);
    }

    /**
     * Returns the settings as changed; empty when the user thought better of it.
     *
     * @param background looks at folders: a network drive may take its time
     */
    public static Optional<Settings> ask(
            Component parent, Settings settings, TrustController trust, FileChooser chooser, Executor background) {
        SettingsDialog asked = new SettingsDialog(parent, settings, trust, chooser, background);
        asked.show();
        return asked.answer;
    }

    private void show() {
        JPanel content = new JPanel(new MigLayout("insets 16, fill, wrap 1", "[grow, fill]", "[]16[]"));
        JTabbedPane tabs = new JTabbedPane();
        tabs.setName("settingsTabs");
        tabs.getAccessibleContext().setAccessibleName(Messages.of("settingsDialog.title"));
        tabs.addTab(Messages.of("settings.tab.general"), scrolled(form));
        tabs.addTab(Messages.of("settings.tab.trust"), trusts);
        content.add(tabs, "grow");
        JButton save = Dialogs.button("save", this::accept);
        JButton about = Dialogs.button("about", () -> AboutDialog.show(dialog));
        content.add(about, "split 3, growx 0");
        content.add(Dialogs.button("cancel", dialog::dispose), "gapleft push, growx 0");
        content.add(save, "growx 0");
        Dialogs.show(dialog, content, save);
    }

    /** On a small screen, or one that shows everything large, the fields take more room than there is. */
    private static JScrollPane scrolled(SettingsForm form) {
        JScrollPane scroll = new JScrollPane(
                form, ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.setBorder(null);
        scroll.getVerticalScrollBar().setUnitIncrement(UIScale.scale(16));
        int most = Toolkit.getDefaultToolkit().getScreenSize().height - UIScale.scale(220);
        Dimension wanted = scroll.getPreferredSize();
        scroll.setPreferredSize(new Dimension(wanted.width + UIScale.scale(12), Math.min(wanted.height, most)));
        return scroll;
    }

    private void accept() {
        form.read()
                .ifPresent(read -> background.execute(() -> {
                    boolean usable = isUsable(read.folder());
                    EventQueue.invokeLater(() -> {
                        if (usable) {
                            answer = Optional.of(read);
                            dialog.dispose();
                        } else {
                            form.refuseFolder();
                        }
                    });
                }));
    }

    /** Whether files can be put there, or it can be made where it is not. */
    private static boolean isUsable(Path folder) {
        Path there = folder;
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isDirectory(there) && Files.isWritable(there);
    }
}
