package wherry.link;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
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

    /** Types into the first element that the selector finds. */
    abstract void type(String selector, String text) throws IOException;

    /** What a function's body returns. */
    abstract JsonElement run(String script, String... arguments) throws IOException;

    /** From now on no page may run scripts, as its user has it in the settings; {@link #press} and {@link #words} go on. */
    abstract void forbidScripts() throws IOException;

    /** Presses the first element that the selector finds, without a script of the page's. */
    abstract void press(String selector) throws IOException;

    /** What stands in the first element that the selector finds. */
    abstract String words(String selector) throws IOException;

    /** Goes on with a download that broke off, as far as its user can have it do that. */
    abstract void goOnTaking() throws IOException;

    /** Whether it keeps what came of a download that broke off, and asks for the rest only. */
    boolean continues() {
        return true;
    }

    /** Chooses files, or a folder. */
    void choose(String selector, Path... files) throws IOException {
        type(selector, Arrays.stream(files).map(Path::toString).collect(Collectors.joining("\n")));
    }

    void chooseFolder(Path folder) throws IOException {
        choose("#choose-folder", folder);
    }

    /**
     * Has the page hear of a folder where the driver cannot choose one: its files are chosen one by one, elsewhere, and get the paths
     * that the browser would give them. How the browser itself reads a folder is not tried by that.
     */
    final void pretendFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        run("""
                const input = document.createElement('input');
                input.type = 'file';
                input.multiple = true;
                input.id = 'pretended';
                document.body.append(input);
                """);
        choose("#pretended", files.toArray(Path[]::new));
        String paths = files.stream()
                .map(file -> folder.getParent().relativize(file).toString())
                .collect(Collectors.joining("\n"));
        run("""
                const folder = document.querySelector('#choose-folder');
                const input = document.querySelector('#pretended');
                const paths = arguments[0].split('\\n');
                const all = new DataTransfer();
                [...input.files].forEach((file, i) => {
                  Object.defineProperty(file.wrappedJSObject || file, 'webkitRelativePath', {value: paths[i]});
                  all.items.add(file);
                });
                folder.files = all.files;
                folder.dispatchEvent(new Event('change'));
                input.remove();
                """, paths);
    }

    final void click(String selector) throws IOException {
        run("document.querySelector(arguments[0]).click()", selector);
    }

    /** Whether that stands on the page; not while it gives way to another. */
    final boolean says(String part) {
        try {
            return words("body").contains(part);
        } catch (IOException leaving) {
            return false;
        }
    }

    /** How many elements the selector finds; -1 while the page gives way to another: Firefox answers null then, WebKit an error. */
    final int count(String selector) throws IOException {
        try {
            JsonElement found = run("return document.querySelectorAll(arguments[0]).length", selector);
            return found.isJsonNull() ? -1 : found.getAsInt();
        } catch (IOException refusal) {
            if (String.valueOf(refusal.getMessage()).contains("no such ")) {
                return -1;
            }
            throw refusal;
        }
    }

    final void await(String selector, int wanted) {
        Await.seldom(PATIENCE, wanted + " of " + selector, () -> count(selector) == wanted);
    }

    /** Whether a file was taken whole, under a name that this browser thinks safe. */
    final boolean hasTaken(Path file) throws IOException {
        try (Stream<Path> all = Files.list(downloads)) {
            for (Path each : all.toList()) {
                if (Files.size(each) == Files.size(file) && Files.mismatch(each, file) == -1) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException renamed) {
            return false;
        }
    }

    /** Whether a zip with that one file in it was taken whole. */
    final boolean hasTakenZipOf(Path file) throws IOException {
        byte[] wanted = Files.readAllBytes(file);
        try (DirectoryStream<Path> zips = Files.newDirectoryStream(downloads, "*.zip")) {
            for (Path zip : zips) {
                try (ZipFile all = new ZipFile(zip.toFile());
                        InputStream contents = all.getInputStream(all.entries().nextElement())) {
                    return all.size() == 1 && Arrays.equals(contents.readAllBytes(), wanted);
                } catch (ZipException | NoSuchElementException notYet) {
                    return false;
                }
            }
        }
        return false;
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

    /** What finds an element. */
    static JsonObject bySelector(String selector) {
        return json(Map.of("using", "css selector", "value", selector));
    }

    /** Of an element that was found: it stands under a key that is the same for all (WebDriver, section "Elements"). */
    static String id(JsonElement element) {
        return element.getAsJsonObject().entrySet().iterator().next().getValue().getAsString();
    }

    /** One that nobody listens at. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
