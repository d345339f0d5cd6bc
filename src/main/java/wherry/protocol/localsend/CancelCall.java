package wherry.protocol.localsend;

/** Lets the other side know that we do not go on. */
@FunctionalInterface
interface CancelCall {
    /** Tells whoever made the offer. Returns at once; nobody waits for it, and nothing is said when it fails. */
    void tell(Sender sender, String sessionId);
}
