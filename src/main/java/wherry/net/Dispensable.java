package wherry.net;

import java.util.function.BooleanSupplier;

/**
 * Says how a connection can be ended that would not be missed as much as a new one.
 *
 * @param since when it began to do what it does, by {@link System#nanoTime}
 * @param end ends it; false if it has begun meanwhile to do what would be missed
 */
public record Dispensable(PendingConnection connection, long since, BooleanSupplier end) {}
