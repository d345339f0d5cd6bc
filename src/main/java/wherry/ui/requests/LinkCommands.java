package wherry.ui.requests;

import java.awt.Component;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.ui.desktop.FileOpener;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;

/** Opens web pages that strangers named, after the user has seen the whole address. */
public final class LinkCommands {
    private final Component window;
    private final FileOpener opener;
    private final Executor background;
    private final Consumer<String> log;

    /**
     * Opens nothing yet.
     *
     * @param log gets a sentence, on any thread, when a page could not be opened
     */
    public LinkCommands(Component window, FileOpener opener, Executor background, Consumer<String> log) {
        this.window = window;
        this.opener = opener;
        this.background = background;
        this.log = log;
    }

    void open(URI page) {
        JDialog dialog = Dialogs.create(window, "linkDialog");
        JPanel content = new JPanel(new MigLayout("insets 16, fillx, wrap 1", "[grow, fill]", "[]8[]16[]"));
        content.add(new PlainLabel(Messages.of("linkDialog.question")));
        JTextArea address = new ProseText("linkAddress");
        address.setFocusable(true);
        address.setWrapStyleWord(false);
        address.getAccessibleContext().setAccessibleName(Messages.of("linkDialog.address.accessible"));
        address.setText(shown(page));
        content.add(address, "width 0:460");
        JButton cancel = Dialogs.button("cancel", dialog::dispose);
        content.add(cancel, "split 2, gapleft push, growx 0");
        content.add(
                Dialogs.button("openPage", () -> {
                    dialog.dispose();
                    background.execute(() -> browse(page));
                }),
                "growx 0");
        Dialogs.show(dialog, content, cancel);
    }

    private void browse(URI page) {
        try {
            opener.browse(page);
        } catch (IOException failure) {
            log.accept(Messages.of("open.failed", DisplayText.escape(page.toASCIIString()), Failure.sentence(failure)));
        }
    }

    /** All of it: {@link DisplayText#escape} alone would cut the middle out. */
    private static String shown(URI page) {
        return MessageText.shown(page.toASCIIString());
    }
}
