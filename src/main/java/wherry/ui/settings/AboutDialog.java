package wherry.ui.settings;

import com.formdev.flatlaf.ui.FlatEmptyBorder;
import java.awt.Component;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTabbedPane;
import javax.swing.JTextArea;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Version;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;

/** Shows the version, the keys, and whose work is inside. */
public final class AboutDialog {
    private AboutDialog() {}

    public static void show(Component parent) {
        JDialog dialog = Dialogs.create(parent, "about");
        JPanel content = new JPanel(new MigLayout("insets 20, fill, wrap 2", "[]16[grow, fill]", "[]4[]16[grow]16[]"));
        content.add(new JLabel(Icons.program(64)), "spany 2");
        content.add(new PlainLabel("Wherry").styled("h1"));
        PlainLabel version = new PlainLabel(Messages.of("about.version", Version.text()));
        version.setName("version");
        content.add(version);
        JTabbedPane tabs = new JTabbedPane();
        tabs.setName("aboutTabs");
        tabs.getAccessibleContext().setAccessibleName(Messages.of("about.title"));
        tabs.addTab(Messages.of("about.tab.about"), text("aboutText", Messages.of("about.text")));
        tabs.addTab(Messages.of("about.tab.keys"), text("aboutKeys", Messages.of("about.keys")));
        tabs.addTab(Messages.of("about.tab.licences"), text("aboutLicences", Messages.of("about.licences")));
        content.add(tabs, "spanx, grow, width 520, height 260");
        JButton close = Dialogs.button("close", dialog::dispose);
        content.add(Dialogs.button("copyVersion", () -> copy(versionInformation())), "spanx, split 2, growx 0");
        content.add(close, "growx 0, gapleft push");
        Dialogs.show(dialog, content, close);
    }

    /** What whoever looks for a fault has to know first. Nothing of the user's: no name, no folder, no address. */
    static String versionInformation() {
        return Messages.of(
                "about.information",
                Version.text(),
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                System.getProperty("file.encoding"));
    }

    private static void copy(String text) {
        try {
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
        } catch (IllegalStateException busy) {
            // Another program has the clipboard at this moment. The next click will do.
            Toolkit.getDefaultToolkit().beep();
        }
    }

    private static JScrollPane text(String name, String words) {
        JTextArea area = new ProseText(name);
        // Can be read, scrolled and copied from with keys.
        area.setFocusable(true);
        area.getAccessibleContext().setAccessibleName(Messages.of(name + ".accessible"));
        area.setBorder(new FlatEmptyBorder(8, 8, 8, 8));
        area.setTabSize(6);
        area.setText(words);
        area.setCaretPosition(0);
        JScrollPane scroll = new JScrollPane(area);
        scroll.setBorder(null);
        return scroll;
    }
}
