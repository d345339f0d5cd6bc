package wherry.protocol;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import wherry.transfer.PinReason;

/** Gets the PIN that a receiver wants before it takes an offer. Safe for use by many threads. */
@FunctionalInterface
public interface PinPrompt {
    /** Has none to give. */
    PinPrompt NOBODY = reason -> CompletableFuture.completedFuture(Optional.empty());

    /**
     * Asks for it. The answer may take as long as a person takes. Whoever asked cancels the future when it does not
     * matter any more.
     *
     * @return the PIN, which must go nowhere but to the receiver; empty when none will be given
     */
    CompletableFuture<Optional<String>> ask(PinReason reason);
}
