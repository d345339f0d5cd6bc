package wherry.ui.requests;

import com.formdev.flatlaf.FlatClientProperties;
import java.util.Optional;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Offer;
import wherry.transfer.Security;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.PlainLabel;
import wherry.ui.widgets.ProseText;

/** Shows, under the question, what is known of who asks, and the first of the files. The warning has a line of its own. */
final class SenderLine extends JPanel {
    private final PlainLabel security = new PlainLabel();
    private final PlainLabel files = new PlainLabel();
    private final JPanel warning = new JPanel(new MigLayout("insets 0, fillx", "[]8[grow, fill]", "[top]"));
    private final ProseText warningText = new ProseText("questionWarning");

    SenderLine() {
        super(new MigLayout("insets 0, fillx, hidemode 3", "[]12[grow, fill]"));
        setOpaque(false);
        security.setName("questionSecurity");
        files.setName("questionFiles");
        files.putClientProperty(FlatClientProperties.STYLE, "foreground: $Wherry.proseForeground");
        add(security, "shrink 0");
        add(files, "wmin 0, growx");
        warning.setOpaque(false);
        warning.add(new JLabel(Icons.action("warning")));
        warning.add(warningText, "wmin 0, growx");
    }

    /** To be placed where there is width for sentences; there only while there is something to warn of. */
    JPanel warning() {
        return warning;
    }

    void show(Offer offer, TrustController trust) {
        Optional<String> known = OfferText.warning(offer, trust);
        boolean verified = offer.security() instanceof Security.Verified;
        security.setText(OfferText.security(offer, trust));
        security.setIcon(verified ? Icons.lock(known.isEmpty() ? "Wherry.green" : "Wherry.amber") : null);
        security.putClientProperty(
                FlatClientProperties.STYLE,
                verified && known.isEmpty() ? "foreground: $Wherry.green" : "foreground: $Wherry.amber");
        files.setText(OfferText.files(offer));
        files.setToolTipText(files.getText());
        files.setVisible(!files.getText().isEmpty());
        warningText.setText(known.orElse(""));
        warning.setVisible(known.isPresent());
    }

    /** All of it in one line. */
    String spoken() {
        return String.join(" ", security.getText(), files.getText(), warningText.getText())
                .strip();
    }
}
