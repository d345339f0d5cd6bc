package wherry.doctor;

import java.util.Locale;
import java.util.Optional;

/**
 * One question that was put to this computer or its networks, and the answer.
 *
 * @param name as scripts read it: {@code hears-own-multicast}
 * @param network the interface that was looked at, by the system's name for it; empty when it was none in particular
 * @param peer who was looked at; empty when it was nobody in particular
 */
public record Check(String name, Optional<String> network, Optional<String> peer, Result result) {
    /** What came of a check. */
    public enum Result {
        YES,
        NO,
        /** It could not be made, or what it showed can mean several things. */
        UNKNOWN;

        static Result of(boolean answer) {
            return answer ? YES : NO;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
