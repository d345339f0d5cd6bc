package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** What the doctor said, and how it ended. */
record Said(int exitCode, JsonObject json, String text) {
    List<String> causes() {
        return json.getAsJsonArray("findings").asList().stream()
                .map(finding -> finding.getAsJsonObject().get("cause").getAsString())
                .toList();
    }

    JsonObject finding() {
        return json.getAsJsonArray("findings").get(0).getAsJsonObject();
    }

    Optional<String> check(String name) {
        return json.getAsJsonArray("checks").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(check -> check.get("check").getAsString().equals(name))
                .map(check -> check.get("result").getAsString())
                .findFirst();
    }

    /** It found this, and nothing else. */
    void assertFound(String cause, String certainty) {
        assertThat(causes()).as(text).containsExactly(cause);
        assertThat(finding().get("certainty").getAsString()).as(text).isEqualTo(certainty);
        assertThat(exitCode).isEqualTo(1);
        assertThat(json.get("healthy").getAsBoolean()).isFalse();
    }

    /** It found nothing. */
    void assertHealthy() {
        assertThat(causes()).as(text).isEmpty();
        assertThat(exitCode).as(text).isZero();
        assertThat(json.get("healthy").getAsBoolean()).isTrue();
    }
}
