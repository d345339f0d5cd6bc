package wherry.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Compares the page for browsers with a bare server for the same curl (download) and a bare receiver for the same
 * Chromium (upload).
 */
final class LinkReport {
    private static final List<String> CHROMIUMS = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");
    private static final String BARE_CURL = "curl from a bare server";
    private static final long SLICE = 8 << 20;
    private static final String PAGE = """
            <!doctype html><title>bare</title><input type=file id=choose><script>
            document.getElementById('choose').onchange = event => {
              const request = new XMLHttpRequest();
              request.open('POST', 'up');
              request.onload = () => { document.title = 'done'; };
              request.send(event.target.files[0]);
            };
            </script>""";

    private final Scratch scratch;
    private final long size;
    private final int rounds;
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    LinkReport(Scratch scratch, long size, int rounds) {
        this.scratch = scratch;
        this.size = size;
        this.rounds = rounds;
    }

    void run() throws IOException, InterruptedException {
        Path file = scratch.file(size);
        Path folder = Files.createDirectories(file.resolveSibling("link"));
        Pair bare = new Pair("bare pair", SenderProcess.bare(), ReceiverProcess.bare(scratch));
        Child link = Child.wherry(
                List.of(),
                "link",
                file.toString(),
                "--interface",
                "lo",
                "--port",
                "0",
                "--into",
                folder.resolve("in").toString(),
                "--home",
                folder.resolve("home").toString());
        try {
            String address = link.line().replace("Link: ", "");
            String page = page(address);
            String path = page.replaceAll("(?s).*href=\"(f/[^\"]+)\".*", "$1");
            String zip = page.replaceAll("(?s).*href=\"(zip/[^\"]+)\".*", "$1");
            long idle = link.peakMebibytes();
            Path taken = folder.resolve("taken");
            for (int round = 0; round <= rounds; round++) {
                keep(round, "bare pair", () -> bare.run(file).seconds());
                keep(round, BARE_CURL, () -> bareCurl(file, taken));
                keep(round, "curl", () -> curl(address + path, taken));
                keep(round, "curl, zip", () -> curl(address + zip, taken));
                Files.delete(taken);
            }
            long afterDownloads = link.peakMebibytes();
            uploads(address, file, folder);
            System.out.printf(
                    "%nMemory of Wherry: %d MiB before, %d MiB at most after downloads, %d MiB after uploads%n",
                    idle, afterDownloads, link.peakMebibytes());
            report();
        } finally {
            link.stop();
            bare.close();
            delete(folder);
        }
    }

    private void uploads(String address, Path file, Path folder) throws IOException, InterruptedException {
        String chromium = CHROMIUMS.stream()
                .filter(each -> Files.exists(Path.of(each)))
                .findFirst()
                .orElse("");
        Path modules = Path.of("target", "npm-playwright", "node_modules").toAbsolutePath();
        if (chromium.isEmpty() || !Files.exists(modules)) {
            System.out.println("No Chromium, or no playwright-core (run LinkBrowserTest once): uploads are left out.");
            return;
        }
        HttpServer receiver = bareReceiver();
        Process browser = new ProcessBuilder(
                        "env", "NODE_PATH=" + modules, "node", "src/test/browser/link.js", chromium)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = browser.inputReader()) {
            String bare = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
            for (int round = 0; round <= rounds; round++) {
                keep(round, "Chromium to a bare receiver", () -> play(browser, lines, "bare", bare, file));
                keep(round, "Chromium to Wherry", () -> play(browser, lines, "upload", address, file));
                delete(folder.resolve("in"));
            }
        } finally {
            receiver.stop(0);
            browser.getOutputStream().close();
            browser.waitFor();
        }
    }

    private static double play(Process browser, BufferedReader lines, String scene, String address, Path file)
            throws IOException {
        String command = "{\"scene\":\"%s\",\"url\":\"%s\",\"signal\":\"\",\"files\":[\"%s\"]}%n"
                .formatted(scene, address, file);
        browser.getOutputStream().write(command.getBytes(StandardCharsets.UTF_8));
        browser.getOutputStream().flush();
        double seconds = Double.NaN;
        for (String line = lines.readLine(); line != null && !line.equals("END"); line = lines.readLine()) {
            if (line.startsWith("seconds ")) {
                seconds = Double.parseDouble(line.substring("seconds ".length()));
            } else {
                System.out.println(line);
            }
        }
        return seconds;
    }

    /** Throws everything away. */
    private static HttpServer bareReceiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "bare receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", LinkReport::receive);
        server.start();
        return server;
    }

    private static void receive(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            byte[] sink = new byte[1 << 20];
            int n = in.read(sink);
            while (n >= 0) {
                n = in.read(sink);
            }
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private static String page(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** From a program that does nothing but sendfile, in slices of 8 MiB. */
    private static double bareCurl(Path file, Path to) throws IOException, InterruptedException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread serving = new Thread(() -> serve(server, file), "bare server");
            serving.start();
            double took = curl("http://127.0.0.1:" + server.socket().getLocalPort() + "/", to);
            serving.join();
            return took;
        }
    }

    private static void serve(ServerSocketChannel server, Path file) {
        try (SocketChannel channel = server.accept();
                FileChannel contents = FileChannel.open(file)) {
            channel.read(ByteBuffer.allocate(8 << 10));
            String head = "HTTP/1.1 200 OK\r\nContent-Length: " + contents.size() + "\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            for (long sent = 0; sent < contents.size(); ) {
                sent += contents.transferTo(sent, SLICE, channel);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static double curl(String address, Path to) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int exit = new ProcessBuilder("curl", "-sS", "-f", "-o", to.toString(), address)
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("curl ended with " + exit);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void keep(int round, String what, Callable<Double> run) throws IOException {
        try {
            double took = run.call();
            if (round > 0) {
                seconds.computeIfAbsent(what, nothing -> new ArrayList<>()).add(took);
            }
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }

    private void report() {
        System.out.printf("%n%-30s %8s %10s%n", size + " bytes, " + rounds + " rounds", "MB/s", "of bare");
        seconds.forEach((what, all) -> {
            List<Double> bare = seconds.get(limit(what));
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                ratios.add(bare.get(i) / all.get(i));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %8.0f %10.2f%n",
                    what,
                    size / Benchmark.median(all) / 1e6,
                    Benchmark.median(ratios));
        });
    }

    /** Each is compared with what the same receiver, or sender, reaches against a bare one. */
    private static String limit(String what) {
        return what.startsWith("Chromium") ? "Chromium to a bare receiver" : what.startsWith("curl") ? BARE_CURL : what;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
