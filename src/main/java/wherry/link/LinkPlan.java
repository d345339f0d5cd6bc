package wherry.link;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Specifies what a link is to be.
 *
 * @param token as {@link LinkToken} says
 * @param at the address that it is opened on, and that is shown
 * @param port that one and no other; empty takes the usual one, or the next that is free
 * @param uploads whether anything can be left
 * @param life until it ends by itself when nobody asks for anything; this and what follows can be changed while it is open
 * @param pin what visitors must give; empty for nothing
 * @param encryption of the connections
 */
public record LinkPlan(
        String token,
        InetAddress at,
        OptionalInt port,
        Uploads uploads,
        Duration life,
        Optional<String> pin,
        Encryption encryption) {
    /** The first port that is tried. */
    public static final int PORT = 53380;

    /** Who can read along. */
    public enum Encryption {
        /** Anybody on the way. */
        NONE,
        /** Nobody, but browsers warn that they do not know the certificate. */
        OWN_CERTIFICATE
    }

    /** What is done with what visitors want to leave. */
    public enum Uploads {
        OFFERED,
        REFUSED
    }
}
