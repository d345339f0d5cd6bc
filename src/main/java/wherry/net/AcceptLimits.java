package wherry.net;

import java.time.Duration;

/**
 * Bounds the connections of one server.
 *
 * @param connections waiting in the {@link Acceptor} and served, at most
 * @param perAddress of them from one address or IPv6 /64, at most
 * @param patience until a connection must have said enough to be served
 * @param longestFirstBytes in bytes: whoever has said so much is served, whatever it is
 */
public record AcceptLimits(int connections, int perAddress, Duration patience, int longestFirstBytes) {}
