package wherry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    @Test
    void whoeverAnswersIsNotSaidToBeSwitchedOff() {
        assertThat(healthy(answers("Bee", Check.Result.YES)).healthySentence())
                .isEqualTo("Nothing stands in the way: Bee is there and takes connections.");
    }

    @Test
    void whoIsToBeFoundIsOnlyGuessedWhereNobodyAnswered() {
        String general = healthy().healthySentence();

        assertThat(general).contains("whoever is missing is not switched on");
        assertThat(healthy(answers("Bee", Check.Result.NO)).healthySentence()).isEqualTo(general);
    }

    /** One address of several is enough. */
    @Test
    void oneAnswerIsEnough() {
        assertThat(healthy(answers("Bee", Check.Result.NO), answers("Bee", Check.Result.YES))
                        .answering())
                .contains("Bee");
    }

    private static Diagnosis healthy(Check... checks) {
        return new Diagnosis(List.of(), List.of(checks));
    }

    private static Check answers(String peer, Check.Result result) {
        return new Check("peer-answers", Optional.of("eth0"), Optional.of(peer), result);
    }
}
