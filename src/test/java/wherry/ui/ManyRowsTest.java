package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.EventQueue;
import java.awt.event.KeyEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.swing.JTable;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Event.FileEnded.Contents;
import wherry.transfer.OfferedFile;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.TransferState;

class ManyRowsTest extends WindowTest {
    private static final int ROWS = 1_000;
    /** Of the event thread's own work: what it waits for a processor says nothing of us. */
    private static final long LIMIT_MILLIS = 50;

    @Test
    void aThousandPeersAndTransfersThatKeepChangingNeverStallTheWindow() throws InterruptedException {
        tellRound(0);
        Probe probe = new Probe();
        probe.start();
        for (int round = 1; round <= 10; round++) {
            tellRound(round);
        }
        long longest = probe.longestWorkMillis();
        assertThat(window.list("peers").target().getModel().getSize()).isEqualTo(ROWS);
        assertThat(window.table("transfers").target().getRowCount()).isEqualTo(ROWS);
        assertThat(longest).isLessThan(LIMIT_MILLIS);
    }

    @Test
    void aHundredThousandFilesUnfoldAndEndWithoutStallingTheWindow() throws InterruptedException {
        int count = 100_000;
        List<OfferedFile> files = manyFiles(count);
        node.tell(new Event.FilesListed("big", files, List.of(), List.of()));
        tell(new Event.TransferChanged(Scenes.moving("big", Direction.RECEIVING, "photos", "Otter", 1_000, 100_000)));
        JTable table = window.table("transfers").target();
        Probe probe = new Probe();
        probe.start();
        onEventThread(() -> table.setRowSelectionInterval(0, 0));
        focus("transfers");
        press(KeyEvent.VK_RIGHT);
        await("they are unfolded", () -> table.getRowCount() == count + 1);
        for (int i = 0; i < count; i++) {
            node.tell(new Event.FileSaved("big", files.get(i).name(), folder, Contents.THERE_ALREADY));
            if (i % 5_000 == 0) {
                node.tell(new Event.TransferChanged(
                        Scenes.moving("big", Direction.RECEIVING, "photos", "Otter", 1_000 + i, 100_000)));
                onEventThread(() -> table.scrollRectToVisible(table.getCellRect(table.getRowCount() - 1, 0, true)));
                onEventThread(() -> table.scrollRectToVisible(table.getCellRect(0, 0, true)));
            }
        }
        press(KeyEvent.VK_END);
        press(KeyEvent.VK_LEFT);
        press(KeyEvent.VK_LEFT);
        await("they are folded", () -> table.getRowCount() == 1);
        assertThat(probe.longestWorkMillis()).isLessThan(LIMIT_MILLIS);
    }

    @Test
    void whatTheKeysUnfoldAtTheLowerEdgeComesIntoView() {
        node.tell(new Event.FilesListed("t0", manyFiles(2), List.of(), List.of()));
        node.tell(new Event.FilesListed("t1", manyFiles(1_000), List.of(), List.of()));
        for (String id : List.of("t0", "t1", "t2", "t3", "t4", "t5")) {
            tell(new Event.TransferChanged(Scenes.moving(id, Direction.RECEIVING, id, "Peer " + id, 1_000, 100_000)));
        }
        JTable table = window.table("transfers").target();
        focus("transfers");
        press(KeyEvent.VK_END);
        press(KeyEvent.VK_RIGHT);
        await("they are unfolded", () -> table.getRowCount() == 8);
        assertThat(read(() -> table.getVisibleRect().contains(table.getCellRect(7, 0, true))))
                .isTrue();
        press(KeyEvent.VK_UP);
        press(KeyEvent.VK_RIGHT);
        await("they are unfolded", () -> table.getRowCount() == 1_008);
        assertThat(read(() -> table.getVisibleRect().contains(table.getCellRect(4, 0, true))))
                .as("what they belong to")
                .isTrue();
        assertThat(read(() -> table.getVisibleRect().contains(table.getCellRect(5, 0, true))))
                .as("their first")
                .isTrue();
    }

    @Test
    void allOfItAtOnceLetsTheUserGoOn() throws InterruptedException {
        int count = 100_000;
        List<OfferedFile> files = manyFiles(count);
        tellRound(0);
        node.tell(new Event.FilesListed("big", files, List.of(), List.of()));
        tell(new Event.TransferChanged(Scenes.moving("big", Direction.RECEIVING, "photos", "Otter", 1_000, 100_000)));
        JTable table = window.table("transfers").target();
        onEventThread(() -> table.setRowSelectionInterval(0, 0));
        focus("transfers");
        Probe probe = new Probe();
        probe.start();
        press(KeyEvent.VK_RIGHT);
        await("they are unfolded", () -> table.getRowCount() == count + 1 + ROWS);
        for (int round = 1; round <= 3; round++) {
            tellRound(round);
        }
        for (int i = 0; i < ROWS; i++) {
            node.tell(new Event.TransferChanged(Scenes.ended(
                    "t" + i,
                    Direction.SENDING,
                    "file " + i,
                    "Peer " + i,
                    TransferState.FAILED,
                    "Nobody answered at that address in time: look whether the other device sleeps. " + i)));
        }
        tell(new Event.TransferChanged(Scenes.moving("new", Direction.RECEIVING, "n", "Otter", 1_000, 100_000)));
        int width = read(frame::getWidth);
        for (int narrower = 0; narrower < 120; narrower += 40) {
            int now = width - narrower;
            onEventThread(() -> frame.setSize(now, frame.getHeight()));
            robot.waitForIdle();
        }
        focus("peerFilter");
        press(KeyEvent.VK_7);
        press(KeyEvent.VK_BACK_SPACE);
        focus("transfers");
        press(KeyEvent.VK_HOME);
        assertThat(probe.longestWorkMillis()).isLessThan(LIMIT_MILLIS);
    }

    private static List<OfferedFile> manyFiles(int count) {
        List<OfferedFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(new OfferedFile("photos/" + i % 100 + "/a file with a name " + i + ".jpg", i));
        }
        return files;
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

    /** Asks the event thread for a sign of life again and again, and keeps how long it worked at most before it gave one. */
    private static final class Probe extends Thread {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final AtomicBoolean ended = new AtomicBoolean();
        private long worked;
        private long longest;

        Probe() {
            super("probe");
        }

        @Override
        public void run() {
            ask();
            longest = 0;
            while (!ended.get()) {
                ask();
            }
        }

        private void ask() {
            long before = worked;
            CountDownLatch alive = new CountDownLatch(1);
            EventQueue.invokeLater(() -> {
                worked = threads.getCurrentThreadCpuTime();
                alive.countDown();
            });
            try {
                alive.await();
                longest = Math.max(longest, worked - before);
                TimeUnit.MILLISECONDS.sleep(2);
            } catch (InterruptedException unexpected) {
                ended.set(true);
            }
        }

        long longestWorkMillis() throws InterruptedException {
            ended.set(true);
            join();
            return TimeUnit.NANOSECONDS.toMillis(longest);
        }
    }
}
