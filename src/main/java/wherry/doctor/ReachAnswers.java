package wherry.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import wherry.protocol.Reach;
import wherry.transfer.Endpoint;

/**
 * Keeps for a moment what peers said of our reach: each says it only once in five seconds, and whoever looks again within
 * them is to hear the same. Safe for use by many threads.
 */
final class ReachAnswers {
    private static final long LASTS = TimeUnit.MILLISECONDS.toNanos(5_500);
    private static final int MOST = 64;

    private final LongSupplier nanoTime;
    private final Map<Question, Answer> answers = new LinkedHashMap<>();

    private record Question(Endpoint peer, int ownPort) {}

    private record Answer(Reach reach, long at) {}

    ReachAnswers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What is known now that the peer has answered: what it says, or what it said a moment ago if it says nothing now. */
    synchronized Optional<Reach> with(Endpoint peer, int ownPort, Optional<Reach> answered) {
        long now = nanoTime.getAsLong();
        answers.values().removeIf(answer -> now - answer.at() > LASTS);
        Question question = new Question(peer, ownPort);
        if (answered.filter(Reach.NOT_NOW::equals).isPresent()) {
            return Optional.ofNullable(answers.get(question)).map(Answer::reach).or(() -> answered);
        }
        if (answered.isPresent() && answers.size() < MOST) {
            answers.put(question, new Answer(answered.get(), now));
        }
        return answered;
    }
}
