package wherry.attack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.protocol.localsend.TestTls;

/** Whoever only wants to take a file from the page of a link that is being attacked. */
final class LinkVisitor implements Honest {
    static final String TOKEN = "testtoken2345";

    private static final Pattern PLACE = Pattern.compile("href=\"(f/[^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(TestTls.context(Optional.empty()))
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Path file;

    LinkVisitor(Path file) {
        this.file = file;
    }

    @Override
    public Duration send(int port, String pin) throws IOException {
        URI link = URI.create("https://127.0.0.1:" + port + "/" + TOKEN + "/");
        long begun = System.nanoTime();
        try (InputStream page = get(link)) {
            Matcher place = PLACE.matcher(new String(page.readAllBytes(), StandardCharsets.UTF_8));
            if (!place.find()) {
                throw new IOException("it is not on the page");
            }
            compare(link.resolve(place.group(1)));
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void compare(URI place) throws IOException {
        try (InputStream in = get(place);
                InputStream wanted = Files.newInputStream(file)) {
            byte[] piece = new byte[1 << 20];
            for (int n = in.readNBytes(piece, 0, piece.length); n > 0; n = in.readNBytes(piece, 0, piece.length)) {
                byte[] same = wanted.readNBytes(n);
                if (!Arrays.equals(piece, 0, n, same, 0, same.length)) {
                    throw new IOException("it came otherwise");
                }
            }
            if (wanted.read() >= 0) {
                throw new IOException("it did not come whole");
            }
        }
    }

    private InputStream get(URI at) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(at).timeout(PATIENCE).build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException(hurry);
        }
    }

    @Override
    public void close() {}
}
