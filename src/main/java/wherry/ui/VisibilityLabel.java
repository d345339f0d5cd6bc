package wherry.ui;

import java.util.stream.Collectors;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JToolTip;
import wherry.transfer.Endpoint;
import wherry.transfer.Visibility;
import wherry.ui.model.ObservableValue;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainToolTip;

/** Tells whether others can see this computer, in one line. What to do when they cannot is in the {@link NoticeStrip}. */
final class VisibilityLabel extends JLabel {
    private static final Icon GREEN = Icons.dot("Wherry.green", Icons.DotStyle.FILLED);
    private static final Icon AMBER = Icons.dot("Wherry.amber", Icons.DotStyle.FILLED);
    private static final Icon GREY = Icons.dot("Label.disabledForeground", Icons.DotStyle.RING);

    private final ObservableValue<Visibility> visibility;

    VisibilityLabel(ObservableValue<Visibility> visibility) {
        putClientProperty("html.disable", true);
        this.visibility = visibility;
        setName("visibility");
        setIconTextGap(8);
        ObservableValue.whileShown(this, this::refresh, visibility);
    }

    @Override
    public JToolTip createToolTip() {
        return PlainToolTip.on(this);
    }

    private void refresh() {
        Visibility now = visibility.get();
        if (now instanceof Visibility.Visible visible) {
            String addresses = visible.addresses().stream().map(Endpoint::text).collect(Collectors.joining(", "));
            show(GREEN, at(visible), addresses.isEmpty() ? null : Messages.of("visibility.visible.tip", addresses));
        } else if (now instanceof Visibility.Starting) {
            show(GREY, Messages.of("visibility.starting"), null);
        } else if (now instanceof Visibility.NoNetwork) {
            show(AMBER, Messages.of("visibility.noNetwork"), Messages.of("notice.noNetwork"));
        } else if (now instanceof Visibility.PortTaken taken) {
            show(
                    AMBER,
                    Messages.of("visibility.portTaken", taken.port()),
                    Messages.of("notice.portTaken", taken.port()));
        } else if (now instanceof Visibility.Hindered hindered) {
            show(AMBER, Messages.of("visibility.hindered"), hindered.sentence());
        }
    }

    private static String at(Visibility.Visible visible) {
        return visible.addresses().isEmpty()
                ? Messages.of("visibility.visible", visible.port())
                : Messages.of(
                        "visibility.visibleAt",
                        Endpoint.text(visible.addresses().get(0)));
    }

    private void show(Icon dot, String text, String tip) {
        setIcon(dot);
        setText(text);
        setToolTipText(tip);
        getAccessibleContext().setAccessibleName(text);
        getAccessibleContext().setAccessibleDescription(tip);
    }
}
