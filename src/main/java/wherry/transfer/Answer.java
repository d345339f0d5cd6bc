package wherry.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Answers an offer. */
public sealed interface Answer {
    /**
     * Yes.
     *
     * @param files those of the offer that are wanted
     * @param folder where they go, when it is not the usual folder
     */
    record Accept(List<OfferedFile> files, Optional<Path> folder) implements Answer {
        /** Everything that is offered, into the usual folder. */
        public static Accept all(Offer offer) {
            return new Accept(offer.files(), Optional.empty());
        }
    }

    /**
     * No.
     *
     * @param sentence why, for our own log and list of transfers
     */
    record Decline(String sentence) implements Answer {}
}
