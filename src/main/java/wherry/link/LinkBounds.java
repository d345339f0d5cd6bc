package wherry.link;

import java.time.Duration;

/**
 * Bounds what strangers can take of a link (link.md, "Bounds").
 *
 * @param connections at the same time, at most
 * @param perAddress of them from one address or IPv6 /64, at most
 * @param head until the head of a request has come, and anything short that follows it
 * @param idle the longest pause between two bytes of contents
 */
record LinkBounds(int connections, int perAddress, Duration head, Duration idle) {
    static final LinkBounds USUAL = new LinkBounds(128, 16, Duration.ofSeconds(10), Duration.ofSeconds(30));
}
