package wherry.link;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import wherry.testing.Await;
import wherry.testing.Kill;

/** Firefox without a window, driven by Marionette, which it speaks by itself: lengths, colons and JSON. */
final class Firefox extends DrivenBrowser {
    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/bin/firefox-esr"), Path.of("/usr/bin/firefox"));

    private final Process process;
    private final Socket socket;
    private int commands;

    private Firefox(Path downloads, Process process, Socket socket) {
        super(downloads);
        this.process = process;
        this.socket = socket;
    }

    /** Starts it; skips the test, aloud, where there is none. */
    static Firefox start(Path home) throws IOException {
        List<Path> programs = PROGRAMS.stream().filter(Files::exists).toList();
        if (programs.isEmpty()) {
            System.out.println("SKIPPED: there is no Firefox (apt-get install firefox-esr)");
        }
        assumeThat(programs).isNotEmpty();
        Path downloads = Files.createDirectories(home.resolve("downloads"));
        Path profile = Files.createDirectories(home.resolve("profile"));
        int port = freePort();
        Files.writeString(profile.resolve("user.js"), """
                user_pref("marionette.port", %d);
                user_pref("browser.download.folderList", 2);
                user_pref("browser.download.dir", "%s");
                user_pref("browser.download.useDownloadDir", true);
                user_pref("browser.download.always_ask_before_handling_new_types", false);
                user_pref("dom.disable_beforeunload", true);
                """.formatted(port, downloads));
        ProcessBuilder builder = new ProcessBuilder(
                        programs.get(0).toString(),
                        "--headless",
                        "--no-remote",
                        "--marionette",
                        "--remote-allow-system-access",
                        "--profile",
                        profile.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("firefox.log").toFile());
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        AtomicReference<Socket> socket = new AtomicReference<>();
        Await.within(Duration.ofSeconds(60), "Firefox listens", () -> {
            try {
                socket.set(new Socket(InetAddress.getLoopbackAddress(), port));
                return true;
            } catch (IOException notYet) {
                return false;
            }
        });
        Firefox firefox = new Firefox(downloads, process, socket.get());
        firefox.read();
        firefox.ask("WebDriver:NewSession", new JsonObject());
        return firefox;
    }

    private JsonObject ask(String command, JsonObject parameters) throws IOException {
        JsonArray message = new JsonArray();
        message.add(0);
        message.add(++commands);
        message.add(command);
        message.add(parameters);
        byte[] json = message.toString().getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write((json.length + ":").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(json);
        JsonArray answer = read().getAsJsonArray();
        if (!answer.get(2).isJsonNull()) {
            throw new IOException(answer.get(2).toString());
        }
        return answer.get(3).isJsonObject() ? answer.get(3).getAsJsonObject() : new JsonObject();
    }

    private JsonElement read() throws IOException {
        InputStream in = socket.getInputStream();
        int length = 0;
        for (int c = in.read(); c != ':'; c = in.read()) {
            if (c < '0' || c > '9') {
                throw new IOException("no length");
            }
            length = length * 10 + c - '0';
        }
        return JsonParser.parseString(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    @Override
    void go(String address) throws IOException {
        ask("WebDriver:Navigate", json(Map.of("url", address)));
    }

    @Override
    void type(String selector, String text) throws IOException {
        ask("WebDriver:ElementSendKeys", json(Map.of("id", find(selector), "text", text)));
    }

    private String find(String selector) throws IOException {
        return id(ask("WebDriver:FindElement", bySelector(selector)).get("value"));
    }

    @Override
    void press(String selector) throws IOException {
        ask("WebDriver:ElementClick", json(Map.of("id", find(selector))));
    }

    @Override
    String words(String selector) throws IOException {
        return ask("WebDriver:GetElementText", json(Map.of("id", find(selector))))
                .get("value")
                .getAsString();
    }

    @Override
    void forbidScripts() throws IOException {
        ask("Marionette:SetContext", json(Map.of("value", "chrome")));
        ask("WebDriver:ExecuteScript", script("Services.prefs.setBoolPref('javascript.enabled', false);"));
        ask("Marionette:SetContext", json(Map.of("value", "content")));
    }

    @Override
    JsonElement run(String script, String... arguments) throws IOException {
        return ask("WebDriver:ExecuteScript", script(script, arguments)).get("value");
    }

    /** Marionette takes files only. */
    @Override
    void chooseFolder(Path folder) throws IOException {
        pretendFolder(folder);
    }

    /** As its own list of downloads does when it is told to try again. */
    @Override
    void goOnTaking() throws IOException {
        ask("Marionette:SetContext", json(Map.of("value", "chrome")));
        ask("WebDriver:ExecuteAsyncScript", script("""
                const [done] = arguments;
                const {Downloads} = ChromeUtils.importESModule("resource://gre/modules/Downloads.sys.mjs");
                (async () => {
                    const all = await (await Downloads.getList(Downloads.ALL)).getAll();
                    const stopped = all.filter(each => each.stopped && !each.succeeded);
                    stopped.forEach(each => each.start().catch(() => {}));
                })().then(done, failure => done(String(failure)));
                """));
        ask("Marionette:SetContext", json(Map.of("value", "content")));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        Kill.hard(process);
    }
}
