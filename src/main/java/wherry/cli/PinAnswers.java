package wherry.cli;

import java.util.Optional;
import wherry.node.Node;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Event;
import wherry.transfer.PinReason;
import wherry.transfer.Sentences;

/** Answers a receiver that wants a PIN: with the one that was given, else with what somebody types, else with none. */
final class PinAnswers {
    private final Terminal terminal;
    private final Node node;
    private final Optional<String> given;

    PinAnswers(Terminal terminal, Node node, Optional<String> given) {
        this.terminal = terminal;
        this.node = node;
        this.given = given;
    }

    /** Does nothing about other events, and never waits for somebody who types. */
    void answer(Event event) {
        if (!(event instanceof Event.PinWanted wanted)) {
            return;
        }
        if (given.isPresent()) {
            // What was wrong once would be wrong again.
            node.answerPin(wanted.transfer().id(), given.filter(pin -> wanted.reason() == PinReason.NEEDED));
        } else {
            DaemonThreads.start("pin", () -> node.answerPin(wanted.transfer().id(), typed(wanted)));
        }
    }

    private Optional<String> typed(Event.PinWanted wanted) {
        String key = wanted.reason() == PinReason.NEEDED ? "cli.askPin" : "cli.askPinAgain";
        return terminal.secret(Sentences.of(key, wanted.transfer().peerName()));
    }
}
