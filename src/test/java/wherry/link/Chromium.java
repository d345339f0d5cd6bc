package wherry.link;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import wherry.testing.Await;
import wherry.testing.Kill;

/** Chromium without a window, with a profile as users have one, driven by its DevTools protocol. */
final class Chromium extends DrivenBrowser {
    private static final List<Path> PROGRAMS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private String session = "";
    private int commands;

    private Chromium(Path downloads, Process process, URI address) {
        super(downloads);
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .join();
    }

    /** Starts it; skips the test, aloud, where there is none. */
    static Chromium start(Path home) throws IOException {
        List<Path> programs = PROGRAMS.stream().filter(Files::exists).toList();
        if (programs.isEmpty()) {
            System.out.println("SKIPPED: there is no Chromium (apt-get install chromium)");
        }
        assumeThat(programs).isNotEmpty();
        Path downloads = Files.createDirectories(home.resolve("downloads"));
        Path profile = home.resolve("profile");
        ProcessBuilder builder = new ProcessBuilder(
                        programs.get(0).toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("chromium.log").toFile());
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        Path told = profile.resolve("DevToolsActivePort");
        List<String> port = Await.value(
                "Chromium listens",
                () -> Files.exists(told) ? Files.readAllLines(told) : List.<String>of(),
                lines -> lines.size() == 2);
        Chromium chromium = new Chromium(downloads, process, URI.create("ws://127.0.0.1:" + port.get(0) + port.get(1)));
        chromium.ask(
                "Browser.setDownloadBehavior", json(Map.of("behavior", "allow", "downloadPath", downloads.toString())));
        chromium.attach(chromium.ask("Target.createTarget", json(Map.of("url", "about:blank"))));
        chromium.ask("Page.enable", new JsonObject());
        return chromium;
    }

    private void attach(JsonObject opened) throws IOException {
        JsonObject target = json(Map.of("targetId", opened.get("targetId").getAsString()));
        target.addProperty("flatten", true);
        session = ask("Target.attachToTarget", target).get("sessionId").getAsString();
    }

    /** Puts together what it says. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                JsonObject said = JsonParser.parseString(message.toString()).getAsJsonObject();
                message.setLength(0);
                if ("Page.javascriptDialogOpening".equals(text(said, "method"))) {
                    // Whether the page may be left.
                    send("Page.handleJavaScriptDialog", accepting());
                } else if (said.has("id")) {
                    answers.add(said);
                }
            }
            from.request(1);
            return null;
        }

        private JsonObject accepting() {
            JsonObject accept = new JsonObject();
            accept.addProperty("accept", true);
            return accept;
        }

        private String text(JsonObject from, String name) {
            return Optional.ofNullable(from.get(name))
                    .map(JsonElement::getAsString)
                    .orElse("");
        }
    }

    private synchronized int send(String method, JsonObject parameters) {
        JsonObject message = json(Map.of("method", method));
        message.addProperty("id", ++commands);
        message.add("params", parameters);
        if (!session.isEmpty()) {
            message.addProperty("sessionId", session);
        }
        var unused = socket.sendText(message.toString(), true);
        return commands;
    }

    private JsonObject ask(String method, JsonObject parameters) throws IOException {
        int id = send(method, parameters);
        try {
            JsonObject answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            while (answer != null && answer.get("id").getAsInt() != id) {
                answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            if (answer == null || answer.has("error")) {
                throw new IOException(method + ": " + answer);
            }
            return answer.getAsJsonObject("result");
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException(hurry);
        }
    }

    @Override
    void go(String address) throws IOException {
        ask("Page.navigate", json(Map.of("url", address)));
        Await.seldom(
                PATIENCE,
                "it is there",
                () -> run("return location.href === arguments[0] && document.readyState === 'complete'", address)
                        .getAsBoolean());
    }

    @Override
    void type(String selector, String text) throws IOException {
        run("document.querySelector(arguments[0]).value = arguments[1]", selector, text);
    }

    @Override
    void choose(String selector, Path... files) throws IOException {
        JsonObject found = evaluate("document.querySelector(" + quoted(selector) + ")", false);
        JsonObject parameters = json(Map.of("objectId", found.get("objectId").getAsString()));
        JsonArray paths = new JsonArray();
        Arrays.stream(files).map(Path::toString).forEach(paths::add);
        parameters.add("files", paths);
        ask("DOM.setFileInputFiles", parameters);
    }

    private static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }

    @Override
    JsonElement run(String script, String... arguments) throws IOException {
        JsonArray all = new JsonArray();
        Arrays.stream(arguments).forEach(all::add);
        JsonObject result = evaluate("(function() {" + script + "}).apply(null, " + all + ")", true);
        return result.has("value") ? result.get("value") : JsonNull.INSTANCE;
    }

    private JsonObject evaluate(String expression, boolean byValue) throws IOException {
        JsonObject parameters = json(Map.of("expression", expression));
        parameters.addProperty("returnByValue", byValue);
        JsonObject answer = ask("Runtime.evaluate", parameters);
        if (answer.has("exceptionDetails")) {
            throw new IOException(answer.toString());
        }
        return answer.getAsJsonObject("result");
    }

    /** DevTools may still run theirs. */
    @Override
    void forbidScripts() throws IOException {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("value", true);
        ask("Emulation.setScriptExecutionDisabled", parameters);
    }

    @Override
    void press(String selector) throws IOException {
        click(selector);
    }

    @Override
    String words(String selector) throws IOException {
        return run("return document.querySelector(arguments[0]).innerText", selector)
                .getAsString();
    }

    /** By "Resume" in the menu on its own page of downloads. */
    @Override
    void goOnTaking() throws IOException {
        String page = session;
        JsonObject opened = ask("Target.createTarget", json(Map.of("url", "chrome://downloads")));
        attach(opened);
        Await.seldom(PATIENCE, "it can be resumed", () -> run("""
                const inside = (from, what) => [...(from?.shadowRoot?.querySelectorAll(what) ?? [])];
                const items = inside(document.querySelector('downloads-manager'), 'downloads-item');
                const item = items.find(each => each.data.resume);
                if (!item) {
                  return false;
                }
                const resume = inside(item, 'button').find(button => button.textContent.trim() === 'Resume');
                (resume ?? inside(item, '#more-actions')[0]).click();
                return !!resume;
                """).getAsBoolean());
        session = page;
        ask("Target.closeTarget", json(Map.of("targetId", opened.get("targetId").getAsString())));
    }

    @Override
    public void close() {
        socket.abort();
        Kill.hard(process);
    }
}
