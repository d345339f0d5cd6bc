package wherry.ui.missing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import wherry.doctor.Check;
import wherry.doctor.Diagnosis;
import wherry.doctor.Finding;
import wherry.transfer.Sentences;

/** A diagnosis as text, for the window and to be sent to somebody who can help. */
final class DiagnosisText {
    private DiagnosisText() {}

    static String sentence(Finding finding) {
        return Sentences.of("doctor.certainty." + finding.certainty(), finding.sentence());
    }

    static String report(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        if (diagnosis.healthy()) {
            lines.add(diagnosis.healthySentence());
        }
        for (Finding finding : diagnosis.findings()) {
            lines.add(sentence(finding) + " (" + finding.cause() + ")");
            lines.add("  " + finding.advice());
            finding.command().ifPresent(command -> lines.add("    " + command));
        }
        lines.add("");
        diagnosis.checks().forEach(check -> lines.add(line(check)));
        return String.join("\n", lines);
    }

    private static String line(Check check) {
        List<String> where =
                Stream.concat(check.network().stream(), check.peer().stream()).toList();
        return check.name() + (where.isEmpty() ? "" : " (" + String.join(", ", where) + ")") + ": " + check.result();
    }
}
