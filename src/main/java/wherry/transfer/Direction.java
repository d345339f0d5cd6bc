package wherry.transfer;

/** Says which way the bytes of a transfer go, seen from this node. */
public enum Direction {
    SENDING,
    RECEIVING
}
