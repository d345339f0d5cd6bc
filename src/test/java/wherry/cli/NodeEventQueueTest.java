package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Transfer;

class NodeEventQueueTest {
    private final NodeEventQueue queue = new NodeEventQueue();

    @Test
    void eventsComeOutInTheOrderInWhichTheyHappened() throws InterruptedException {
        queue.accept(Event.Logged.now("first"));
        queue.accept(changed("a"));
        queue.accept(Event.Logged.now("second"));
        queue.end();

        assertThat(all()).hasSize(3).element(1).isInstanceOf(Event.TransferChanged.class);
    }

    @Test
    void aSnapshotTakesThePlaceOfTheOneBeforeItOnlyWhenBothAreOfOneTransfer() throws InterruptedException {
        Event latest = changed("a");
        queue.accept(changed("a"));
        queue.accept(latest);
        queue.accept(changed("b"));
        queue.accept(new Event.PeersChanged(List.of()));
        queue.accept(new Event.PeersChanged(List.of()));
        queue.end();

        assertThat(all()).hasSize(3).first().isSameAs(latest);
    }

    @Test
    void linesThatNobodyReadsAreCountedRatherThanKept() throws InterruptedException {
        for (int i = 0; i < 100_000; i++) {
            queue.accept(Event.Logged.now("line " + i));
        }
        queue.end();

        List<Event> all = all();
        assertThat(all).hasSizeLessThan(5_000);
        assertThat(((Event.Logged) all.get(all.size() - 1)).line()).startsWith(100_000 - all.size() + 1 + " lines");
    }

    @Test
    void snapshotsThatNobodyReadsTakeThePlaceOfOlderOnesHoweverTheyAreMixed() throws InterruptedException {
        Event latest = null;
        for (int i = 0; i < 1_000; i++) {
            for (String id : List.of("a", "b", "c")) {
                latest = changed(id);
                queue.accept(latest);
                queue.accept(new Event.PeersChanged(List.of()));
            }
        }
        queue.end();

        assertThat(all()).hasSize(4).contains(latest);
    }

    @Test
    void waitingEndsAtTheDeadlineOrWithTheLastEvent() throws InterruptedException {
        assertThat(queue.take(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20)))
                .isEmpty();
        assertThat(queue.hasEnded()).isFalse();

        queue.end();
        assertThat(queue.take(System.nanoTime() + TimeUnit.HOURS.toNanos(1))).isEmpty();
        assertThat(queue.hasEnded()).isTrue();
    }

    private List<Event> all() throws InterruptedException {
        List<Event> all = new ArrayList<>();
        while (!queue.hasEnded()) {
            queue.take(System.nanoTime() + TimeUnit.HOURS.toNanos(1)).ifPresent(all::add);
        }
        return all;
    }

    private static Event changed(String id) {
        return new Event.TransferChanged(Transfer.begin(id, Direction.SENDING, "photo.jpg", "Quiet Fox"));
    }
}
