package wherry.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.net.URIBuilder;

/**
 * Takes a request's target apart (RFC 9112, section 3.2).
 *
 * @param path without the query; empty where there is none
 * @param parameters of the query: of several with one name, the first
 */
record RequestTarget(String path, Map<String, String> parameters) {
    static final RequestTarget NONE = new RequestTarget("", Map.of());

    RequestTarget {
        parameters = Map.copyOf(parameters);
    }

    /** @throws HttpStatusException this is no path */
    static RequestTarget of(HttpRequest request) throws HttpStatusException {
        try {
            URI uri = new URI(request.getRequestUri());
            Map<String, String> parameters = new HashMap<>();
            for (NameValuePair pair : new URIBuilder(uri).getQueryParams()) {
                parameters.putIfAbsent(pair.getName(), pair.getValue() == null ? "" : pair.getValue());
            }
            return new RequestTarget(uri.getPath() == null ? "" : uri.getPath(), parameters);
        } catch (URISyntaxException malformed) {
            throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid path");
        }
    }
}
