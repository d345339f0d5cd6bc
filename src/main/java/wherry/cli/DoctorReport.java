package wherry.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import wherry.doctor.Check;
import wherry.doctor.Diagnosis;
import wherry.doctor.Finding;
import wherry.transfer.Sentences;

/** Writes a diagnosis for people, or as one JSON object for scripts. */
final class DoctorReport {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private DoctorReport() {}

    static List<String> lines(Diagnosis diagnosis) {
        if (diagnosis.healthy()) {
            return List.of(diagnosis.healthySentence());
        }
        List<String> lines = new ArrayList<>();
        for (Finding finding : diagnosis.findings()) {
            lines.add(Sentences.of("doctor.certainty." + finding.certainty(), finding.sentence()));
            lines.add("  " + finding.advice());
            finding.command().ifPresent(command -> lines.add("    " + command));
        }
        return lines;
    }

    static String json(Diagnosis diagnosis) {
        JsonObject object = new JsonObject();
        object.addProperty("healthy", diagnosis.healthy());
        JsonArray findings = new JsonArray();
        diagnosis.findings().forEach(finding -> findings.add(object(finding)));
        object.add("findings", findings);
        JsonArray checks = new JsonArray();
        diagnosis.checks().forEach(check -> checks.add(object(check)));
        object.add("checks", checks);
        return GSON.toJson(object);
    }

    private static JsonObject object(Finding finding) {
        JsonObject object = new JsonObject();
        object.addProperty("cause", finding.cause().toString());
        object.addProperty("certainty", finding.certainty().toString());
        finding.network().ifPresent(network -> object.addProperty("interface", network));
        finding.peer().ifPresent(peer -> object.addProperty("peer", peer));
        object.addProperty("sentence", finding.sentence());
        object.addProperty("advice", finding.advice());
        finding.command().ifPresent(command -> object.addProperty("command", command));
        return object;
    }

    private static JsonObject object(Check check) {
        JsonObject object = new JsonObject();
        object.addProperty("check", check.name());
        check.network().ifPresent(network -> object.addProperty("interface", network));
        check.peer().ifPresent(peer -> object.addProperty("peer", peer));
        object.addProperty("result", check.result().toString());
        return object;
    }
}
