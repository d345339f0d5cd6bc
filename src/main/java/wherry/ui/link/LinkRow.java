package wherry.ui.link;

import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Stands below the place to drop files, whether there is anybody to send to or not, and opens a link. */
public final class LinkRow extends JPanel {
    public LinkRow(LinkLauncher links) {
        super(new MigLayout("insets 0, fillx", "[grow, right]8[]"));
        setOpaque(false);
        PlainLabel question = new PlainLabel(Messages.of("link.question"));
        JButton link = new JButton(Messages.of("link.open"));
        link.setName("link");
        link.setToolTipText(Messages.of("link.open.tip"));
        link.getAccessibleContext().setAccessibleName(Messages.of("link.open.accessible"));
        link.addActionListener(event -> links.open());
        add(question, "wmin 0, gapbefore push");
        add(link, "shrink 0");
    }
}
