package wherry.ui.requests;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.icons.FlatSearchIcon;
import java.awt.EventQueue;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Answer;
import wherry.transfer.DisplayText;
import wherry.transfer.Offer;
import wherry.transfer.Sizes;
import wherry.ui.desktop.FileChooser;
import wherry.ui.model.SettingsController;
import wherry.ui.model.ViewController;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.Typing;

/** Asks which files of an offer are wanted, and where they go. */
public final class OfferChoice extends JPanel {
    private static final int LONGEST_FOLDER = 60;
    /** So many are sorted in no time. */
    private static final int FEW = 1_000;

    private final OfferedFilesModel files = new OfferedFilesModel();
    private final OfferedFilesTable table = new OfferedFilesTable(files);
    private final JTextField search = new JTextField();
    private final JPanel all = new JPanel(new MigLayout("insets 0, gap 8", "[][]"));
    private final JScrollPane scroll;
    private final PlainLabel count = new PlainLabel();
    private final PlainLabel into = new PlainLabel();
    private final Offer offer;
    private final Outside outside;
    private final Runnable changed;
    private Optional<Path> folder = Optional.empty();
    private boolean opened;
    private boolean listed;

    /**
     * Where received files go usually, and how another folder is chosen.
     *
     * @param background sorts long lists
     */
    public record Outside(SettingsController settings, ViewController view, FileChooser chooser, Executor background) {}

    /**
     * Everything is wanted, in the usual folder.
     *
     * @param changed told whenever something else is chosen
     */
    OfferChoice(Offer offer, Outside outside, Runnable changed) {
        super(new MigLayout("insets 6 0 2 0, fillx, wrap 1, hidemode 3", "[grow, fill]", "[]6[]"));
        this.offer = offer;
        this.outside = outside;
        this.changed = changed;
        setName("offerChoice");
        setOpaque(false);
        all.setOpaque(false);
        count.setName("choiceCount");
        into.setName("choiceFolder");
        scroll = new JScrollPane(table);
        search.setName("choiceSearch");
        search.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Messages.of("choice.search"));
        search.putClientProperty(FlatClientProperties.TEXT_FIELD_LEADING_ICON, new FlatSearchIcon());
        search.putClientProperty(FlatClientProperties.TEXT_FIELD_SHOW_CLEAR_BUTTON, true);
        search.getAccessibleContext().setAccessibleName(Messages.of("choice.search.accessible"));
        Typing.watch(search, () -> files.search(search.getText()));
        Keys.bindWithin(search, "DOWN", table::requestFocusInWindow);
        add(search);
        add(scroll);
        all.add(button("wantAll", files::wantAll));
        all.add(button("wantNone", files::wantNone));
        add(all, "split 4, growx 0");
        add(count, "growx 0, gapright 16");
        add(into, "wmin 0, growx");
        add(button("otherFolder", this::otherFolder), "growx 0");
        files.addTableModelListener(event -> tell());
    }

    /** Lists the files, at the first time. */
    void open() {
        if (opened) {
            return;
        }
        opened = true;
        boolean several = offer.files().size() > 1;
        search.setVisible(several);
        all.setVisible(several);
        // Of empty folders there is nothing to choose but where they go.
        scroll.setVisible(!offer.files().isEmpty());
        count.setVisible(!offer.files().isEmpty());
        tell();
        if (offer.files().size() <= FEW) {
            list(OfferTree.of(offer.files()));
        } else {
            outside.background().execute(() -> {
                OfferTree tree = OfferTree.of(offer.files());
                EventQueue.invokeLater(() -> list(tree));
            });
        }
    }

    private void list(OfferTree tree) {
        listed = true;
        files.replace(tree);
        if (files.getRowCount() > 0) {
            // Where the keys begin.
            table.changeSelection(0, OfferedFilesModel.NAME, false, false);
        }
        tell();
        revalidate();
    }

    Answer.Accept accept() {
        return new Answer.Accept(listed ? files.wanted() : offer.files(), folder);
    }

    boolean isNothing() {
        return listed && files.wantedFiles() == 0 && files.files() > 0;
    }

    /** Whether it is what Accept would have meant without any choice. */
    boolean isUsual() {
        return (!listed || files.isEverythingWanted()) && folder.isEmpty();
    }

    /** Asks for a folder, and changes nothing. */
    Optional<Path> chooseFolder() {
        return outside.chooser().chooseReceivingFolder(getTopLevelAncestor(), Messages.of("choice.chooseFolder"));
    }

    private void otherFolder() {
        chooseFolder().ifPresent(chosen -> {
            folder = Optional.of(chosen);
            tell();
        });
    }

    private void tell() {
        count.setText(Messages.of(
                "choice.count",
                Sizes.grouped(listed ? files.wantedFiles() : offer.files().size()),
                Sizes.grouped(offer.files().size()),
                Sizes.rounded(listed ? files.wantedBytes() : offer.bytes())));
        String path = DisplayText.escape(
                folder.orElseGet(() -> outside.settings().now().folder()));
        into.setText(Messages.of("choice.into", DisplayText.shorten(path, LONGEST_FOLDER)));
        into.setToolTipText(path);
        changed.run();
    }

    private static JButton button(String name, Runnable action) {
        JButton button = new JButton(Messages.of("choice." + name));
        button.setName(name);
        button.getAccessibleContext().setAccessibleName(Messages.of("choice." + name + ".accessible"));
        button.addActionListener(event -> action.run());
        return button;
    }
}
