package wherry.http;

import org.apache.hc.core5.http.HttpRequest;

/** Refuses requests by their head, before anything else is done with them. Safe for use by many threads. */
@FunctionalInterface
public interface RequestCheck {
    /**
     * Lets a request pass.
     *
     * @throws HttpStatusException it is refused
     */
    void check(HttpRequest request) throws HttpStatusException;
}
