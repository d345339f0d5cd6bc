package wherry.transfer;

/** Says where a transfer stands. It ends in exactly one of the final states. */
public enum TransferState {
    /** Accepted by us, not begun: others go first, or folders are being walked. */
    QUEUED,
    CONNECTING,
    /** The other side, or our own user, has not answered the offer yet. */
    ASKING,
    MOVING,
    /** All bytes have left; the receiver has not confirmed them yet. */
    CONFIRMING,
    /** The connection was lost. The transfer goes on by itself when the other side is back soon. */
    WAITING,
    /** Final: the receiver confirmed, or the file is in place under its final name. */
    DONE,
    /** Final: everything was sent and the receiver neither confirmed nor refused. */
    UNCONFIRMED,
    /** Final: somebody said no. */
    DECLINED,
    /** Final: somebody changed their mind. */
    CANCELLED,
    /** Final: the transfer's sentence says what happened. */
    FAILED;

    public boolean isFinal() {
        return switch (this) {
            case QUEUED, CONNECTING, ASKING, MOVING, CONFIRMING, WAITING -> false;
            case DONE, UNCONFIRMED, DECLINED, CANCELLED, FAILED -> true;
        };
    }
}
