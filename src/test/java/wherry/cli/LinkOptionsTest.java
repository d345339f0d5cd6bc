package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wherry.link.LinkCode;
import wherry.testing.Await;

/** What the options of {@code link} change for who opens it. */
@Timeout(120)
class LinkOptionsTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private WherryProcess start(String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("link", "--into", folder.resolve("in").toString(), "--interface", "127.0.0.1"));
        arguments.addAll(List.of(more));
        return WherryProcess.start(folder.resolve("home"), arguments.toArray(String[]::new));
    }

    private static String address(WherryProcess process) {
        return process.awaitLine("Link: ").substring("Link: ".length());
    }

    private HttpResponse<String> get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private HttpResponse<String> post(String address, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        request.header("Cookie", "wherry=AAAAAAAAAAAAAAAAAAAAAA").header("X-Wherry", "1");
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> offered(String address) throws Exception {
        return post(address + "offer", "{\"files\":[{\"name\":\"a.txt\",\"size\":2}]}");
    }

    /** Offers a file of two bytes; returns what the offer is called. */
    private String offer(String address) throws Exception {
        Matcher id = Pattern.compile("\"offer\":\"([^\"]+)\"")
                .matcher(offered(address).body());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    @Test
    void onceEndsAfterOneUploadWhichIsTakenUnasked() throws Exception {
        try (WherryProcess process = start("--port", "0", "--once")) {
            String address = address(process);
            assertThat(get(address).body()).contains("id=\"choose\"");
            // What does not come is no upload.
            assertThat(post(address + "cancel/" + offer(address), "").statusCode())
                    .isEqualTo(200);
            String id = offer(address);
            Await.until("it is taken", () -> get(address + "events").body().contains("\"state\":\"wanted\""));
            assertThat(post(address + "piece/" + id + "/0?at=0&crc=" + crc("hi"), "hi")
                            .body())
                    .contains("\"state\":\"done\"");

            assertThat(process.awaitExit()).isZero();
            assertThat(folder.resolve("in/a.txt")).hasContent("hi");
        }
    }

    private static String crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }

    @Test
    void withoutUploadsNothingCanBeLeftAndWithoutAcceptingItIsDeclined() throws Exception {
        try (WherryProcess process = start("--port", "0", "--no-upload")) {
            String address = address(process);
            assertThat(get(address).body()).doesNotContain("id=\"choose\"").doesNotContain("id=\"text\"");
            assertThat(offered(address).statusCode()).isEqualTo(403);
            assertThat(post(address + "text", "hello").statusCode()).isEqualTo(403);
        }
        try (WherryProcess process = start("--port", "0", "--accept", "none")) {
            String address = address(process);
            String id = offer(address);
            Await.until(
                    "it is declined",
                    () -> get(address + "piece/" + id + "/0").body().contains("\"state\":\"declined\""));
            assertThat(folder.resolve("in/a.txt")).doesNotExist();
        }
    }

    @Test
    void thePortIsThatOneThePinIsAskedForAndItsTimeIsTenMinutes() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (WherryProcess process = start("--port", "" + port, "--pin", "2468")) {
            String address = address(process);
            assertThat(address).startsWith("http://127.0.0.1:" + port + "/");
            assertThat(get(address).body()).contains("id=\"pin\"").doesNotContain("id=\"files\"");
            assertThat(post(address + "pin", "pin=1357").statusCode()).isEqualTo(403);
            assertThat(post(address + "pin", "pin=2468").statusCode()).isEqualTo(303);

            Path kept = folder.resolve("home/links");
            Await.until("it is kept", () -> Files.exists(kept));
            String until = Files.readString(kept).strip().replaceAll(".* ", "");
            assertThat(Instant.ofEpochMilli(Long.parseLong(until)))
                    .isAfter(Instant.now().plus(Duration.ofMinutes(8)))
                    .isBefore(Instant.now().plus(Duration.ofMinutes(10)));
            try (WherryProcess second = start("--port", "" + port)) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.err()).anyMatch(line -> line.contains("" + port));
            }
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "SKIPPED: only there script takes a command like this")
    void onATerminalTheCodeIsDrawn() throws Exception {
        // As a terminal has it: by the program that keeps what is typed in one.
        List<String> terminal = List.of("sh", "-c", "exec script -qefc \"$(printf '%s ' \"$@\")\" /dev/null", "sh");
        String[] arguments = {"link", "--interface", "lo", "--port", "0", "--token", "ofmychoice22"};
        try (WherryProcess process =
                WherryProcess.startThrough(terminal, Map.of(), folder.resolve("home"), arguments)) {
            String address = address(process).strip();
            String[] drawn = CodeBlocks.draw(LinkCode.of(address)).split("\n", -1);
            Await.until(
                    "its last line is there",
                    () -> process.out().stream().anyMatch(line -> line.contains(drawn[drawn.length - 2])));
            assertThat(String.join("\n", process.out()).replace("\r", ""))
                    .contains(String.join("\n", drawn).strip());
            assertThat(process.out().get(0)).startsWith("Link: http://127.0.0.1:");
        }
    }
}
