package wherry.ui.requests;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import wherry.settings.Trust;
import wherry.transfer.AddressText;
import wherry.transfer.DisplayText;
import wherry.transfer.Offer;
import wherry.transfer.OfferedThings;
import wherry.transfer.Sizes;
import wherry.ui.model.OwnNames;
import wherry.ui.model.SecurityText;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.KeptName;
import wherry.ui.widgets.Messages;

/** Words an offer. */
final class OfferText {
    private OfferText() {}

    /** The question with all of its names: they wrap, and are never cut. */
    static String question(Offer offer, OwnNames names) {
        String size = Sizes.rounded(offer.bytes());
        String sender = KeptName.of(names.of(offer.security(), offer.senderName()));
        if (offer.files().isEmpty()) {
            return folders(offer, sender);
        }
        if (offer.files().size() == 1) {
            return Messages.of(
                    "question.oneFile", sender, KeptName.of(offer.files().get(0).displayName()), size);
        }
        return Messages.of(
                "question.manyFiles", sender, Sizes.grouped(offer.files().size()), size);
    }

    private static String folders(Offer offer, String sender) {
        List<String> folders = offer.emptyFolders();
        return folders.size() == 1
                ? Messages.of("question.oneFolder", sender, KeptName.of(DisplayText.escape(folders.get(0))))
                : Messages.of("question.manyFolders", sender, Sizes.grouped(folders.size()));
    }

    /**
     * What was sent, as its sender picked it: {@code dir, a.jpg, b.jpg and 12 more}, {@code holiday — 12 photos}; empty for
     * a single file or folder, which the question names.
     */
    static String things(Offer offer) {
        int files = offer.files().size();
        if (files + offer.emptyFolders().size() < 2) {
            return "";
        }
        OfferedThings things = offer.things();
        String first = things.first().stream()
                .map(name -> KeptName.of(DisplayText.escape(name)))
                .collect(Collectors.joining(", "));
        if (things.count() == 1 && files > 0) {
            String kind = (things.arePhotos() ? "question.photos" : "question.files") + (files == 1 ? ".one" : ".many");
            return Messages.of("question.inFolder", first, Messages.of(kind, Sizes.grouped(files)));
        }
        int more = things.count() - things.first().size();
        return more > 0 ? Messages.of("question.more", first, Sizes.grouped(more)) : first;
    }

    /** {@code not encrypted, from 192.168.1.31}: what is known of who asks. */
    static String security(Offer offer, TrustController trust) {
        String proved = SecurityText.of(offer.security(), trust);
        String address = address(offer);
        return offer.senderName().equals(address) ? proved : Messages.of("question.from", proved, address);
    }

    /** What to be aware of: a name that is known, but not with this key; empty when there is nothing. */
    static Optional<String> warning(Offer offer, TrustController trust) {
        Optional<String> fingerprint = offer.security().proven();
        Optional<Trust> known = trust.impersonated(offer.senderName(), fingerprint.orElse(""));
        String key = fingerprint.isPresent() ? "question.newKey" : "question.noKey";
        return known.map(other -> Messages.of(key, DisplayText.escape(other.lastAlias())));
    }

    private static String address(Offer offer) {
        return AddressText.host(offer.from());
    }
}
