package wherry.settings;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import wherry.settings.Trust.Decision;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** Bounds the number of decisions: those that make no difference go first, the oldest before the others. */
record TrustLimit(int most) {
    /** @throws IOException with a sentence: all of them make a difference */
    void makeRoom(Map<String, Trust> all, Instant now) throws IOException {
        List<String> dispensable = all.values().stream()
                .filter(trust -> trust.at(now).decision() == Decision.ASK && !trust.checked())
                .map(Trust::fingerprint)
                .limit(Math.max(0, all.size() - most))
                .toList();
        dispensable.forEach(all::remove);
        if (all.size() > most) {
            throw new ProtocolException(Sentences.of("trust.full", most));
        }
    }
}
