package wherry.ui.requests;

import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.swing.JPanel;
import wherry.transfer.Answer;
import wherry.transfer.DisplayText;
import wherry.transfer.Offer;
import wherry.transfer.Sizes;
import wherry.ui.desktop.FileChooser;
import wherry.ui.model.OwnNames;
import wherry.ui.model.SettingsController;
import wherry.ui.model.ViewController;
import wherry.ui.widgets.Messages;

/** Asks which files of an offer are wanted, and where they go. */
public final class OfferChoice extends JPanel {
    /** So many are sorted in no time. */
    private static final int FEW = 1_000;

    private final OfferedFilesModel files = new OfferedFilesModel();
    private final Offer offer;
    private final Outside outside;
    private final Runnable changed;
    private Optional<Path> folder = Optional.empty();
    /** Made when it is opened: most offers are answered as a whole. */
    private Optional<OfferedFilesPane> pane = Optional.empty();

    private boolean listed;

    /**
     * Where received files go usually, and how another folder is chosen.
     *
     * @param names what the user calls the senders
     * @param background sorts long lists
     */
    public record Outside(
            SettingsController settings,
            ViewController view,
            OwnNames names,
            FileChooser chooser,
            Executor background) {}

    /**
     * Everything is wanted, in the usual folder.
     *
     * @param changed told whenever something else is chosen
     */
    OfferChoice(Offer offer, Outside outside, Runnable changed) {
        super(new BorderLayout());
        this.offer = offer;
        this.outside = outside;
        this.changed = changed;
        setName("offerChoice");
        setOpaque(false);
        files.addTableModelListener(event -> tell());
    }

    /** Lists the files, at the first time. */
    void open() {
        if (pane.isPresent()) {
            return;
        }
        OfferedFilesPane made = new OfferedFilesPane(files, offer.files().size(), this::otherFolder);
        add(made);
        pane = Optional.of(made);
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
        pane.ifPresent(OfferedFilesPane::selectFirst);
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
        String count = Messages.of(
                "choice.count",
                Sizes.grouped(listed ? files.wantedFiles() : offer.files().size()),
                Sizes.grouped(offer.files().size()),
                Sizes.rounded(listed ? files.wantedBytes() : offer.bytes()));
        String path = DisplayText.escape(
                folder.orElseGet(() -> outside.settings().now().folder()));
        pane.ifPresent(shown -> shown.tell(count, path));
        changed.run();
    }
}
