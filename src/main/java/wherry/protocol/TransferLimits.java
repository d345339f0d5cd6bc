package wherry.protocol;

import java.time.Duration;

/**
 * Bounds on what strangers can make us wait for and hold.
 *
 * @param connect until a connection stands
 * @param header until the header of an upload is complete
 * @param idle the longest pause between two bytes of contents
 * @param confirm until a receiver confirms after the last byte
 * @param stall the longest that a receiver may take no bytes at all: a person may be deciding
 * @param connections at the same time, at most
 */
public record TransferLimits(
        Duration connect, Duration header, Duration idle, Duration confirm, Duration stall, int connections) {
    public static final TransferLimits DEFAULT = new TransferLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(120),
            Duration.ofMinutes(15),
            1024);
}
