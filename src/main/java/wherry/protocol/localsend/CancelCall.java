package wherry.protocol.localsend;

import java.util.concurrent.CompletableFuture;

/** Lets the other side know that we do not go on. */
@FunctionalInterface
interface CancelCall {
    /**
     * Tells whoever made the offer. Returns at once.
     *
     * @return done when it has been told, or could not be; nothing is said then
     */
    CompletableFuture<Void> tell(Sender sender, String sessionId);
}
