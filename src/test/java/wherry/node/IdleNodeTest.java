package wherry.node;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.TrustStore;
import wherry.testing.Await;
import wherry.transfer.Event;

/** What the node's own thread does while there is nothing to do. */
@Timeout(60)
class IdleNodeTest {
    @TempDir
    Path home;

    @Test
    void itWaitsForSomethingToDoAndNotForTimeToPass() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Settings settings = Settings.defaults("Quiet Fox", home.resolve("in"));
        Node node = new LocalNode(
                List.of(new Homebrew(new InetSocketAddress(settings.group(), Homebrew.PORT), TransferLimits.DEFAULT)),
                settings,
                TrustStore.open(home, Clock.systemUTC()),
                LastAddresses.none(),
                Node.Role.OBSERVER,
                event -> {
                    if (event instanceof Event.NetworksChanged) {
                        begun.countDown();
                    }
                });
        Thread thread = new Thread(node::run, "idle node");
        thread.start();
        begun.await();

        Await.until("it waits without end", () -> thread.getState() == Thread.State.WAITING);

        node.close();
        thread.join();
    }
}
