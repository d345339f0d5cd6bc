package wherry.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import wherry.doctor.Check;
import wherry.doctor.Diagnosis;
import wherry.doctor.Finding;
import wherry.doctor.Patient;
import wherry.transfer.Network;
import wherry.ui.missing.Examiner;

/** Finds what it is told to find, and notes whom it was asked about. */
final class RecordingExaminer implements Examiner {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Finding> findings = new CopyOnWriteArrayList<>();

    /** One more from now on. */
    RecordingExaminer finding(Finding finding) {
        findings.add(finding);
        return this;
    }

    /** All is well from now on. */
    void mend() {
        findings.clear();
    }

    @Override
    public Diagnosis examine(List<Network> networks) {
        asked.add("everybody");
        return diagnosis();
    }

    @Override
    public Diagnosis examine(List<Network> networks, Patient patient) {
        asked.add(patient.name() + patient.addresses());
        Diagnosis here = diagnosis();
        List<Check> checks = new ArrayList<>(here.checks());
        checks.add(new Check(
                "peer-answers",
                java.util.Optional.of("eth0"),
                java.util.Optional.of(patient.name()),
                patient.addresses().isEmpty() ? Check.Result.NO : Check.Result.YES));
        return new Diagnosis(here.findings(), checks);
    }

    @Override
    public Diagnosis examineThisComputer(List<Network> networks) {
        asked.add("this computer");
        return diagnosis();
    }

    private Diagnosis diagnosis() {
        Check check = new Check(
                "hears-own-multicast",
                java.util.Optional.of("eth0"),
                java.util.Optional.empty(),
                findings.isEmpty() ? Check.Result.YES : Check.Result.NO);
        return new Diagnosis(new ArrayList<>(findings), List.of(check));
    }
}
