package wherry.ui.requests;

import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Answer;
import wherry.transfer.DisplayText;
import wherry.transfer.Offer;
import wherry.transfer.Sizes;
import wherry.ui.desktop.FileChooser;
import wherry.ui.model.SettingsController;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Asks which files of an offer are wanted, and where they go. */
final class OfferChoice extends JPanel {
    private static final int LONGEST_FOLDER = 60;

    private final OfferedFilesModel files = new OfferedFilesModel();
    private final OfferedFilesTable table = new OfferedFilesTable(files);
    private final JPanel all = new JPanel(new MigLayout("insets 0, gap 8", "[][]"));
    private final JScrollPane scroll;
    private final PlainLabel count = new PlainLabel();
    private final PlainLabel into = new PlainLabel();
    private final SettingsController settings;
    private final FileChooser chooser;
    private final Runnable changed;
    private Optional<Path> folder = Optional.empty();

    /**
     * Nothing to choose from yet.
     *
     * @param changed told whenever something else is chosen
     */
    OfferChoice(SettingsController settings, FileChooser chooser, Runnable changed) {
        super(new MigLayout("insets 6 0 2 0, fillx, wrap 1, hidemode 3", "[grow, fill]", "[]6[]"));
        this.settings = settings;
        this.chooser = chooser;
        this.changed = changed;
        setName("offerChoice");
        setOpaque(false);
        all.setOpaque(false);
        count.setName("choiceCount");
        into.setName("choiceFolder");
        scroll = new JScrollPane(table);
        add(scroll, "hmin 58");
        all.add(button("wantAll", files::wantAll));
        all.add(button("wantNone", files::wantNone));
        add(all, "split 4, growx 0");
        add(count, "growx 0, gapright 16");
        add(into, "wmin 0, growx");
        add(button("otherFolder", this::chooseFolder), "growx 0");
        files.addTableModelListener(event -> tell());
    }

    /** Begins anew: all files, into the usual folder. */
    void show(Offer offer) {
        folder = Optional.empty();
        files.replace(offer.files());
        if (!offer.files().isEmpty()) {
            // Where the keys begin.
            table.changeSelection(0, OfferedFilesModel.NAME, false, false);
        }
        all.setVisible(offer.files().size() > 1);
        // Of empty folders there is nothing to choose but where they go.
        scroll.setVisible(!offer.files().isEmpty());
        count.setVisible(!offer.files().isEmpty());
    }

    Answer.Accept accept() {
        return new Answer.Accept(files.wanted(), folder);
    }

    Optional<Path> folder() {
        return folder;
    }

    boolean isNothing() {
        return files.wantedFiles() == 0 && files.getRowCount() > 0;
    }

    /** Whether it is what Accept would have meant without any choice. */
    boolean isUsual() {
        return files.isEverythingWanted() && folder.isEmpty();
    }

    private void chooseFolder() {
        chooser.chooseReceivingFolder(getTopLevelAncestor(), Messages.of("choice.chooseFolder"))
                .ifPresent(chosen -> {
                    folder = Optional.of(chosen);
                    tell();
                });
    }

    private void tell() {
        count.setText(Messages.of(
                "choice.count",
                Sizes.grouped(files.wantedFiles()),
                Sizes.grouped(files.getRowCount()),
                Sizes.rounded(files.wantedBytes())));
        String path = DisplayText.escape(folder.orElseGet(() -> settings.now().folder()));
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
