package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.EventQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;

class ManyRowsTest extends WindowTest {
    private static final int ROWS = 1_000;
    /** The promise is 100 ms on an idle machine; machines that build are seldom idle. */
    private static final long LIMIT_MILLIS = 400;

    @Test
    void aThousandPeersAndTransfersThatKeepChangingNeverStallTheWindow() throws InterruptedException {
        tellRound(0);
        Probe probe = new Probe();
        probe.start();
        for (int round = 1; round <= 10; round++) {
            tellRound(round);
        }
        long longest = probe.longestMillis();
        assertThat(window.list("peers").target().getModel().getSize()).isEqualTo(ROWS);
        assertThat(window.table("transfers").target().getRowCount()).isEqualTo(ROWS);
        System.out.println("Longest wait for the event thread: " + longest + " ms");
        assertThat(longest).isLessThan(LIMIT_MILLIS);
    }

    private void tellRound(int round) {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String host = "10.0." + i / 250 + "." + (i % 250 + 1);
            peers.add(Scenes.peer(
                    "p" + i,
                    "Peer " + (i * 7 + round) % ROWS,
                    host,
                    (i + round) % 5 == 0 ? Presence.AWAY : Presence.HERE));
            node.tell(new Event.TransferChanged(
                    Scenes.moving("t" + i, Direction.SENDING, "file " + i, "Peer " + i, round * 1_000L + i, 100_000)));
            node.tell(Event.Logged.now("Connect from " + host));
        }
        tell(new Event.PeersChanged(peers));
    }

    /** Asks the event thread for a sign of life again and again, and keeps the longest wait. */
    private static final class Probe extends Thread {
        private final AtomicBoolean ended = new AtomicBoolean();
        private long longest;

        Probe() {
            super("probe");
        }

        @Override
        public void run() {
            while (!ended.get()) {
                CountDownLatch alive = new CountDownLatch(1);
                long asked = System.nanoTime();
                EventQueue.invokeLater(alive::countDown);
                try {
                    alive.await();
                    longest = Math.max(longest, System.nanoTime() - asked);
                    TimeUnit.MILLISECONDS.sleep(2);
                } catch (InterruptedException unexpected) {
                    return;
                }
            }
        }

        long longestMillis() throws InterruptedException {
            ended.set(true);
            join();
            return TimeUnit.NANOSECONDS.toMillis(longest);
        }
    }
}
