package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.protocol.localsend.LocalSend;
import wherry.settings.Settings.Asking;
import wherry.testing.Await;
import wherry.testing.RunningNode;
import wherry.testing.TestFiles;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Security;
import wherry.transfer.TransferState;

/** A stranger on the same network claims to be somebody whose certificate is known, in every way that there is. */
@Timeout(180)
class ForgedPeersTest {
    private static final int ROUNDS = 1_000;
    private static final int SENDS = 200;
    private static final String SECRET = "meant for Bob alone";
    private static final InetSocketAddress LOCALSEND = new InetSocketAddress("224.0.0.167", 53317);
    private static final InetSocketAddress HOMEBREW = new InetSocketAddress(RunningNode.GROUP, Homebrew.PORT);
    private static final Pattern FILE_ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String bobsName = "Bob " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path scratch;

    private final List<Closeable> open = new ArrayList<>();
    private RunningNode sender;
    private RunningNode bob;
    private RunningNode mallory;
    private Stranger stranger;

    @BeforeEach
    void begin() throws IOException {
        bob = start("bob", bobsName);
        sender = start("sender", "Sender");
        // Holds a key of its own, and takes whatever comes.
        mallory = start("mallory", bobsName);
        stranger = new Stranger();
    }

    @AfterEach
    void end() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }

    @Test
    void nothingReachesAnybodyButTheOneAimedAtInAThousandRoundsOfForgery() throws Exception {
        Peer known = await(bobsKey());
        Thread forging = new Thread(this::forge, "forging");
        forging.start();

        for (int i = 0; i < SENDS; i++) {
            Peer aimedAt = i % 2 == 0 ? known : await(bobsKey());
            Path file = Files.writeString(scratch.resolve(i + ".txt"), SECRET + " " + i);
            String id = i % 20 == 3
                    ? sender.node().sendText(aimedAt, SECRET + " " + i)
                    : sender.node().send(aimedAt, List.of(file));
            assertThat(sender.awaitEnd(id).state()).as("send %s", i).isEqualTo(TransferState.DONE);
            assertThat(sender.awaitEnd(id).security()).contains(new Security.Verified(bobsKey()));
        }
        forging.join();

        assertThat(TestFiles.names(scratch.resolve("bob")))
                .filteredOn(name -> name.endsWith(".txt"))
                .hasSize(SENDS - SENDS / 20);
        assertThat(stranger.loot.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
        assertThat(scratch.resolve("mallory")).as("what Mallory got").doesNotExist();
        assertThat(await(bobsKey()).endpoints())
                .as("Bob's addresses")
                .allSatisfy(endpoint -> assertThat(known.endpoints()).contains(endpoint));
        assertThat(stranger.tried).as("the forgeries were made").hasValueGreaterThanOrEqualTo(ROUNDS);
    }

    @Test
    void whatIsForgedIsListedForWhatItIs() throws Exception {
        Peer known = await(bobsKey());
        stranger.announceEverything(bobsKey());
        Peer forged = Await.value(
                        "the forged announcement is listed",
                        () -> sender.node().peers().stream()
                                .filter(peer -> peer.endpoints().stream().anyMatch(Stranger::isHere))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(forged.id()).isNotEqualTo(known.id());
        assertThat(forged.proven()).isEmpty();
    }

    private void forge() {
        for (int i = 0; i < ROUNDS; i++) {
            stranger.announceEverything(bobsKey());
            if (i % 10 == 0) {
                stranger.register(bobsKey());
            }
        }
    }

    private String bobsKey() {
        return bob.node().fingerprint().orElseThrow();
    }

    private Peer await(String certificate) {
        return Await.value(
                        "the holder of " + certificate,
                        () -> sender.node().peers().stream()
                                .filter(peer -> peer.proven()
                                        .filter(certificate::equals)
                                        .isPresent())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private RunningNode start(String folder, String alias) throws IOException {
        var settings = RunningNode.settings(alias, scratch.resolve(folder), Asking.ACCEPT);
        RunningNode node = RunningNode.start(
                settings,
                RunningNode.nobodyDecidedAbout(settings.folder()),
                List.of(
                        new LocalSend(
                                LocalSend.Credentials.in(scratch.resolve(folder + "-home"), problem -> {}),
                                settings::alias,
                                () -> TransferLimits.DEFAULT),
                        new Homebrew(HOMEBREW, TransferLimits.DEFAULT)));
        open.add(node);
        node.awaitPort();
        return node;
    }

    /** Another computer, as far as anybody can tell on a loopback interface; and, forging its address, Bob's. */
    private final class Stranger {
        static final String ADDRESS = "127.0.0.66";

        private final ByteArrayOutputStream loot = new ByteArrayOutputStream();
        private final AtomicInteger tried = new AtomicInteger();
        private final DatagramChannel here = socket(ADDRESS);
        private final DatagramChannel asBob = socket("127.0.0.1");
        private final HttpServer plain = HttpServer.create(new InetSocketAddress(0), 50);
        private final ServerSocket homebrew = new ServerSocket(0);

        Stranger() throws IOException {
            plain.createContext("/", this::takeEverything);
            plain.setExecutor(Executors.newCachedThreadPool());
            plain.start();
            open.add(() -> plain.stop(0));
            open.add(homebrew);
            open.add(here);
            open.add(asBob);
            new Thread(this::takeUploads, "stranger").start();
        }

        static boolean isHere(Endpoint endpoint) {
            return endpoint.address().getAddress().getHostAddress().equals(ADDRESS);
        }

        void announceEverything(String certificate) {
            int malloryPort = portOf(mallory.node().fingerprint().orElseThrow());
            for (DatagramChannel from : List.of(here, asBob)) {
                announce(
                        from,
                        LOCALSEND,
                        localsend(certificate, "http", plain.getAddress().getPort()));
                announce(from, LOCALSEND, localsend(certificate, "https", malloryPort));
                announce(from, HOMEBREW, hello(certificate, homebrew.getLocalPort(), ""));
                announce(from, HOMEBREW, hello(certificate, homebrew.getLocalPort(), also(malloryPort)));
                announce(
                        from,
                        HOMEBREW,
                        hello(
                                certificate,
                                homebrew.getLocalPort(),
                                also(plain.getAddress().getPort())));
                announce(from, HOMEBREW, hello(certificate, 0, ""));
            }
            tried.incrementAndGet();
        }

        void register(String certificate) {
            try {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + portOfSender() + "/api/localsend/v2/register"))
                        .POST(HttpRequest.BodyPublishers.ofString(localsend(
                                certificate,
                                "https",
                                portOf(mallory.node().fingerprint().orElseThrow()))))
                        .build();
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            } catch (IOException refused) {
                // As good as answered.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private int portOfSender() {
            return mallory.node().peers().stream()
                    .filter(peer -> peer.proven().equals(sender.node().fingerprint()))
                    .flatMap(peer -> peer.endpoints().stream())
                    .filter(endpoint -> endpoint.security() instanceof Security.Verified)
                    .findFirst()
                    .orElseThrow()
                    .address()
                    .getPort();
        }

        private int portOf(String certificate) {
            return await(certificate).endpoints().stream()
                    .filter(endpoint -> endpoint.security() instanceof Security.Verified)
                    .findFirst()
                    .orElseThrow()
                    .address()
                    .getPort();
        }

        private static String also(int port) {
            return ",\"also\":{\"localsend\":" + port + "}";
        }

        private String localsend(String certificate, String scheme, int port) {
            return "{\"alias\":\"" + bobsName + "\",\"version\":\"2.1\",\"deviceType\":\"mobile\",\"fingerprint\":\""
                    + certificate + "\",\"port\":" + port + ",\"protocol\":\"" + scheme + "\",\"announce\":true}";
        }

        private String hello(String certificate, int port, String also) {
            return "{\"alias\":\"" + bobsName + "\",\"fingerprint\":\"" + certificate + "\",\"port\":" + port + also
                    + "}";
        }

        private static void announce(DatagramChannel from, InetSocketAddress group, String text) {
            try {
                from.send(StandardCharsets.UTF_8.encode(text), group);
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }

        private static DatagramChannel socket(String address) throws IOException {
            DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
            socket.bind(new InetSocketAddress(address, 0));
            socket.setOption(
                    StandardSocketOptions.IP_MULTICAST_IF,
                    NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
            return socket;
        }

        private void takeEverything(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            keep(body);
            Matcher id = FILE_ID.matcher(body);
            String token = id.find() ? "\"" + id.group(1) + "\":\"t\"" : "";
            byte[] answer = ("{\"alias\":\"" + bobsName + "\",\"fingerprint\":\"" + bobsKey()
                            + "\",\"sessionId\":\"s\",\"files\":{" + token + "}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        }

        private void takeUploads() {
            while (!homebrew.isClosed()) {
                try (Socket connection = homebrew.accept();
                        InputStream in = connection.getInputStream()) {
                    keep(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException over) {
                    // The next one, or the end.
                }
            }
        }

        private synchronized void keep(String what) {
            loot.writeBytes(what.getBytes(StandardCharsets.UTF_8));
        }
    }
}
