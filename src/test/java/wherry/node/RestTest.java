package wherry.node;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.Lan;
import wherry.testing.Lines;
import wherry.testing.Namespaces;

/** What Wherry sends while nothing happens. */
@Timeout(240)
class RestTest {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int SECONDS = 15;
    private static final int SECONDS_TO_SETTLE = 4;

    @TempDir
    Path homes;

    @Test
    void withTwentyPeersFewerThanSixtyPacketsAMinuteAreSentBesideTheHello() throws Exception {
        assumeTrue(Namespaces.possible(), "network namespaces cannot be made here");
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            for (int computer = 2; computer <= 3; computer++) {
                Path homesThere = homes.resolve("computer-" + computer);
                new Lines(lan.start(lan.add(computer), CrowdHelper.class, homesThere.toString(), "10"))
                        .await("running", START);
            }
            Path into = Files.createDirectories(homes.resolve("inbox"));
            Lines said = lan.wherry(own, homes.resolve("own"), "receive", "--into", into.toString());
            said.await("Port = ", START);
            lan.countSent(own);
            // Nobody says when all have met; where little time is left for each, it is later.
            Await.within(
                    START.multipliedBy(3),
                    "no more than one packet a second is sent",
                    () -> sentWithin(lan, own, SECONDS_TO_SETTLE) < SECONDS_TO_SETTLE
                            && sentWithin(lan, own, SECONDS) < SECONDS);

            Lines peers = lan.wherry(own, homes.resolve("looker"), "peers", "--watch", "--json", "--for", "30");
            for (int i = 0; i < 20; i++) {
                peers.await("\"verified\":true", START);
            }
        }
    }

    private static int sentWithin(Lan lan, String computer, int seconds) throws Exception {
        int before = lan.sent(computer);
        Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        return lan.sent(computer) - before;
    }
}
