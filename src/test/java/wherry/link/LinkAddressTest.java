package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;

/** Where a link is, and how long. */
@Timeout(60)
class LinkAddressTest {
    @TempDir
    Path scratch;

    private OpenLink open(InetAddress at, Duration life) throws IOException {
        LinkPlan plan = new LinkPlan(
                OpenLink.TOKEN,
                at,
                OptionalInt.of(0),
                LinkPlan.Uploads.OFFERED,
                life,
                Optional.empty(),
                LinkPlan.Encryption.NONE);
        return new OpenLink(plan, RecordingReceiveHandler.acceptingAll(scratch.resolve("in")));
    }

    @Test
    void anAddressOfIpv6IsOneThatBrowsersTake() throws Exception {
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        InetAddress here = InetAddress.getByAddress(loopback);
        boolean has = NetworkInterface.getByInetAddress(here) != null;
        if (!has) {
            System.out.println("SKIPPED: there is no IPv6 here");
        }
        assumeThat(has).isTrue();
        try (OpenLink open = open(here, Duration.ofMinutes(1))) {
            assertThat(open.link.address()).startsWith("http://[").doesNotContain("%");
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(open.link.address()))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(open.events).noneMatch(LinkEvent.Warned.class::isInstance);
        }
    }

    @Test
    void thatBrowsersCannotOpenAnAddressOfOneCableOnlyIsSaid() throws Exception {
        Optional<InetAddress> zoned = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet6Address.class::isInstance)
                .filter(InetAddress::isLinkLocalAddress)
                .findFirst();
        if (zoned.isEmpty()) {
            System.out.println("SKIPPED: no network here has an address that begins with fe80");
        }
        assumeThat(zoned).isPresent();
        try (OpenLink open = open(zoned.orElseThrow(), Duration.ofMinutes(1))) {
            assertThat(open.events)
                    .anyMatch(event -> event instanceof LinkEvent.Warned warned
                            && warned.sentence().contains("fe80"));
        }
    }

    @Test
    void aPageThatIsOnlyOpenDoesNotMakeItLiveLonger() throws Exception {
        try (OpenLink open = open(InetAddress.getLoopbackAddress(), Duration.ofMinutes(1))) {
            RawLink.get(open.link, "");
            Await.until("time passes", () -> open.link.left().toMillis() < 59_000);
            Duration before = open.link.left();

            assertThat(RawLink.get(open.link, "events").status()).isEqualTo(200);
            assertThat(open.link.left()).isLessThan(before);
            Await.until("whatever else is asked for gives it its whole time", () -> {
                assertThat(RawLink.get(open.link, "list").status()).isEqualTo(200);
                return open.link.left().compareTo(before) > 0;
            });
        }
    }
}
