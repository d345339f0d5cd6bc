package wherry.protocol.localsend.discovery;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.discovery.Announcement;
import wherry.protocol.TransferLimits;
import wherry.protocol.UnreachedException;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.Endpoint;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;
import wherry.transfer.Watchdog;

/** Asks whoever is at an address for its {@code info}: over TLS, or else plain. */
public final class Probe {
    private static final System.Logger LOG = System.getLogger(Probe.class.getName());

    private final Tls tls;
    private final Watchdog watchdog;
    private final String own;
    private final Duration patience;
    private final TransferLimits limits;

    /**
     * Asks nobody yet.
     *
     * @param own our fingerprint: we are no peer of ours
     * @param patience with each step; with all of them, however slowly they go, four times as much
     */
    public Probe(Tls tls, Watchdog watchdog, String own, Duration patience) {
        this.tls = tls;
        this.watchdog = watchdog;
        this.own = own;
        this.patience = patience;
        this.limits = new TransferLimits(patience, patience, patience, patience, patience, 1);
    }

    /**
     * Who is there; empty when nobody is who speaks this protocol.
     *
     * @throws ProtocolException somebody is, and no encryption could be agreed on: it is not to be taken for one who
     *     speaks this protocol without, or another
     */
    public Optional<Announcement> ask(InetSocketAddress at) throws ProtocolException {
        try (PeerConnection connection = new PeerConnection(new Endpoint(Spec.NAME, at), tls, limits, watchdog);
                Watchdog.Watch deadline = watchdog.watch(patience.multipliedBy(4), connection)) {
            connection.open();
            PeerConnection.Reply reply = connection.get(Spec.INFO, Timeout.of(patience));
            LOG.log(Level.TRACE, "Answered in time: {0}", !deadline.expired());
            return reply.status() == HttpStatus.SC_OK
                    ? announcement(Device.read(reply.body()), connection, own)
                    : Optional.empty();
        } catch (UnreachedException failure) {
            if (failure.stage() == UnreachedException.Stage.SECURING) {
                throw failure;
            }
            LOG.log(Level.DEBUG, "Nobody at " + at, failure);
            return Optional.empty();
        } catch (IOException nobody) {
            LOG.log(Level.DEBUG, "Nobody at " + at, nobody);
            return Optional.empty();
        }
    }

    /** The answer does not say where it came from, and its fingerprint counts only if it is the certificate's. */
    static Optional<Announcement> announcement(Device device, PeerConnection connection, String own) {
        String claimed = Fingerprint.canonical(device.fingerprint());
        boolean plain = connection.security() instanceof Security.Plain;
        boolean credible =
                plain || connection.certificate().filter(claimed::equals).isPresent();
        if (!credible || claimed.isEmpty() || claimed.equals(Fingerprint.canonical(own))) {
            return Optional.empty();
        }
        Device.Scheme scheme = plain ? Device.Scheme.HTTP : Device.Scheme.HTTPS;
        int port = connection.address().getPort();
        return Optional.of(new Device(device.alias(), claimed, port, scheme)
                .announcement()
                .withDevice(device.kind())
                .proven());
    }
}
