package wherry.doctor;

import java.util.List;
import java.util.Optional;
import wherry.transfer.Sentences;

/**
 * Everything that one examination brought.
 *
 * @param findings what stands in the way, the gravest first; empty when nothing was found
 * @param checks in the order in which they were made
 */
public record Diagnosis(List<Finding> findings, List<Check> checks) {
    public Diagnosis {
        findings = List.copyOf(findings);
        checks = List.copyOf(checks);
    }

    /** Whether nothing was found that stands in the way, not even as likely. */
    public boolean healthy() {
        return findings.isEmpty();
    }

    /** The name of whom was asked about and answers; empty when nobody was asked about or nobody answered. */
    public Optional<String> answering() {
        return checks.stream()
                .filter(check -> check.name().equals(PeerCheck.ANSWERS) && check.result() == Check.Result.YES)
                .flatMap(check -> check.peer().stream())
                .findFirst();
    }

    /** What there is to say when nothing stands in the way: whoever answers is not said to be switched off. */
    public String healthySentence() {
        return answering()
                .map(name -> Sentences.of("doctor.healthy.answers", name))
                .orElseGet(() -> Sentences.of("doctor.healthy"));
    }
}
