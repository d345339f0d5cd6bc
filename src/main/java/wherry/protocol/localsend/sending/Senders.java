package wherry.protocol.localsend.sending;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import wherry.protocol.PinPrompt;
import wherry.protocol.localsend.http.ConnectionResources;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.Device;
import wherry.transfer.Endpoint;
import wherry.transfer.TransferRecorder;

/** Makes who sends one transfer each, and stops those whose receiver says so. Safe for use by many threads. */
public final class Senders {
    private final ConnectionResources resources;
    private final Supplier<Device> self;
    private final OutgoingSessions outgoing = new OutgoingSessions();

    /** @param self how we present ourselves at the moment */
    public Senders(ConnectionResources resources, Supplier<Device> self) {
        this.resources = resources;
        this.self = self;
    }

    /** Sends nothing yet. */
    public LocalSendSender to(Endpoint to, TransferRecorder recorder, PinPrompt pins) {
        Supplier<PeerConnection> dial = () -> resources.dial(to);
        PrepareUploadCall offers = new PrepareUploadCall(dial, to, resources.calls(), recorder, pins);
        ResumableUploadSession.Successors successors = (again, same) -> to(again, same, pins);
        return new LocalSendSender(
                new Recipient(to, self.get(), dial, resources.limits(), resources.watchdog()),
                offers,
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
    public void stop(String sessionId, InetAddress from, Optional<String> certificate) {
        outgoing.cancel(sessionId, from, certificate);
    }
}
