package wherry.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import wherry.transfer.Sentences;

/** Collects what one examination brings, and puts the findings into words. Safe for use by many threads. */
final class Chart {
    private final KnownFirewalls firewalls;
    private final List<Integer> ports;
    private final List<Check> checks = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param ports that a firewall has to let through, both TCP and UDP */
    Chart(KnownFirewalls firewalls, List<Integer> ports) {
        this.firewalls = firewalls;
        this.ports = List.copyOf(ports);
    }

    /** Which firewall guards an interface may be needed soon. */
    void prepare(String network) {
        var unused = firewalls.lookUp(network);
    }

    /** Takes down a check of one interface. */
    void check(String name, String network, Check.Result result) {
        add(new Check(name, Optional.of(network), Optional.empty(), result));
    }

    /** Takes down a check of the whole computer. */
    void check(String name, Check.Result result) {
        add(new Check(name, Optional.empty(), Optional.empty(), result));
    }

    /** Takes down a check of one peer, on one interface or on none of ours. */
    void check(String name, Optional<String> network, String peer, Check.Result result) {
        add(new Check(name, network, Optional.of(peer), result));
    }

    private synchronized void add(Check check) {
        checks.add(check);
    }

    /**
     * Takes down what is mended by opening this computer's firewall.
     *
     * @param network the interface; empty for all
     */
    void firewall(Cause cause, Certainty certainty, String network, Firewall.Way way) {
        Firewall firewall = firewalls.on(network);
        Optional<String> command = firewall.allow(way, ports);
        String kind = "doctor.firewall." + firewall.kind().name().toLowerCase(java.util.Locale.ROOT);
        String advice = Sentences.of(kind, firewall.zone(), portsText());
        add(cause, certainty, network, "", Sentences.of("doctor." + cause), advice, command);
    }

    /**
     * Takes down anything else, in the words of {@code doctor.CAUSE} and {@code doctor.CAUSE.advice}.
     *
     * @param peer whom it concerns; empty for everybody
     * @param words fill both texts
     */
    void finding(Cause cause, Certainty certainty, String network, String peer, Object... words) {
        keyed(cause, certainty, network, peer, "doctor." + cause, words);
    }

    /** The same in the words of another key. */
    void keyed(Cause cause, Certainty certainty, String network, String peer, String key, Object... words) {
        String advice = Sentences.of(key + ".advice", words);
        add(cause, certainty, network, peer, Sentences.of(key, words), advice, Optional.empty());
    }

    /** Takes down a finding as it is. */
    void add(
            Cause cause,
            Certainty certainty,
            String network,
            String peer,
            String sentence,
            String advice,
            Optional<String> command) {
        Finding finding = new Finding(cause, certainty, given(network), given(peer), sentence, advice, command);
        synchronized (this) {
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        }
    }

    String portsText() {
        return String.join(
                Sentences.of("doctor.and"), ports.stream().map(String::valueOf).toList());
    }

    /** Whether nothing was found so far. */
    synchronized boolean isEmpty() {
        return findings.isEmpty();
    }

    /** Whether one of these was found on that interface, or on all. */
    synchronized boolean has(String network, Cause... causes) {
        return findings.stream()
                .filter(finding -> finding.network().isEmpty()
                        || network.isEmpty()
                        || finding.network().get().equals(network))
                .anyMatch(finding -> Stream.of(causes).anyMatch(cause -> cause == finding.cause()));
    }

    /** All of it: what stands nearest to this computer first. */
    synchronized Diagnosis diagnosis() {
        return new Diagnosis(
                findings.stream()
                        .sorted(java.util.Comparator.comparing(Finding::cause))
                        .toList(),
                checks);
    }

    private static Optional<String> given(String name) {
        return Optional.of(name).filter(text -> !text.isEmpty());
    }
}
