package wherry.link;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import wherry.testing.Await;

/** A browser that is driven by the commands of WebDriver, whatever way they go to it. Each is somebody new. */
abstract class DrivenBrowser implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    /** Where it puts what is downloaded. */
    final Path downloads;

    DrivenBrowser(Path downloads) {
        this.downloads = downloads;
    }

    abstract void go(String address) throws IOException;

    /** Types into the first element that the selector finds; into one for files, their paths, a line each. */
    abstract void type(String selector, String text) throws IOException;

    /** What a function's body returns. */
    abstract JsonElement run(String script, String... arguments) throws IOException;

    final void choose(Path... files) throws IOException {
        type("#choose", Arrays.stream(files).map(Path::toString).collect(Collectors.joining("\n")));
    }

    final void click(String selector) throws IOException {
        run("document.querySelector(arguments[0]).click()", selector);
    }

    /** How many elements the selector finds. */
    final int count(String selector) throws IOException {
        return run("return document.querySelectorAll(arguments[0]).length", selector)
                .getAsInt();
    }

    final void await(String selector, int wanted) {
        Await.within(PATIENCE, wanted + " of " + selector, () -> count(selector) == wanted);
    }

    static JsonObject json(Map<String, String> values) {
        JsonObject json = new JsonObject();
        values.forEach(json::addProperty);
        return json;
    }

    static JsonObject script(String script, String... arguments) {
        JsonObject json = json(Map.of("script", script));
        JsonArray all = new JsonArray();
        Arrays.stream(arguments).forEach(all::add);
        json.add("args", all);
        return json;
    }

    /** One that nobody listens at. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
