package wherry.ui.link;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import javax.swing.JButton;
import javax.swing.JTextField;
import wherry.link.Link;
import wherry.link.LinkCode;
import wherry.ui.widgets.Messages;

/** The address of a link as it is at the moment: as a code, to be typed and to be copied. Event thread only. */
final class LinkAddress {
    private final Link link;
    private final Runnable busy;
    private final CodePicture code;
    private final JTextField field = new JTextField();
    private final JButton copy = new JButton(Messages.of("link.button.copy"));

    /** @param busy is told when another program has the clipboard */
    LinkAddress(Link link, Runnable busy) {
        this.link = link;
        this.busy = busy;
        this.code = new CodePicture(LinkCode.of(link.address()));
        field.setName("linkAddress");
        field.setEditable(false);
        field.getAccessibleContext().setAccessibleName(Messages.of("link.address.accessible"));
        copy.setName("link.copy");
        copy.addActionListener(event -> copy());
        show();
    }

    CodePicture code() {
        return code;
    }

    JTextField field() {
        return field;
    }

    JButton button() {
        return copy;
    }

    /** Looks at it anew. */
    void show() {
        if (!field.getText().equals(link.address())) {
            field.setText(link.address());
            field.setCaretPosition(0);
            code.show(LinkCode.of(link.address()));
        }
    }

    private void copy() {
        try {
            StringSelection text = new StringSelection(link.address());
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(text, text);
        } catch (IllegalStateException inUse) {
            busy.run();
        }
    }
}
