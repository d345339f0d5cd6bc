package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.TestFiles;

@Timeout(120)
class LinkCommandTest {
    @TempDir
    Path folder;

    private WherryProcess start(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "link",
                "--interface",
                "lo",
                "--port",
                "0",
                "--into",
                folder.resolve("in").toString()));
        arguments.addAll(List.of(more));
        return WherryProcess.start(folder.resolve("home"), arguments.toArray(String[]::new));
    }

    private static String address(WherryProcess process) {
        Await.until("it says where it is", () -> !process.out().isEmpty());
        return process.out().get(0).replace("Link: ", "");
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theFirstLineIsTheLinkAndItListensAndEndsWhenToldTo() throws Exception {
        Path file = TestFiles.random(folder.resolve("photo.jpg"), 1000);
        try (WherryProcess process = start(file.toString(), "--token", "ofmychoice22")) {
            String address = address(process);

            assertThat(process.out().get(0)).matches("Link: http://127\\.0\\.0\\.1:\\d+/ofmychoice22/");
            assertThat(get(address).body()).contains("photo.jpg");
            process.terminate();
            assertThat(process.awaitExit()).isZero();
        }
    }

    @Test
    void itEndsAfterItsTimeAndAfterOneDownload() throws Exception {
        try (WherryProcess process = start("--for", "1s")) {
            assertThat(process.awaitExit()).isZero();
            assertThat(process.out().get(0)).matches("Link: http://127\\.0\\.0\\.1:\\d+/[2-9a-z]{13}/");
        }
        Path file = TestFiles.random(folder.resolve("photo.jpg"), 1000);
        try (WherryProcess process = start(file.toString(), "--once", "--json")) {
            Await.until("it says where it is", () -> !process.out().isEmpty());
            Matcher link = Pattern.compile("\\{\"link\":\"(http://[^\"]+)\"}")
                    .matcher(process.out().get(0));
            assertThat(link.matches()).isTrue();
            Matcher path = Pattern.compile("href=\"(f/[^\"]+)\"")
                    .matcher(get(link.group(1)).body());
            assertThat(path.find()).isTrue();
            get(link.group(1) + path.group(1));
            assertThat(process.awaitExit()).isZero();
            assertThat(process.out()).anyMatch(line -> line.contains("\"event\":\"downloaded\""));
        }
    }

    @Test
    void afterAKillTheSameOfferIsUnderTheSameAddress() throws Exception {
        Path file = TestFiles.random(folder.resolve("photo.jpg"), 1000);
        String before;
        try (WherryProcess process = start(file.toString())) {
            before = address(process);
            assertThat(get(before).statusCode()).isEqualTo(200);
            // Until it is kept.
            Await.until("it is kept", () -> Files.exists(folder.resolve("home/links")));
        }
        try (WherryProcess process = start(file.toString())) {
            assertThat(address(process).replaceAll(".*/(.+)/", "$1")).isEqualTo(before.replaceAll(".*/(.+)/", "$1"));
        }
    }

    @Test
    void wrongUsageAndMissingFilesAreSaid() throws Exception {
        for (String[] wrong :
                new String[][] {{"--for", "soon"}, {"--token", "x"}, {"--accept", "some"}, {"--pin", "1"}}) {
            try (WherryProcess process = start(wrong)) {
                assertThat(process.awaitExit()).isEqualTo(2);
                assertThat(process.out()).isEmpty();
            }
        }
        try (WherryProcess process = start(folder.resolve("nothing").toString())) {
            assertThat(process.awaitExit()).isEqualTo(1);
            assertThat(process.err()).anyMatch(line -> line.contains("does not exist"));
        }
    }
}
