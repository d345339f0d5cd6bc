package wherry.discovery;

/**
 * Counts what arrived since the start, by what became of it.
 *
 * @param heard made or kept a peer known, or took its leave
 * @param own came from this node
 * @param malformed claimed to be announcements and were none, or were empty: dropped
 * @param oversized longer than {@value GroupSocket#LONGEST_DATAGRAM} bytes: dropped
 * @param passedOver not read, as too many came
 */
public record DatagramCounts(long heard, long own, long malformed, long oversized, long passedOver) {}
