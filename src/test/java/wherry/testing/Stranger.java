package wherry.testing;

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
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.protocol.homebrew.Homebrew;
import wherry.transfer.Endpoint;

/** Another computer, as far as anybody can tell on a loopback interface; and, forging its address, Bob's. */
public final class Stranger implements Closeable {
    public static final String ADDRESS = "127.0.0.66";

    private static final InetSocketAddress LOCALSEND = new InetSocketAddress("224.0.0.167", 53317);
    private static final InetSocketAddress HOMEBREW = new InetSocketAddress(RunningNode.GROUP, Homebrew.PORT);
    private static final Pattern FILE_ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private static final long PACE_NANOS = 3_000_000;

    private final String alias;
    private final String certificate;
    private final IntSupplier portOfAccomplice;
    private final Supplier<OptionalInt> portOfSender;
    private final ByteArrayOutputStream loot = new ByteArrayOutputStream();
    private final AtomicInteger tried = new AtomicInteger();
    private final DatagramChannel here = socket(ADDRESS);
    private final DatagramChannel asBob = socket("127.0.0.1");
    private final HttpServer plain = HttpServer.create(new InetSocketAddress(0), 50);
    private final ServerSocket homebrew = new ServerSocket(0);

    /**
     * Begins to listen, and forges nothing yet.
     *
     * @param alias of the one it wants to be taken for
     * @param certificate the fingerprint of that one
     * @param portOfAccomplice of somebody with a key of its own who takes everything
     * @param portOfSender where the one to be deceived serves, if that is known
     */
    public Stranger(String alias, String certificate, IntSupplier portOfAccomplice, Supplier<OptionalInt> portOfSender)
            throws IOException {
        this.alias = alias;
        this.certificate = certificate;
        this.portOfAccomplice = portOfAccomplice;
        this.portOfSender = portOfSender;
        plain.createContext("/", this::takeEverything);
        plain.setExecutor(Executors.newCachedThreadPool());
        plain.start();
        new Thread(this::takeUploads, "stranger").start();
    }

    /** All that was sent to it. */
    public synchronized String loot() {
        return loot.toString(StandardCharsets.UTF_8);
    }

    /** How often everything was announced. */
    public int rounds() {
        return tried.get();
    }

    /** Announces everything at least that often and until it is over, and registers now and then. */
    public void forge(int rounds, AtomicBoolean over) {
        for (int i = 0; i < rounds || !over.get(); i++) {
            announceEverything();
            if (i % 10 == 0) {
                portOfSender.get().ifPresent(this::register);
            }
            // Some thousand datagrams a second: more would be a flood, which others test.
            LockSupport.parkNanos(PACE_NANOS);
        }
    }

    @Override
    public void close() throws IOException {
        plain.stop(0);
        homebrew.close();
        here.close();
        asBob.close();
    }

    private void register(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/api/localsend/v2/register"))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            localsend(certificate, "https", portOfAccomplice.getAsInt())))
                    .build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException refused) {
            // As good as answered.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public static boolean isHere(Endpoint endpoint) {
        return endpoint.address().getAddress().getHostAddress().equals(ADDRESS);
    }

    public void announceEverything() {
        int malloryPort = portOfAccomplice.getAsInt();
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

    private static String also(int port) {
        return ",\"also\":{\"localsend\":" + port + "}";
    }

    private String localsend(String certificate, String scheme, int port) {
        return "{\"alias\":\"" + alias + "\",\"version\":\"2.1\",\"deviceType\":\"mobile\",\"fingerprint\":\""
                + certificate + "\",\"port\":" + port + ",\"protocol\":\"" + scheme + "\",\"announce\":true}";
    }

    private String hello(String certificate, int port, String also) {
        return "{\"alias\":\"" + alias + "\",\"fingerprint\":\"" + certificate + "\",\"port\":" + port + also + "}";
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
        byte[] answer = ("{\"alias\":\"" + alias + "\",\"fingerprint\":\"" + certificate
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
