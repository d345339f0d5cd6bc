package wherry.link;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wherry.testing.Await;
import wherry.testing.Kill;

/** WebKitGTK's small browser, driven through its WebKitWebDriver. */
final class WebKit extends DrivenBrowser {
    private static final Path DRIVER = Path.of("/usr/bin/WebKitWebDriver");
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;
    private String session = "";

    private WebKit(Path downloads, Process process, int port) {
        super(downloads);
        this.process = process;
        this.root = "http://127.0.0.1:" + port;
    }

    /** Starts it; skips the test, aloud, where there is none. */
    static WebKit start(Path home) throws IOException {
        List<Path> programs = programs();
        if (!Files.exists(DRIVER) || programs.isEmpty()) {
            System.out.println("SKIPPED: there is no WebKitGTK to be driven (apt-get install webkit2gtk-driver)");
        }
        assumeThat(DRIVER).exists();
        assumeThat(programs).isNotEmpty();
        Path downloads = Files.createDirectories(home.resolve("Downloads"));
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(DRIVER.toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("webkit.log").toFile());
        builder.environment().put("HOME", home.toString());
        Path config = Files.createDirectories(home.resolve("config"));
        Files.writeString(config.resolve("user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"" + downloads + "\"\n");
        builder.environment().put("XDG_CONFIG_HOME", config.toString());
        // It is a test that says where it goes, and namespaces of its own are not to be had everywhere.
        builder.environment().put("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        WebKit webKit = new WebKit(downloads, builder.start(), port);
        Await.within(Duration.ofSeconds(60), "WebKitWebDriver listens", webKit::begin);
        webKit.open("[\"--automation\"]");
        return webKit;
    }

    private void open(String arguments) throws IOException {
        JsonObject options = new JsonObject();
        options.addProperty("binary", programs().get(0).toString());
        options.add("args", JsonParser.parseString(arguments));
        JsonObject always = new JsonObject();
        always.add("webkitgtk:browserOptions", options);
        JsonObject capabilities = new JsonObject();
        capabilities.add("alwaysMatch", always);
        JsonObject wanted = new JsonObject();
        wanted.add("capabilities", capabilities);
        String id = post("/session", wanted).getAsJsonObject().get("sessionId").getAsString();
        session = "/session/" + id;
    }

    /** {@code /usr/lib/ARCHITECTURE/webkit2gtk-VERSION/MiniBrowser}: other folders there need not be readable. */
    private static List<Path> programs() throws IOException {
        List<Path> programs = new ArrayList<>();
        try (DirectoryStream<Path> architectures = Files.newDirectoryStream(LIBRARIES, "*-linux-*")) {
            for (Path architecture : architectures) {
                try (DirectoryStream<Path> versions = Files.newDirectoryStream(architecture, "webkit*")) {
                    versions.forEach(version -> programs.add(version.resolve("MiniBrowser")));
                }
            }
        }
        programs.removeIf(program -> !Files.isExecutable(program));
        return programs;
    }

    private boolean begin() {
        try {
            return client.send(
                                    HttpRequest.newBuilder(URI.create(root + "/status"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private JsonElement post(String path, JsonObject body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + session + path))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return send(request);
    }

    private JsonElement send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.body());
            }
            return JsonParser.parseString(answer.body()).getAsJsonObject().get("value");
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException(hurry);
        }
    }

    @Override
    void go(String address) throws IOException {
        post("/url", json(Map.of("url", address)));
    }

    @Override
    void type(String selector, String text) throws IOException {
        post("/element/" + find(selector) + "/value", json(Map.of("text", text)));
    }

    private String find(String selector) throws IOException {
        return id(post("/element", bySelector(selector)));
    }

    @Override
    void press(String selector) throws IOException {
        post("/element/" + find(selector) + "/click", new JsonObject());
    }

    @Override
    String words(String selector) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(root + session + "/element/" + find(selector) + "/text"))
                .build();
        return send(request).getAsString();
    }

    /** Starts anew: it is told once, at its start. */
    @Override
    void forbidScripts() throws IOException {
        send(HttpRequest.newBuilder(URI.create(root + session)).DELETE().build());
        session = "";
        open("[\"--automation\", \"--enable-javascript=FALSE\"]");
    }

    @Override
    JsonElement run(String script, String... arguments) throws IOException {
        return post("/execute/sync", script(script, arguments));
    }

    /** Its driver takes a folder for a file. */
    @Override
    void chooseFolder(Path folder) throws IOException {
        pretendFolder(folder);
    }

    @Override
    boolean continues() {
        return false;
    }

    /** It keeps nothing of what broke off, so that it begins anew. */
    @Override
    void goOnTaking() throws IOException {
        click("#files a[download]");
    }

    @Override
    public void close() {
        Kill.hard(process);
    }
}
