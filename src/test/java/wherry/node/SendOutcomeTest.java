package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import wherry.transfer.Event;
import wherry.transfer.TransferState;

class SendOutcomeTest {
    private final SendOutcome outcome = new SendOutcome();

    @Test
    void whatIsSaidOfAFileIsSaidOfTheTransferWhereThatIsAllOfIt() {
        ended("CON", "There it is called _CON.");
        assertThat(outcome.sentence("")).isEqualTo("There it is called _CON.");
    }

    @Test
    void amongSeveralFilesTheOneThatSomethingIsSaidOfIsNamed() {
        ended("a.txt", "");
        ended("CON", "There it is called _CON.");
        assertThat(outcome.sentence("")).isEqualTo("Delivered. CON: There it is called _CON.");
        ended("b?.txt", "There it is called b_.txt.");
        ended("c?.txt", "There it is called c_.txt.");
        assertThat(outcome.sentence(""))
                .isEqualTo("Delivered. CON: There it is called _CON. There is something to say of 2 more.");
    }

    @Test
    void whereNothingIsToBeSaidItIsDelivered() {
        ended("a.txt", "");
        ended("b.txt", "");
        assertThat(outcome.sentence("")).isEqualTo("Delivered.");
    }

    @Test
    void ofWhatWasDeclinedAsAWholeNothingIsCounted() {
        ended("a.txt", TransferState.DECLINED, "The receiver declined.");
        ended("b.txt", TransferState.DECLINED, "The receiver declined.");
        assertThat(outcome.sentence("")).isEqualTo("The receiver declined.");
        ended("c.txt", "");
        assertThat(outcome.sentence("")).isEqualTo("2 of 3 files were not delivered. The receiver declined.");
    }

    @Test
    void whereNothingArrivedThatIsSaid() {
        ended("a.txt", TransferState.FAILED, "The other side broke off.");
        ended("b.txt", TransferState.DECLINED, "The receiver declined.");
        assertThat(outcome.sentence("")).isEqualTo("None of the 2 files was delivered. The other side broke off.");
    }

    private void ended(String name, String sentence) {
        ended(name, TransferState.DONE, sentence);
    }

    private void ended(String name, TransferState state, String sentence) {
        outcome.accept(new Event.FileEnded("t", Path.of(name), state, sentence));
    }
}
