package wherry.ui;

/** What a row of the transfers offers. */
enum RowAction {
    CANCEL,
    OPEN,
    SHOW,
    RETRY;

    String text() {
        return Texts.of("transfer.action." + name());
    }
}
