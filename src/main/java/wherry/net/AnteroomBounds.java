package wherry.net;

import java.time.Duration;

/**
 * Bounds on the connections of one server.
 *
 * @param connections waiting in the {@link Anteroom} and served, at most
 * @param perAddress of them from one address or IPv6 /64, at most
 * @param patience until a connection must have said enough to be served
 * @param longestOpening in bytes: whoever has said so much is served, whatever it is
 */
public record AnteroomBounds(int connections, int perAddress, Duration patience, int longestOpening) {}
