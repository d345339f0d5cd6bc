package wherry.protocol.localsend;

/** How much strangers can have of one server at the same time. */
record Bounds(int connections, int connectionsPerAddress, int sessions, int sessionsPerAddress) {
    static final Bounds DEFAULT = new Bounds(256, 32, 64, 16);

    /** Fewer connections, when the user wants that. */
    Bounds withConnectionsAtMost(int most) {
        return new Bounds(
                Math.min(connections, most), Math.min(connectionsPerAddress, most), sessions, sessionsPerAddress);
    }
}
