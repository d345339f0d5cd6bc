package wherry.ui.transfers;

import wherry.ui.widgets.Messages;

/** Lists what a row of the transfers offers. */
public enum RowAction {
    CANCEL,
    OPEN,
    SHOW,
    RETRY,
    /** Undoes a reception. */
    TRASH,
    /** Takes it off the list. */
    REMOVE,
    /** Shows all of these in a menu. */
    MORE;

    String text() {
        return Messages.of("transfer.action." + name());
    }
}
