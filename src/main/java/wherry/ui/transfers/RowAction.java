package wherry.ui.transfers;

import wherry.ui.widgets.Messages;

/** Lists what a row of the transfers offers. */
public enum RowAction {
    CANCEL,
    OPEN,
    SHOW,
    RETRY;

    String text() {
        return Messages.of("transfer.action." + name());
    }
}
