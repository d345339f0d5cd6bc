package wherry.ui.link;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Dialog;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JList;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.Timer;
import net.miginfocom.swing.MigLayout;
import wherry.link.Link;
import wherry.link.LinkEvent;
import wherry.link.SharedFiles;
import wherry.transfer.DisplayText;
import wherry.transfer.Sizes;
import wherry.ui.desktop.FileChooser;
import wherry.ui.model.ViewController;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;

/** Shows one link: its code, what is offered, and who has opened it. Closing it closes the link. Event thread only. */
final class LinkPanel {
    private static final int EVERY_MILLIS = 1_000;

    private final Link link;
    private final FileChooser chooser;
    private final Executor background;
    private final JDialog dialog;
    private final ProseText life = new ProseText("linkLife");
    private final ProseText remark = new ProseText("linkRemark");
    private final ProseText offeredHeading = new ProseText("linkOffered");
    private final DefaultListModel<String> offered = new DefaultListModel<>();
    private final VisitorsList visitors;
    private final LinkAddress address;
    private final LinkTermsForm terms;
    private final Timer clock = new Timer(EVERY_MILLIS, event -> tellLife());
    private boolean ended;

    LinkPanel(Link link, ViewController view, FileChooser chooser, Executor background, Window window) {
        this.link = link;
        this.chooser = chooser;
        this.background = background;
        this.visitors = new VisitorsList(link, background);
        this.address = new LinkAddress(link, () -> warn(Messages.of("link.clipboardBusy")));
        this.terms = new LinkTermsForm(link, view, this::termsChanged);
        dialog = new JDialog(window, Messages.of("linkPanel.title"), Dialog.ModalityType.MODELESS);
        dialog.setName("linkPanel");
        dialog.setDefaultCloseOperation(JDialog.DO_NOTHING_ON_CLOSE);
        dialog.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                askToClose();
            }

            @Override
            public void windowClosed(WindowEvent event) {
                clock.stop();
                background.execute(link::close);
            }
        });
        Keys.bindInWindow(dialog.getRootPane(), "ESCAPE", this::askToClose);
    }

    void open() {
        JPanel content = new JPanel(new MigLayout("insets 16, fill", "[]16[grow, fill]", "[grow, fill][]"));
        content.add(waysIn(), "top, growy 0");
        JList<String> list = list("linkFiles", offered, "link.files.accessible");
        content.add(contents(list), "wmin 0, wrap");
        JButton close = button("close", this::askToClose);
        content.add(address.button(), "grow 0 0, alignx left");
        content.add(close, "gapleft push, grow 0 0");
        DropOfFiles drop = new DropOfFiles(this::offer, this::warn);
        content.setTransferHandler(drop);
        list.setTransferHandler(drop);
        dialog.setContentPane(content);
        show(link.files());
        tellLife();
        clock.start();
        // Drawn twice as large it would be higher than many a screen; code and lists give way.
        Dialogs.packWithinScreen(dialog);
        dialog.setMinimumSize(dialog.getSize());
        dialog.setLocationRelativeTo(dialog.getParent());
        dialog.setVisible(true);
    }

    /** How to get to it, and on what terms. */
    private JPanel waysIn() {
        JPanel panel = new JPanel(new MigLayout("insets 0, wrap 1", "[fill]", "[]12[]"));
        panel.add(address.code());
        panel.add(terms.panel());
        return panel;
    }

    /** Narrow enough for the smallest window: sentences wrap. */
    private JPanel contents(JList<String> list) {
        JPanel panel = new JPanel(new MigLayout("insets 0, fill, wrap 1, hidemode 3", "[grow, fill, 316:316:]", ""));
        panel.add(address.field(), "wmin 0");
        panel.add(life, "wmin 0");
        remark.putClientProperty(FlatClientProperties.STYLE, "foreground: $Wherry.amber");
        panel.add(remark, "wmin 0");
        remark.setVisible(false);
        panel.add(offeredHeading, "wmin 0");
        panel.add(new JScrollPane(list), "hmin 40, grow, push");
        panel.add(
                button("addFiles", () -> offer(chooser.chooseFiles(dialog, request("link.chooseFiles")))),
                "split 2, grow 0");
        panel.add(
                button("addFolder", () -> offer(chooser.chooseFolders(dialog, request("link.chooseFolder")))),
                "grow 0, gapright push");
        panel.add(PlainLabel.heading(Messages.of("link.visitors")));
        panel.add(visitors.panel(), "hmin 40, grow, push");
        return panel;
    }

    private static JList<String> list(String name, DefaultListModel<String> model, String accessible) {
        JList<String> list = new JList<>(model);
        list.setName(name);
        list.setCellRenderer(new PlainRow());
        list.setVisibleRowCount(3);
        list.getAccessibleContext().setAccessibleName(Messages.of(accessible));
        return list;
    }

    private static FileChooser.Request request(String titleKey) {
        return new FileChooser.Request(Messages.of(titleKey), Messages.of("link.chooseApprove"));
    }

    private static JButton button(String name, Runnable action) {
        JButton button = new JButton(Messages.of("link.button." + name));
        button.setName("link." + name);
        button.addActionListener(event -> action.run());
        return button;
    }

    private void offer(List<Path> paths) {
        if (!paths.isEmpty() && !ended) {
            background.execute(() -> link.offer(paths));
        }
    }

    void accept(LinkEvent event) {
        if (event instanceof LinkEvent.OfferChanged changed) {
            show(changed.files());
        } else if (event instanceof LinkEvent.VisitorsChanged changed) {
            visitors.show(changed.visitors());
        } else if (event instanceof LinkEvent.Warned warned) {
            warn(warned.sentence());
        } else if (event instanceof LinkEvent.Downloaded downloaded) {
            warn(Messages.of(
                    "link.taken", downloaded.name(), downloaded.visitor().title()));
        } else if (event instanceof LinkEvent.Closed) {
            ended = true;
            clock.stop();
            life.setText(Messages.of("link.over"));
        }
    }

    private void warn(String sentence) {
        remark.setText(sentence);
        remark.setVisible(!sentence.isEmpty());
    }

    private void show(SharedFiles files) {
        offered.clear();
        files.picked().forEach(name -> offered.addElement(DisplayText.escape(name)));
        offeredHeading.setText(
                files.isNothing()
                        ? Messages.of("link.nothingOffered")
                        : Messages.of(
                                "link.offered", Sizes.grouped(files.files().size()), Sizes.rounded(files.bytes())));
    }

    private void tellLife() {
        Duration left = link.left();
        long minutes = Math.max(1, left.plusSeconds(59).toMinutes());
        life.setText(Messages.counted("link.life", minutes) + " "
                + Messages.of(link.isEncrypted() ? "link.encrypted" : "link.plain"));
    }

    private void termsChanged() {
        address.show();
        tellLife();
    }

    private void askToClose() {
        if (ended || !link.isBusy() || isMeant()) {
            dialog.dispose();
        }
    }

    private boolean isMeant() {
        Object[] options = {Messages.of("link.close"), Messages.of("link.stay")};
        int choice = JOptionPane.showOptionDialog(
                dialog,
                Messages.of("link.closeQuestion"),
                Messages.of("linkPanel.title"),
                JOptionPane.DEFAULT_OPTION,
                JOptionPane.WARNING_MESSAGE,
                null,
                options,
                options[1]);
        return choice == 0;
    }
}
