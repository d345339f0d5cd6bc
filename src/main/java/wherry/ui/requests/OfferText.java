package wherry.ui.requests;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import wherry.settings.Trust;
import wherry.transfer.DisplayText;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.Sizes;
import wherry.ui.model.SecurityText;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.KeptName;
import wherry.ui.widgets.Messages;

/** Words an offer. */
final class OfferText {
    private static final int LISTED = 3;

    private OfferText() {}

    /** The question with all of its names: they wrap, and are never cut. */
    static String question(Offer offer) {
        String size = Sizes.rounded(offer.bytes());
        String sender = KeptName.of(offer.senderName());
        if (offer.files().isEmpty()) {
            return folders(offer);
        }
        if (offer.files().size() == 1) {
            return Messages.of(
                    "question.oneFile", sender, KeptName.of(offer.files().get(0).displayName()), size);
        }
        return Messages.of(
                "question.manyFiles", sender, Sizes.grouped(offer.files().size()), size);
    }

    private static String folders(Offer offer) {
        String sender = KeptName.of(offer.senderName());
        List<String> folders = offer.emptyFolders();
        return folders.size() == 1
                ? Messages.of("question.oneFolder", sender, KeptName.of(DisplayText.escape(folders.get(0))))
                : Messages.of("question.manyFolders", sender, Sizes.grouped(folders.size()));
    }

    /** {@code a.jpg, b.jpg, c.jpg and 12 more}, without their folders; empty for a single file, which the question names. */
    static String files(Offer offer) {
        List<OfferedFile> files = offer.files();
        if (files.size() < 2) {
            return "";
        }
        String first = files.stream()
                .limit(LISTED)
                .map(file -> KeptName.of(withoutFolder(file.displayName())))
                .collect(Collectors.joining(", "));
        int more = files.size() - LISTED;
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

    private static String withoutFolder(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static String address(Offer offer) {
        return offer.from().getAddress() == null
                ? offer.from().getHostString()
                : offer.from().getAddress().getHostAddress();
    }
}
