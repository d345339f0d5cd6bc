package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.node.LocalNode;
import wherry.node.Node;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.LocalSend;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.TrustStore;
import wherry.testing.TestFiles;

/** A link over TLS with the certificate that LocalSend's peers know this computer by. */
@Timeout(60)
class LinkEncryptionTest {
    @TempDir
    Path scratch;

    private final List<LinkEvent> events = new CopyOnWriteArrayList<>();

    private Node node() {
        LocalSend localSend = new LocalSend(
                LocalSend.Credentials.in(scratch.resolve("home"), line -> {}),
                () -> "Quiet Fox",
                () -> TransferLimits.DEFAULT);
        Settings settings = Settings.defaults("Quiet Fox", scratch.resolve("in"));
        return new LocalNode(
                List.of(localSend),
                settings,
                TrustStore.open(scratch.resolve("home"), Clock.systemUTC()),
                LastAddresses.none(),
                Node.Role.UNATTENDED,
                event -> {});
    }

    private static LinkPlan plan(LinkPlan.Encryption encryption) {
        return new LinkPlan(
                OpenLink.TOKEN,
                InetAddress.getLoopbackAddress(),
                OptionalInt.of(0),
                LinkPlan.Uploads.OFFERED,
                Duration.ofMinutes(1),
                Optional.empty(),
                encryption);
    }

    private static HttpClient client(List<X509Certificate> seen) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody(seen)}, null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static HttpRequest get(String address) {
        return HttpRequest.newBuilder(URI.create(address)).build();
    }

    @Test
    void itIsEncryptedWithOurCertificateAndAPlainRequestOnlyLearnsWhere() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 3_000_000);
        Node node = node();
        try (Link link = Link.open(plan(LinkPlan.Encryption.OWN_CERTIFICATE), LinkHost.of(node), events::add)) {
            link.offer(List.of(file));
            List<X509Certificate> seen = new ArrayList<>();
            HttpClient client = client(seen);

            assertThat(link.address()).startsWith("https://127.0.0.1:" + link.port() + "/");
            HttpResponse<String> page = client.send(get(link.address()), HttpResponse.BodyHandlers.ofString());
            assertThat(page.body()).contains("a.bin").contains("is encrypted").doesNotContain("not encrypted");
            assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure");
            assertThat(HexFormat.of()
                            .withUpperCase()
                            .formatHex(LinkToken.sha256().digest(seen.get(0).getEncoded())))
                    .isEqualTo(node.fingerprint().orElseThrow());
            String path = page.body().replaceAll("(?s).*href=\"(f/[^\"]+)\".*", "$1");
            HttpResponse<byte[]> taken =
                    client.send(get(link.address() + path), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(taken.body()).isEqualTo(Files.readAllBytes(file));

            RawLink.Reply plain = RawLink.get(link, "");
            assertThat(plain.status()).isEqualTo(303);
            assertThat(plain.header("Location")).startsWith("https://127.0.0.1");
            assertThat(plain.headers()).doesNotContainKey("set-cookie");
            assertThat(RawLink.get(link, path).status()).isEqualTo(303);
            assertThat(RawLink.get(link, "/othertoken22/").status()).isEqualTo(404);
        } finally {
            node.close();
        }
    }

    @Test
    void itCanBeChangedWhileItIsOpenAndWithoutNothingIsEncrypted() throws Exception {
        Node node = node();
        try (Link link = Link.open(plan(LinkPlan.Encryption.NONE), LinkHost.of(node), events::add)) {
            HttpClient client = client(new ArrayList<>());
            String encrypted = link.address().replace("http:", "https:");

            assertThat(RawLink.get(link, "").text()).contains("not encrypted");
            assertThatThrownBy(() -> client.send(get(encrypted), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            link.encrypt(LinkPlan.Encryption.OWN_CERTIFICATE);
            assertThat(link.address()).isEqualTo(encrypted);
            assertThat(client.send(get(encrypted), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            node.close();
        }
    }

    /** As somebody who clicks the warning away. */
    private static final class Anybody extends X509ExtendedTrustManager {
        private final List<X509Certificate> seen;

        Anybody(List<X509Certificate> seen) {
            this.seen = seen;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            seen.addAll(List.of(chain));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            seen.addAll(List.of(chain));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            seen.addAll(List.of(chain));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new IllegalStateException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new IllegalStateException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
