package wherry.protocol.localsend.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import wherry.discovery.Announcement;
import wherry.discovery.PeerListener;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.Endpoint;

/** Asks known peers who they are and whom they hear, and takes note of what they answer, or that they do not. */
final class PeerInquiries {
    /** Whoever has never answered is not asked more often. */
    private static final int MISSES = 4;

    private final String ownFingerprint;
    private final PeerChecks checks;
    private final PeerExchangeClient.Asking questions;
    /** Guards itself and all in it. */
    private final KnownPeerTable known;

    private final long checkEvery;
    private final Hints hints;

    /** Takes what somebody says of others. */
    @FunctionalInterface
    interface Hints {
        void hinted(Announcement claim, InetAddress at, PeerListener neighbourhood);
    }

    /** @param checkEvery in nanoseconds */
    PeerInquiries(
            String ownFingerprint,
            PeerChecks checks,
            PeerExchangeClient.Asking questions,
            KnownPeerTable known,
            long checkEvery,
            Hints hints) {
        this.ownFingerprint = ownFingerprint;
        this.checks = checks;
        this.questions = questions;
        this.known = known;
        this.checkEvery = checkEvery;
        this.hints = hints;
    }

    /** What is known of who that is. */
    Announcement claim(KnownPeer neighbour) {
        synchronized (known) {
            return neighbour.claim;
        }
    }

    /** Asks there once more, unless it did not answer the last time. */
    void askWhileItAnswers(InetSocketAddress at, KnownPeer neighbour) {
        boolean answers;
        synchronized (known) {
            answers = neighbour.answersInARow > 0;
        }
        if (answers) {
            ask(at, neighbour, claim(neighbour), Optional.empty());
        }
    }

    /**
     * Asks there, on another thread.
     *
     * @param present how we present ourselves meanwhile; empty for not at all
     */
    void ask(InetSocketAddress at, KnownPeer neighbour, Announcement claim, Optional<Device> present) {
        PeerChecks.Standing standing;
        synchronized (known) {
            standing = neighbour.standing(claim);
        }
        Endpoint there = new Endpoint(Spec.NAME, at, claim.security());
        checks.ask(there, present, standing, new PeerChecks.Asker() {
            @Override
            public void answered(Device device) {
                PeerInquiries.this.answered(at, neighbour, claim, device);
            }

            @Override
            public void unanswered() {
                PeerInquiries.this.unanswered(at, neighbour, claim);
            }

            @Override
            public void dropped() {
                synchronized (known) {
                    neighbour.isChecked = false;
                }
            }
        });
    }

    private void answered(InetSocketAddress at, KnownPeer neighbour, Announcement claim, Device device) {
        if (isOwn(claim)) {
            neighbour.neighbourhood.sharesOurIdentity(at.getAddress());
            return;
        }
        Announcement shown = (device.alias().isBlank() ? claim : claim.withAlias(device.alias()))
                .withAlso(device.extension().also())
                .proven();
        synchronized (known) {
            neighbour.isChecked = false;
            neighbour.countAnswer(System.nanoTime(), checkEvery);
            neighbour.claim = claim;
            neighbour.showed(Optional.of(shown).filter(same -> !same.also().isEmpty()));
            // It may have had to make room while it waited to be asked.
            if (!known.containsKey(at) && known.makeRoom(at.getAddress())) {
                known.put(at, neighbour);
            }
        }
        neighbour.neighbourhood.heard(shown, at.getAddress());
        boolean isFirst;
        synchronized (known) {
            neighbour.tellsOfPeers = device.extension().features().contains(Extension.PEERS);
            isFirst = neighbour.isHint;
            neighbour.isHint = false;
        }
        if (isFirst) {
            askForOthers(at, neighbour);
        }
    }

    /** Whom multicast does not reach may know others whom it does not reach. */
    void askForOthers(InetSocketAddress at, KnownPeer teller) {
        if (teller.tellsOfPeers) {
            Endpoint there = new Endpoint(Spec.NAME, at, claim(teller).security());
            questions.ask(
                    there, told -> hints.hinted(told.announcement(), told.at().getAddress(), teller.neighbourhood));
        }
    }

    private void unanswered(InetSocketAddress at, KnownPeer neighbour, Announcement claim) {
        synchronized (known) {
            neighbour.isChecked = false;
            if (neighbour.claim.equals(claim)) {
                neighbour.answersInARow = 0;
                neighbour.misses++;
            }
            if (!neighbour.hasAnswered && (neighbour.isHint || neighbour.misses > MISSES)) {
                known.remove(at, neighbour);
            }
        }
        neighbour.neighbourhood.unanswered(claim, at.getAddress());
        // Whoever has answered once is asked for as long as its row is there.
        if (!neighbour.neighbourhood.isListed(claim, at.getAddress())) {
            synchronized (known) {
                if (neighbour.hasAnswered && neighbour.claim.equals(claim) && neighbour.misses > 0) {
                    known.remove(at, neighbour);
                }
            }
        }
    }

    /** Whether that is what we are. */
    boolean isOwn(Announcement claim) {
        return claim.security().required().filter(ownFingerprint::equals).isPresent();
    }
}
