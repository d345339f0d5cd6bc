package wherry.node;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import wherry.protocol.PinPrompt;
import wherry.transfer.Event;
import wherry.transfer.PinReason;
import wherry.transfer.Security;
import wherry.transfer.TransferRecorder;

/**
 * Asks the user for the PINs of receivers. One that was given to somebody who proved who it is, is kept in memory until
 * the node is closed, so that a transfer which is tried again need not ask again. Safe for use by many threads.
 */
final class PinRequests {
    private final Consumer<Event> events;
    private final Map<String, CompletableFuture<Optional<String>>> open = new ConcurrentHashMap<>();
    /** By the fingerprint of the receiver's certificate. */
    private final Map<String, String> given = new ConcurrentHashMap<>();

    PinRequests(Consumer<Event> events) {
        this.events = events;
    }

    /** What one transfer asks through. */
    PinPrompt of(TransferRecorder recorder) {
        return new Prompt(recorder);
    }

    /** The user's answer; empty when none will be given. Does nothing when nobody asks any more. */
    void answer(String transferId, Optional<String> pin) {
        CompletableFuture<Optional<String>> question = open.get(transferId);
        if (question != null) {
            question.complete(pin.filter(text -> !text.isEmpty()));
        }
    }

    private final class Prompt implements PinPrompt {
        private final TransferRecorder recorder;
        private boolean fromMemory;

        Prompt(TransferRecorder recorder) {
            this.recorder = recorder;
        }

        @Override
        public CompletableFuture<Optional<String>> ask(PinReason reason) {
            Optional<String> receiver = receiver();
            Optional<String> known = receiver.map(given::get);
            if (known.isPresent() && reason == PinReason.NEEDED) {
                fromMemory = true;
                return CompletableFuture.completedFuture(known);
            }
            receiver.ifPresent(given::remove);
            // Whoever is asked now has not given the one that was wrong.
            PinReason told = fromMemory ? PinReason.NEEDED : reason;
            fromMemory = false;
            return askPerson(told, receiver);
        }

        private Optional<String> receiver() {
            return recorder.snapshot()
                    .security()
                    .filter(Security.Verified.class::isInstance)
                    .map(security -> ((Security.Verified) security).fingerprint());
        }

        private CompletableFuture<Optional<String>> askPerson(PinReason reason, Optional<String> receiver) {
            String id = recorder.snapshot().id();
            CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
            open.put(id, answer);
            events.accept(new Event.PinWanted(recorder.snapshot(), reason));
            // Answered, or of no interest any more because the transfer was cancelled.
            CompletableFuture<Optional<String>> closing = answer.whenComplete((pin, cancelled) -> {
                open.remove(id, answer);
                events.accept(new Event.PinClosed(id));
            });
            closing.exceptionally(cancelled -> Optional.empty());
            return answer.whenComplete((pin, cancelled) -> {
                if (pin != null && pin.isPresent()) {
                    receiver.ifPresent(fingerprint -> given.put(fingerprint, pin.get()));
                }
            });
        }
    }
}
