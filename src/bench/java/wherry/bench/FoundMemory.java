package wherry.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import wherry.discovery.Announcement;
import wherry.discovery.PeerTable;
import wherry.transfer.Security;

/** Tells what the table of peers holds after ten thousand have come and gone, again and again. */
final class FoundMemory {
    private static final int PEERS = 10_000;
    private static final int ROUNDS = 4;

    private Instant now = Instant.now();

    void run() throws IOException {
        InstantSource time = () -> now;
        PeerTable table = new PeerTable(time.withZone(ZoneOffset.UTC), peers -> {});
        Clock real = Clock.systemUTC();
        Instant begun = real.instant();
        System.out.printf(Locale.ROOT, "%,d peers come and go; the heap after each round in KiB:", PEERS);
        System.out.printf(Locale.ROOT, " %,d", usedKib());
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < PEERS; i++) {
                String fingerprint = String.format(Locale.ROOT, "%064X", round * PEERS + i);
                Announcement shown = new Announcement(
                        "localsend",
                        "Peer " + i,
                        Optional.of(fingerprint),
                        53317,
                        new Security.Verified(fingerprint),
                        Duration.ofSeconds(35));
                table.heard(shown, InetAddress.getByAddress(new byte[] {10, (byte) round, (byte) (i >> 8), (byte) i}));
                pass(table, Duration.ofSeconds(20));
            }
            pass(table, Duration.ofHours(2));
            System.out.printf(Locale.ROOT, " %,d", usedKib());
        }
        System.out.printf(
                Locale.ROOT,
                "; %d listed, %d s%n",
                table.peers().size(),
                Duration.between(begun, real.instant()).toSeconds());
    }

    private void pass(PeerTable table, Duration passed) {
        now = now.plus(passed);
        table.sweep();
    }

    private static long usedKib() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 10;
    }
}
