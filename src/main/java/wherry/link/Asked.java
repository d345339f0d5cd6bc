package wherry.link;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.http.PageGuard;

/**
 * Holds what a request asks for.
 *
 * @param token the first part of the path: what has to be right before anything is answered
 * @param parts the other parts; the last is empty where the path ends with a slash
 */
record Asked(HttpExchange exchange, String token, List<String> parts) {
    private static final int MOST_PARTS = 8;
    /** No form and no page elsewhere can set it (Fetch, section "CORS-preflight fetch"). */
    private static final String OUR_PAGE = "X-Wherry";

    static Asked of(HttpExchange exchange) {
        List<String> all = Arrays.asList(path(exchange).split("/", MOST_PARTS));
        return all.size() < 2 || !all.get(0).isEmpty()
                ? new Asked(exchange, "", List.of())
                : new Asked(exchange, all.get(1), List.copyOf(all.subList(2, all.size())));
    }

    /** What is no path is no token either, and answered like any other that is none. */
    private static String path(HttpExchange exchange) {
        try {
            return exchange.path();
        } catch (HttpStatusException malformed) {
            return "";
        }
    }

    /** The part of that number; empty when the path has less. */
    String part(int number) {
        return number < parts.size() ? parts.get(number) : "";
    }

    boolean reads() {
        return exchange.method().equals("GET") || exchange.method().equals("HEAD");
    }

    boolean posts() {
        return exchange.method().equals("POST");
    }

    Optional<String> cookie(String name) {
        String header = exchange.header("Cookie").orElse("");
        return Arrays.stream(header.split(";"))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    PageTexts texts() {
        return PageTexts.in(exchange.header("Accept-Language").orElse(""));
    }

    /** What the link is called where it was asked; of it only {@link #requireOurHost} makes sure. */
    String host() {
        return exchange.header("Host").orElse("");
    }

    /**
     * Lets it pass if it is for this computer by a name that is nobody else's.
     *
     * @throws HttpStatusException a page elsewhere may have made its own name lead here
     */
    void requireOurHost() throws HttpStatusException {
        PageGuard.checkHost(exchange.head());
    }

    /**
     * Lets it pass if the program of our page sent it.
     *
     * @throws HttpStatusException a page elsewhere may have made its reader's browser send it
     */
    void requireOurPage() throws HttpStatusException {
        boolean foreign = exchange.header("Sec-Fetch-Site")
                .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                .isPresent();
        if (foreign || exchange.header(OUR_PAGE).isEmpty()) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Only for the page itself");
        }
    }

    /** A field of a form that was posted ({@code application/x-www-form-urlencoded}); empty when it is not in there. */
    static String field(String form, String name) {
        return Arrays.stream(form.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(name.length() + 1)))
                .findFirst()
                .orElse("");
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException nonsense) {
            return "";
        }
    }
}
