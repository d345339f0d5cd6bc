package wherry.transfer;

/** Says why a sender is asked for a PIN. */
public enum PinReason {
    /** The receiver wants one. */
    NEEDED,
    /** The one that was given was not the right one. */
    WRONG
}
