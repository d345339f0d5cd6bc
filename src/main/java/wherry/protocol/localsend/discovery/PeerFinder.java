package wherry.protocol.localsend.discovery;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import wherry.discovery.Announcement;
import wherry.discovery.AnnouncementCodec;
import wherry.discovery.Hint;
import wherry.discovery.PeerListener;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.OwnDevice;
import wherry.protocol.localsend.message.PeerList;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.Network;
import wherry.transfer.ProtocolException;
import wherry.transfer.Watchdog;

/** Finds peers by every way that LocalSend has, and asks each who it is before it counts. Safe for use by many threads. */
public final class PeerFinder implements Closeable {
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(2);

    private final Supplier<Optional<Device>> visible;
    private final PeerChecks checks;
    private final PeerExchangeClient exchange;
    private final KnownPeers known;
    private final LocalSendAnnouncements announcements;
    private final SubnetScan scan;
    private final Probe probe;
    private final HostProbes hosts;
    private final PeerQuestions questions;

    /**
     * Asks nobody yet.
     *
     * @param visible what others see of us, while we serve
     * @param tellsOfPeers whether we tell others whom we hear: who does not tell does not ask either
     */
    public PeerFinder(
            OwnDevice own,
            Tls tls,
            Watchdog watchdog,
            Supplier<Optional<Device>> visible,
            BooleanSupplier tellsOfPeers) {
        this.visible = visible;
        this.checks = new PeerChecks(tls, watchdog);
        this.exchange = new PeerExchangeClient(tls, watchdog);
        this.known = new KnownPeers(
                own.fingerprint(),
                checks,
                visible,
                (teller, told) -> {
                    if (tellsOfPeers.getAsBoolean()) {
                        exchange.ask(teller, told);
                    }
                },
                KnownPeers.CHECK_EVERY);
        this.announcements = new LocalSendAnnouncements(own.fingerprint(), known);
        this.scan = new SubnetScan(tls, watchdog, Spec.PORT);
        this.probe = new Probe(tls, watchdog, own.fingerprint(), PROBE_PATIENCE);
        this.hosts = new HostProbes(new Probe(tls, watchdog, own.fingerprint(), HostProbes.PATIENCE), known);
        this.questions = new PeerQuestions(tls, watchdog, own::asking);
    }

    /** Reads and writes what is said on the multicast group. */
    public AnnouncementCodec announcements() {
        return announcements;
    }

    /** Asks peers what they know of us. */
    public PeerQuestions questions() {
        return questions;
    }

    /** The peers that have shown who they are, for those who ask whom we hear. */
    public List<PeerList.Heard> heard() {
        return known.heard();
    }

    /** Asks the addresses of networks that are near. Only while we serve: whoever hears of us will want to find us. */
    public void scan(List<Network> networks, PeerListener neighbourhood) {
        visible.get().ifPresent(self -> scan.start(networks, self, (found, from) -> met(found, from, neighbourhood)));
    }

    /** Asks whoever may be at an address, or claims to be somebody there. */
    public void ask(Hint hint, PeerListener neighbourhood) {
        InetSocketAddress at = hint.at();
        hint.fingerprint()
                .ifPresentOrElse(
                        claimed -> known.hinted(Device.holder(claimed, at.getPort()), at.getAddress(), neighbourhood),
                        () -> hosts.ask(at, neighbourhood));
    }

    /** Asks those again who were asked in vain. */
    public void askAnew() {
        hosts.forget();
        known.askForOthers();
    }

    /** Asks one address now, and waits for the answer; empty if nobody there speaks LocalSend. */
    public Optional<Announcement> probe(InetSocketAddress at, PeerListener neighbourhood) throws ProtocolException {
        Optional<Announcement> found = probe.ask(at);
        found.ifPresent(announcement -> known.watch(announcement, at.getAddress(), neighbourhood));
        return found;
    }

    /** A peer called us: what it has not proved by that it is asked for. */
    public void met(Announcement announcement, InetAddress from, PeerListener neighbourhood) {
        neighbourhood.heard(announcement, from);
        known.heard(announcement, from, neighbourhood);
    }

    @Override
    public void close() {
        hosts.close();
        exchange.close();
        checks.close();
    }
}
