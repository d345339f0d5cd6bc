package wherry.doctor;

import java.util.List;

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
}
