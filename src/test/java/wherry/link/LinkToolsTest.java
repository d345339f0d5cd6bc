package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.testing.Await;
import wherry.testing.TestFiles;

/** What is taken, by the programs that people have for it. */
@Timeout(240)
class LinkToolsTest extends LinkTest {
    /** One more than fit into a zip without ZIP64 records. */
    private static final int ENTRIES = 65_536;

    /** Skips the test, aloud, where the program is missing. */
    private static void require(String program, String debianPackage) throws Exception {
        boolean here = new ProcessBuilder("sh", "-c", "command -v " + program)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
        if (!here) {
            System.out.println("SKIPPED: there is no " + program + " (apt-get install " + debianPackage + ")");
        }
        assumeThat(here).isTrue();
    }

    private Process run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("said").toFile())
                .start();
    }

    private void succeeds(String... command) throws Exception {
        Process process = run(command);
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> said()).isZero();
    }

    private String said() {
        try {
            return Files.readString(scratch.resolve("said"));
        } catch (IOException nothing) {
            return "";
        }
    }

    @Test
    void aDownloadThatBrokeOffIsContinued() throws Exception {
        require("curl", "curl");
        Path file = TestFiles.random(scratch.resolve("large.bin"), 20_000_000);
        Path folder = scratch.resolve("folder");
        TestFiles.random(folder.resolve("inside.bin"), 20_000_000);
        Path taken = scratch.resolve("taken.bin");
        Path zip = scratch.resolve("taken.zip");
        Path whole = scratch.resolve("whole.zip");
        try (OpenLink open = new OpenLink(handler, file, folder)) {
            for (Path to : List.of(taken, zip)) {
                String what = to.equals(zip) ? "zip/x.zip" : open.pathOf("large.bin");
                try (CutRelay relay = new CutRelay(open.link.port())) {
                    String address = relay.address(open.link) + what;
                    relay.holdAfter(CutRelay.Way.DOWN, 7_000_000);
                    Process first = run("curl", "-sSf", "-o", to.toString(), address);
                    Await.within(Duration.ofSeconds(60), "it is in the middle", relay::holds);
                    relay.cut();
                    assertThat(first.waitFor()).isNotZero();
                    assertThat(run("curl", "-sSf", address).waitFor())
                            .as("refused")
                            .isNotZero();
                    assertThat(Files.size(to)).isBetween(1L, 19_999_999L);
                    relay.mend();
                    succeeds("curl", "-sSf", "-C", "-", "-o", to.toString(), address);
                }
            }
            succeeds("curl", "-sSf", "-o", whole.toString(), open.link.address() + "zip/x.zip");
        }
        assertThat(taken).satisfies(TestFiles.sameAs(file));
        assertThat(zip).satisfies(TestFiles.sameAs(whole));
    }

    @Test
    void aDownloadIsContinuedAfterTheProgramWasKilled() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 300_000);
        Path folder = scratch.resolve("folder");
        TestFiles.random(folder.resolve("inside.bin"), 300_000);
        List<HttpResponse<byte[]>> before = taken(file, folder, List.of());
        List<String> versions = before.stream()
                .map(response -> response.headers().firstValue("ETag").orElseThrow())
                .toList();
        List<HttpResponse<byte[]>> after = taken(file, folder, versions);

        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).statusCode()).isEqualTo(206);
            byte[] all = before.get(i).body();
            assertThat(after.get(i).body()).isEqualTo(Arrays.copyOfRange(all, 100_000, all.length));
        }
    }

    /**
     * The file and the zip, from a program that is killed then.
     *
     * @param versions of what is continued; none if nothing is
     */
    private List<HttpResponse<byte[]>> taken(Path file, Path folder, List<String> versions) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (LinkProcess process = LinkProcess.start(scratch, file, folder)) {
            URI page = URI.create(process.address());
            String html = client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher address =
                    Pattern.compile("href=\"(f/[0-9a-f]+/large.bin)\"").matcher(html);
            assertThat(address.find()).isTrue();
            List<String> paths = List.of(address.group(1), "zip/x.zip");
            List<HttpResponse<byte[]>> all = new ArrayList<>();
            for (int i = 0; i < paths.size(); i++) {
                HttpRequest.Builder request = HttpRequest.newBuilder(page.resolve(paths.get(i)));
                if (!versions.isEmpty()) {
                    request.header("Range", "bytes=100000-").header("If-Range", versions.get(i));
                }
                all.add(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
            }
            return all;
        }
    }

    @Test
    void aZipOfMoreFilesThanFitIntoAnOldOneIsOpenedByAll() throws Exception {
        Path folder = Files.createDirectories(scratch.resolve("many"));
        for (int i = 0; i < ENTRIES; i++) {
            Files.createFile(folder.resolve("ü" + i));
        }
        Path zip = scratch.resolve("many.zip");
        try (OpenLink open = new OpenLink(handler, folder)) {
            Files.write(zip, RawLink.get(open.link, "zip/many.zip").body());
        }
        try (ZipFile opened = new ZipFile(zip.toFile())) {
            assertThat(opened.size()).isEqualTo(ENTRIES);
            assertThat(opened.getEntry("many/ü65535")).isNotNull();
        }
        require("unzip", "unzip");
        succeeds("unzip", "-tqq", zip.toString());
        require("python3", "python3");
        succeeds("python3", "-m", "zipfile", "-t", zip.toString());
    }
}
