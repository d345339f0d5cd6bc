package wherry.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import wherry.http.Response;

/** Makes answers with the headers that every answer of a link has (link.md, "Answers"). */
final class Answers {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json";

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
                    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin");

    private Answers() {}

    /** For what is not there, or of which nothing is said: always the same. */
    static Response notFound() {
        return text(404, "Not found");
    }

    static Response text(int status, String text) {
        return of(status, TEXT, text);
    }

    static Response json(int status, String json) {
        return of(status, JSON, json);
    }

    static Response html(int status, String html) {
        return of(status, HTML, html);
    }

    /** To another place, which is asked for by GET. */
    static Response seeOther(String where) {
        return with(text(303, ""), "Location", where);
    }

    /** The same with one more header. */
    static Response with(Response response, String name, String value) {
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put(name, value);
        return new Response(response.status(), headers, response.length(), response.contents());
    }

    /** The headers of any answer. */
    static Map<String, String> headers(String type) {
        Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
        headers.put("Content-Type", type);
        // Not kept by anybody without asking again.
        headers.put("Cache-Control", "no-cache");
        return headers;
    }

    private static Response of(int status, String type, String text) {
        return bytes(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static Response bytes(int status, String type, byte[] bytes) {
        Map<String, String> headers = headers(type);
        return new Response(status, headers, bytes.length, (target, moved) -> write(bytes, target, moved));
    }

    private static void write(byte[] bytes, WritableByteChannel target, LongConsumer moved) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            ByteBuffer step = rest.slice(rest.position(), Math.min(64 << 10, rest.remaining()));
            int n = target.write(step);
            rest.position(rest.position() + n);
            moved.accept(n);
        }
    }
}
