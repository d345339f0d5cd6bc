package wherry.protocol.localsend;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import wherry.protocol.PinPrompt;
import wherry.transfer.Endpoint;
import wherry.transfer.TransferRecorder;

/** Makes who sends one transfer each, and stops those whose receiver says so. Safe for use by many threads. */
final class Senders {
    private final ConnectionResources resources;
    private final Supplier<Device> self;
    private final OutgoingSessions outgoing = new OutgoingSessions();

    /** @param self how we present ourselves at the moment */
    Senders(ConnectionResources resources, Supplier<Device> self) {
        this.resources = resources;
        this.self = self;
    }

    /** SendQueue nothing yet. */
    LocalSendSender to(Endpoint to, TransferRecorder recorder, PinPrompt pins) {
        Supplier<PeerConnection> dial = () -> resources.dial(to);
        OfferCall offers = new OfferCall(dial, to, resources.calls(), recorder, pins);
        LostSession.Successors successors = (again, same) -> to(again, same, pins);
        return new LocalSendSender(
                to,
                self.get(),
                dial,
                offers,
                resources.limits(),
                resources.watchdog(),
                outgoing,
                resources.calls(),
                recorder,
                successors);
    }

    /**
     * Stops a session if it is its receiver who says so.
     *
     * @param certificate that whoever says so has shown
     */
    void stop(String sessionId, InetAddress from, Optional<String> certificate) {
        outgoing.cancel(sessionId, from, certificate);
    }
}
