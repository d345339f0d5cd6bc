package wherry.discovery;

/** Decides what a claim of somebody who has proven nothing is worth. */
final class ClaimRules {
    private ClaimRules() {}

    /** Whether that claim may be of another address of this holder of a certificate. */
    static boolean isElsewhere(PeerEntry claim, PeerEntry holder) {
        return claim.proven().isEmpty()
                && claim.typed().isEmpty()
                && claim.canBeAsked()
                && claim.claims(holder.proven().orElseThrow());
    }

    /**
     * Whether it is worth to wait for what asking brings: it says to be in another protocol as well, or to be somebody who
     * is known.
     */
    static boolean isToBeAsked(Announcement announcement, PeerIndex index) {
        boolean canBeAsked = announcement.security().required().isPresent();
        return !announcement.inOtherProtocols().isEmpty()
                || (canBeAsked
                        && announcement.fingerprint().flatMap(index::holder).isPresent());
    }
}
