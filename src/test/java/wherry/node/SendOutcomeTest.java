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

    private void ended(String name, String sentence) {
        outcome.accept(new Event.FileEnded("t", Path.of(name), TransferState.DONE, sentence));
    }
}
