package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wherry.protocol.PinPrompt;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.PinReason;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** Which PINs are remembered, and of whom. */
class PinRequestsTest {
    private final List<Event> events = new ArrayList<>();
    private final PinRequests pins = new PinRequests(events::add);

    @Test
    void theRightOneIsNotAskedForAgain() {
        assertThat(give("first", new Security.Verified("AA"), "4711")).isEqualTo("4711");

        assertThat(prompt("second", new Security.Verified("AA"))
                        .ask(PinReason.NEEDED)
                        .getNow(Optional.empty()))
                .contains("4711");
    }

    @Test
    void aWrongOneIsForgotten() {
        give("first", new Security.Verified("AA"), "4711");
        PinPrompt second = prompt("second", new Security.Verified("AA"));
        assertThat(second.ask(PinReason.NEEDED)).isDone();

        // The one of the first time is not right any more, and whoever is asked now says nothing.
        assertThat(second.ask(PinReason.WRONG)).isNotDone();
        pins.answer("second", Optional.empty());

        assertThat(prompt("third", new Security.Verified("AA")).ask(PinReason.NEEDED))
                .as("nothing is remembered")
                .isNotDone();
    }

    @Test
    void whoeverProvedNothingAndWhoeverIsSomebodyElseAreAskedAnew() {
        give("first", new Security.Verified("AA"), "4711");
        give("second", new Security.Unverified(), "4711");

        assertThat(prompt("third", new Security.Verified("BB")).ask(PinReason.NEEDED))
                .isNotDone();
        assertThat(prompt("fourth", new Security.Unverified()).ask(PinReason.NEEDED))
                .isNotDone();
    }

    private String give(String transfer, Security security, String pin) {
        var asked = prompt(transfer, security).ask(PinReason.NEEDED);
        pins.answer(transfer, Optional.of(pin));
        return asked.join().orElseThrow();
    }

    private PinPrompt prompt(String transfer, Security security) {
        TransferRecorder recorder =
                new TransferRecorder(Transfer.begin(transfer, Direction.SENDING, "a", "Bright Otter"), events::add);
        recorder.over("localsend", security);
        return pins.of(recorder);
    }
}
