package wherry.ui.missing;

import java.awt.EventQueue;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.swing.Timer;
import wherry.doctor.Cause;
import wherry.doctor.Certainty;
import wherry.doctor.Diagnosis;
import wherry.doctor.Finding;
import wherry.doctor.Patient;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Network;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.ui.model.ObservableValue;

/**
 * Has this computer and its networks examined, in the background: quietly every 30 s and after each change of the
 * networks, and thoroughly when the user asks. Event thread only.
 */
public final class MissingController {
    private static final System.Logger LOG = System.getLogger(MissingController.class.getName());
    private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f]{8,64}");
    private static final int EVERY_MILLIS = 30_000;
    /** The node has opened what it opens by then, and closed what it closes. */
    private static final int SETTLED_MILLIS = 1_500;

    /** What stands in the way for certain; empty while nothing does. */
    final ObservableValue<Optional<Finding>> obstacle = new ObservableValue<>(Optional.empty());

    private final Examiner examiner;
    private final Supplier<List<Network>> networks;
    private final Supplier<List<Peer>> peers;
    private final Executor background;
    private final Timer again = new Timer(EVERY_MILLIS, event -> lookQuietly());
    private boolean looking;

    /**
     * Examines nothing yet.
     *
     * @param networks those in use at the moment
     * @param peers those that are known at the moment
     * @param background runs one examination after another, and nothing else
     */
    public MissingController(
            Examiner examiner, Supplier<List<Network>> networks, Supplier<List<Peer>> peers, Executor background) {
        this.examiner = examiner;
        this.networks = networks;
        this.peers = peers;
        this.background = background;
        again.setInitialDelay(SETTLED_MILLIS);
    }

    /** Begins to look quietly, or begins anew since the networks have changed. */
    public void settle() {
        again.restart();
    }

    void stop() {
        again.stop();
    }

    /**
     * Examines everything.
     *
     * @param missing who is missing: a name or an address; empty for nobody in particular
     * @param done gets what was found, on the event thread
     */
    void examine(String missing, Consumer<Diagnosis> done) {
        List<Network> now = networks.get();
        List<InetSocketAddress> known = addresses(missing);
        background.execute(() -> {
            try {
                Diagnosis diagnosis = missing.isBlank()
                        ? examiner.examine(now)
                        : examiner.examine(now, patient(missing.strip(), known));
                EventQueue.invokeLater(() -> done.accept(diagnosis));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private List<InetSocketAddress> addresses(String missing) {
        return peers.get().stream()
                .filter(peer -> isMeant(peer, missing.strip()))
                .flatMap(peer -> peer.endpoints().stream())
                .map(Endpoint::address)
                .distinct()
                .toList();
    }

    /** By its name, or by the first digits of a fingerprint that it has shown. */
    private static boolean isMeant(Peer peer, String missing) {
        return peer.alias().equalsIgnoreCase(missing)
                || (DIGITS.matcher(missing).matches()
                        && peer.proven().orElse("").startsWith(missing.toUpperCase(Locale.ROOT)));
    }

    private static Patient patient(String missing, List<InetSocketAddress> known) {
        String name = DisplayText.escape(missing);
        if (!known.isEmpty()) {
            return new Patient(name, known);
        }
        try {
            return new Patient(name, List.of(PeerAddress.parse(missing).resolve(0)));
        } catch (IOException noAddress) {
            LOG.log(Level.DEBUG, "Nobody is known by that name", noAddress);
            return new Patient(name, List.of());
        }
    }

    private void lookQuietly() {
        List<Network> now = networks.get();
        if (looking || now.isEmpty()) {
            // Without a network the window says so already.
            obstacle.set(now.isEmpty() ? Optional.empty() : obstacle.get());
            return;
        }
        looking = true;
        background.execute(() -> {
            try {
                Diagnosis diagnosis = examiner.examineThisComputer(now);
                EventQueue.invokeLater(() -> looked(diagnosis));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void looked(Diagnosis diagnosis) {
        looking = false;
        obstacle.set(diagnosis.findings().stream()
                .filter(finding -> finding.certainty() == Certainty.CERTAIN)
                .filter(finding -> finding.cause() != Cause.NO_NETWORK)
                .findFirst());
    }
}
