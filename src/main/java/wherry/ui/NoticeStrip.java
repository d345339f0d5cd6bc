package wherry.ui;

import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Visibility;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.SettingsController;
import wherry.ui.widgets.CardPanel;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.ProseText;
import wherry.ui.widgets.Strip;

/** Says what keeps others from seeing this computer, and what to do. In the window only while something does. */
final class NoticeStrip extends Strip {
    private final WindowModel model;
    private final JPanel strip;
    private final ProseText words = new ProseText("noticeText");
    private final JButton useFreePort = new JButton(Messages.of("notice.useFreePort"));
    private final JButton dismiss = new JButton(Messages.of("notice.dismiss"));
    private String dismissed = "";

    NoticeStrip(WindowModel model, SettingsController settings) {
        this(
                new CardPanel(
                        new MigLayout("insets 8 12 8 12, fill, hidemode 3", "[]10[grow]12[]", "[center]"),
                        "Wherry.noticeBackground"),
                model,
                settings);
        ObservableValue.whileShown(this, this::refresh, model.visibility, model.trouble);
    }

    private NoticeStrip(JPanel strip, WindowModel model, SettingsController settings) {
        super(strip);
        this.strip = strip;
        this.model = model;
        strip.setName("notice");
        strip.add(new JLabel(Icons.action("warning").derive(20, 20)));
        strip.add(words, "wmin 0, growx");
        strip.add(useFreePort, "shrink 0, aligny center");
        strip.add(dismiss, "shrink 0, aligny center");
        useFreePort.setName("useFreePort");
        useFreePort.getAccessibleContext().setAccessibleName(Messages.of("notice.useFreePort.accessible"));
        useFreePort.addActionListener(event -> unlessTooNew(settings::useAnyPort));
        dismiss.setName("dismiss");
        dismiss.getAccessibleContext().setAccessibleName(Messages.of("notice.dismiss.accessible"));
        dismiss.addActionListener(event -> unlessTooNew(this::dismiss));
    }

    private void refresh() {
        Visibility visibility = model.visibility.get();
        Optional<String> hindrance = hindrance(visibility);
        String text = hindrance.orElse(model.trouble.get());
        useFreePort.setVisible(visibility instanceof Visibility.PortTaken);
        words.setText(text);
        strip.getAccessibleContext().setAccessibleName(text);
        if (!text.equals(dismissed)) {
            dismissed = "";
        }
        if (text.isEmpty() || text.equals(dismissed)) {
            takeAway();
        } else {
            bringIn();
        }
    }

    /** What hinders is told in the top bar, too; it comes back when it is something else. */
    private void dismiss() {
        dismissed = hindrance(model.visibility.get()).orElse("");
        if (dismissed.isEmpty()) {
            model.trouble.set("");
        } else {
            takeAway();
        }
    }

    private static Optional<String> hindrance(Visibility visibility) {
        if (visibility instanceof Visibility.NoNetwork) {
            return Optional.of(Messages.of("notice.noNetwork"));
        }
        if (visibility instanceof Visibility.PortTaken taken) {
            return Optional.of(Messages.of("notice.portTaken", taken.port()));
        }
        if (visibility instanceof Visibility.Hindered hindered) {
            return Optional.of(hindered.sentence());
        }
        return Optional.empty();
    }
}
