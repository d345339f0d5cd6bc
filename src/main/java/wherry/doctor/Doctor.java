package wherry.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import wherry.protocol.Protocol;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Network;

/**
 * Finds out what keeps others from being seen or reached, without rights and without changing anything. Stateless but for
 * what its protocols and peers said a moment ago; each examination blocks for some seconds: never for the event thread.
 */
public final class Doctor {
    /** Of an examination: with the start and the end of a Java program less than five seconds. */
    private static final Duration LONGEST = Duration.ofMillis(3_900);

    private static final int MOST_ADDRESSES = 4;

    private final List<Protocol> protocols;
    private final Supplier<String> alias;
    private final Firewalls firewalls;
    private final ReachAnswers answers = new ReachAnswers(System::nanoTime);
    /** For what waits for others; its threads go when nobody is examined. */
    private final ExecutorService background = Executors.newCachedThreadPool(DaemonThreads.named("doctor"));

    /**
     * Opens nothing yet.
     *
     * @param protocols the best first, of the same home as the Wherry that may run already; used by nobody else
     * @param alias what others see
     */
    public Doctor(List<Protocol> protocols, Supplier<String> alias) {
        this(protocols, alias, new Firewalls());
    }

    Doctor(List<Protocol> protocols, Supplier<String> alias, Firewalls firewalls) {
        this.protocols = List.copyOf(protocols);
        this.alias = alias;
        this.firewalls = firewalls;
    }

    /** Examines this computer and everybody who is heard. Takes 4 s at most. */
    public Diagnosis examine(List<Network> networks) throws InterruptedException {
        return examine(networks, Optional.empty());
    }

    /** The same, and why that one is not reached. */
    public Diagnosis examine(List<Network> networks, Patient patient) throws InterruptedException {
        return examine(networks, Optional.of(patient));
    }

    /** Looks only at this computer, and asks nobody anything. Takes less than a second. */
    public Diagnosis examineThisComputer(List<Network> networks) throws InterruptedException {
        Chart chart = chart();
        if (isNobodyReached(networks, chart)) {
            return chart.diagnosis();
        }
        try (Examination examination = examination(networks, chart)) {
            examination.examineThisComputer();
        }
        return chart.diagnosis();
    }

    private Diagnosis examine(List<Network> networks, Optional<Patient> patient) throws InterruptedException {
        Chart chart = chart();
        if (isNobodyReached(networks, chart)) {
            return chart.diagnosis();
        }
        List<PeerCheck> peers = patient.map(this::checks).orElse(List.of());
        try (Examination examination = examination(networks, chart)) {
            List<PatientRun> runs = new ArrayList<>();
            peers.forEach(peer -> runs.add(new PatientRun(peer, background)));
            examination.examine();
            for (PatientRun run : runs) {
                run.await();
            }
            patient.ifPresent(somebody -> conclude(somebody, peers, examination, chart));
        }
        return chart.diagnosis();
    }

    /** Of several addresses one that answers is enough. */
    private static void conclude(Patient patient, List<PeerCheck> peers, Examination examination, Chart chart) {
        if (peers.isEmpty() && examination.isHere(patient.name())) {
            chart.check("peer-known", Optional.empty(), patient.name(), Check.Result.YES);
            return;
        }
        if (peers.isEmpty()) {
            Certainty certainty = chart.isEmpty() ? Certainty.CERTAIN : Certainty.LIKELY;
            chart.check("peer-known", Optional.empty(), patient.name(), Check.Result.NO);
            chart.keyed(Cause.PEER_ABSENT, certainty, "", patient.name(), "doctor.peer-absent.unknown", patient.name());
            return;
        }
        List<PeerCheck> telling =
                peers.stream().filter(PeerCheck::answers).limit(1).toList();
        (telling.isEmpty() ? peers : telling)
                .forEach(peer -> peer.conclude(examination.isHeard(peer.address()), chart));
    }

    private List<PeerCheck> checks(Patient patient) {
        RouteCheck routes = new RouteCheck(Subnet.all());
        List<Integer> usual = usualPorts();
        return patient.addresses().stream()
                .flatMap(at -> routes.reachable(at).stream())
                .limit(MOST_ADDRESSES)
                .map(at -> new PeerCheck(
                        patient.name(),
                        at.getAddress(),
                        at.getPort() == 0 ? usual : List.of(at.getPort()),
                        routes,
                        background))
                .toList();
    }

    private static boolean isNobodyReached(List<Network> networks, Chart chart) {
        chart.check("network-usable", Check.Result.of(!networks.isEmpty()));
        if (networks.isEmpty()) {
            chart.finding(Cause.NO_NETWORK, Certainty.CERTAIN, "", "");
        }
        return networks.isEmpty();
    }

    private Chart chart() {
        return new Chart(new KnownFirewalls(firewalls, background), usualPorts());
    }

    private List<Integer> usualPorts() {
        return protocols.stream().map(Protocol::defaultPort).toList();
    }

    private Examination examination(List<Network> networks, Chart chart) {
        return new Examination(protocols, alias.get(), networks, answers, chart, Deadline.in(LONGEST, background));
    }
}
