package wherry.ui.peers;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Says in the middle of the drop area what to do next; while nobody is there, with the ways to change that. */
public final class Invitation extends JPanel {
    private static final String ROWS_WITH_PICTURE = "push[]12[]4[]16[]push";
    private static final String ROWS = "push[]4[]16[]push";
    private static final String ROWS_LITTLE = "push[]0[]4[]push";
    private static final String ROWS_COMPACT = "[]";
    private static final int ROOM_FOR_PICTURE = 240;
    private static final int ROOM_FOR_LARGE = 170;
    private static final int ROOM_FOR_WORDS = 116;

    private final JLabel picture = new JLabel(Icons.tinted("shelf", 48, "Component.accentColor"));
    private final JLabel heading = new PlainLabel().styled("h2");
    private final CentredText words = new CentredText("explanation");
    private final JPanel ways = new JPanel(new MigLayout("insets 0, gap 8 4, wrap 2, align center", "[right][left]"));
    private boolean compact;

    /** What else can be done while nobody is there. */
    public record Ways(Runnable openLink, Runnable findMissing) {}

    Invitation(Ways actions) {
        super(new MigLayout("insets 0, fill, wrap 1, hidemode 3", "[grow, center]", ROWS));
        setOpaque(false);
        heading.setName("dropHeading");
        heading.setHorizontalAlignment(SwingConstants.CENTER);
        ways.setOpaque(false);
        way("link.question", "link.open", "linkHere", actions.openLink());
        way("peers.missing", "missing.look", "missingHere", actions.findMissing());
        add(picture);
        add(heading, "wmin 0, growx");
        add(words, "wmin 0, growx, wmax 440");
        add(ways, "wmin 0");
        addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                makeRoom();
            }
        });
    }

    private void way(String question, String answer, String name, Runnable action) {
        PlainLabel asked = new PlainLabel(Messages.of(question));
        JButton button = new JButton(Messages.of(answer));
        button.setName(name);
        button.getAccessibleContext().setAccessibleName(Messages.of(question) + " " + Messages.of(answer));
        button.addActionListener(event -> action.run());
        ways.add(asked, "wmin 0");
        ways.add(button, "shrink 0, growx, sizegroup answers");
    }

    String heading() {
        return heading.getText();
    }

    /** Who there is to send to. */
    enum Receivers {
        NOBODY("drop.whyNobody"),
        TO_CHOOSE("drop.howTo"),
        CHOSEN("drop.atOnce");

        private final String words;

        Receivers(String words) {
            this.words = words;
        }
    }

    void describe(String what, Receivers receivers) {
        heading.setText(what);
        words.setText(Messages.of(receivers.words));
        ways.setVisible(receivers == Receivers.NOBODY && !compact);
    }

    /** Shows one line over what is on the shelf. */
    void setCompact(boolean now) {
        if (compact != now) {
            compact = now;
            heading.setHorizontalAlignment(compact ? SwingConstants.LEADING : SwingConstants.CENTER);
        }
        makeRoom();
    }

    /** The words need the place of the picture where there is little. */
    private void makeRoom() {
        picture.setVisible(!compact && getHeight() >= UIScale.scale(ROOM_FOR_PICTURE));
        // What can be done comes before why.
        words.setVisible(!compact && !(ways.isVisible() && getHeight() < UIScale.scale(ROOM_FOR_WORDS)));
        boolean little = compact || getHeight() < UIScale.scale(ROOM_FOR_LARGE);
        heading.putClientProperty(FlatClientProperties.STYLE_CLASS, little ? "h4" : "h2");
        String rows = compact ? ROWS_COMPACT : little ? ROWS_LITTLE : picture.isVisible() ? ROWS_WITH_PICTURE : ROWS;
        ((MigLayout) getLayout()).setRowConstraints(rows);
        // Nothing that can be done is cut for it: that nobody is here is seen in the list.
        int least = heading.getPreferredSize().height + ways.getPreferredSize().height;
        heading.setVisible(!ways.isVisible() || getHeight() == 0 || getHeight() >= least);
        revalidate();
    }
}
