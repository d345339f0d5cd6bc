package wherry.protocol.localsend.receiving;

/**
 * Limits how much strangers can have of one server at the same time.
 *
 * @param memory in bytes, for the lists of files of their offers
 */
public record Bounds(int connections, int connectionsPerAddress, int sessions, int sessionsPerAddress, long memory) {
    public static final Bounds DEFAULT = new Bounds(256, 32, 64, 16);

    public Bounds(int connections, int connectionsPerAddress, int sessions, int sessionsPerAddress) {
        this(connections, connectionsPerAddress, sessions, sessionsPerAddress, OfferMemory.usual());
    }

    /** Fewer connections, when the user wants that. */
    Bounds withConnectionsAtMost(int most) {
        return new Bounds(
                Math.min(connections, most),
                Math.min(connectionsPerAddress, most),
                sessions,
                sessionsPerAddress,
                memory);
    }
}
