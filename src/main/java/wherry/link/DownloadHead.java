package wherry.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wherry.http.HttpExchange;
import wherry.http.Response;

/**
 * Decides what is said of something that can be downloaded, and which part of it a request wants (RFC 9110, sections 13 and 14).
 *
 * @param name what it is to be called where it arrives
 * @param type its media type
 * @param length in bytes
 * @param version a strong validator, without quotes
 */
record DownloadHead(String name, String type, long length, String version, Optional<Instant> modified) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
    private static final String ATTR = "!#$&+-.^_`|~";

    private static final Response.Contents NOTHING = (target, moved) -> {};
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_SATISFIABLE = 416;

    /** Makes the contents of a part. */
    @FunctionalInterface
    interface Source {
        Response.Contents part(ByteRange part) throws IOException;
    }

    String etag() {
        return '"' + version + '"';
    }

    /** The part that is wanted; empty for all of it, as when a part is asked for of another version. */
    Optional<ByteRange> wanted(HttpExchange exchange) {
        if (!exchange.method().equals("GET")) {
            return Optional.empty();
        }
        // Dates are weak validators: a part of what changed within the second would not fit.
        boolean same = exchange.header("If-Range").map(etag()::equals).orElse(true);
        return exchange.header("Range").filter(range -> same).flatMap(range -> ByteRange.read(range, length));
    }

    Response answer(HttpExchange exchange, Source source) throws IOException {
        Map<String, String> headers = Answers.headers(type);
        headers.put("ETag", etag());
        headers.put("Accept-Ranges", "bytes");
        headers.put("Content-Disposition", disposition());
        // Disks know times that no calendar does, and a future one must not be said (RFC 9110, section 8.8.2.1).
        modified.filter(time -> !time.isBefore(Instant.EPOCH) && !time.isAfter(Instant.now()))
                .ifPresent(time -> headers.put("Last-Modified", DATE.format(time.atOffset(ZoneOffset.UTC))));
        if (exchange.header("If-None-Match").filter(this::names).isPresent()) {
            return new Response(NOT_MODIFIED, headers, 0, NOTHING);
        }
        Optional<ByteRange> wanted = wanted(exchange);
        if (wanted.isPresent() && !wanted.get().isSatisfiable()) {
            headers.put("Content-Range", "bytes */" + length);
            return new Response(NOT_SATISFIABLE, headers, 0, NOTHING);
        }
        ByteRange part = wanted.orElse(new ByteRange(0, length));
        if (wanted.isPresent()) {
            headers.put("Content-Range", "bytes " + part.from() + "-" + (part.to() - 1) + "/" + length);
        }
        return new Response(
                wanted.isPresent() ? PARTIAL : OK,
                headers,
                part.length(),
                exchange.method().equals("HEAD") ? NOTHING : source.part(part));
    }

    private boolean names(String validators) {
        return validators.contains(etag()) || validators.strip().equals("*");
    }

    /** RFC 6266 with the name in UTF-8, and a poorer one for who cannot read that. */
    private String disposition() {
        String plain = name.replaceAll("[^ -~]", "_").replaceAll("[\"\\\\%]", "_");
        StringBuilder exact = new StringBuilder();
        for (byte unit : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xFF);
            boolean asIs = c < 0x80 && (Character.isLetterOrDigit(c) || ATTR.indexOf(c) >= 0);
            exact.append(asIs ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact;
    }

    /** The media type of a file of that name; what is unknown is just bytes. */
    static String type(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    /** So that phones know where to put them; nothing that a browser would run. */
    private static final Map<String, String> TYPES = types();

    private static Map<String, String> types() {
        Map<String, String> types = new HashMap<>();
        String list = "jpg image/jpeg jpeg image/jpeg png image/png gif image/gif webp image/webp heic image/heic"
                + " mp4 video/mp4 mov video/quicktime webm video/webm mp3 audio/mpeg m4a audio/mp4 ogg audio/ogg"
                + " wav audio/wav flac audio/flac pdf application/pdf zip application/zip txt text/plain;charset=utf-8"
                + " csv text/csv epub application/epub+zip apk application/vnd.android.package-archive";
        String[] words = list.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            types.put(words[i], words[i + 1]);
        }
        return Map.copyOf(types);
    }
}
