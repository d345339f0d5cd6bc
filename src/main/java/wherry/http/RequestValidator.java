package wherry.http;

import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;

/** Validates where a request ends and whom it is for (RFC 9112, sections 3.2 and 6) that the codec leaves to us. */
final class RequestValidator {
    /** RFC 9110, section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private RequestValidator() {}

    /**
     * Lets a request pass that keeps the rules.
     *
     * @throws HttpStatusException it breaks one
     */
    static void check(HttpRequest request) throws HttpStatusException {
        for (Header header : request.getHeaders()) {
            require(TOKEN.matcher(header.getName()).matches(), "header name");
        }
        boolean version10 = request.getVersion() != null && request.getVersion().lessEquals(HttpVersion.HTTP_1_0);
        int hosts = request.countHeaders(HttpHeaders.HOST);
        require(hosts == 1 || (hosts == 0 && version10), "one Host");
        checkLength(request, version10);
        Header expect = request.getFirstHeader(HttpHeaders.EXPECT);
        if (expect != null && !"100-continue".equalsIgnoreCase(expect.getValue())) {
            throw new HttpStatusException(HttpStatus.SC_EXPECTATION_FAILED, "Unknown expectation");
        }
    }

    private static void checkLength(HttpRequest request, boolean version10) throws HttpStatusException {
        int lengths = request.countHeaders(HttpHeaders.CONTENT_LENGTH);
        int codings = request.countHeaders(HttpHeaders.TRANSFER_ENCODING);
        require(lengths <= 1, "one Content-Length");
        require(codings <= 1, "one Transfer-Encoding");
        require(lengths == 0 || codings == 0, "either Content-Length or Transfer-Encoding");
        if (codings == 1) {
            require(!version10, "no Transfer-Encoding in HTTP/1.0");
            String coding =
                    request.getFirstHeader(HttpHeaders.TRANSFER_ENCODING).getValue();
            require("chunked".equalsIgnoreCase(coding), "Transfer-Encoding: chunked");
        }
        if (lengths == 1) {
            String length = request.getFirstHeader(HttpHeaders.CONTENT_LENGTH).getValue();
            require(LENGTH.matcher(length).matches(), "digits in Content-Length");
        }
    }

    private static void require(boolean met, String rule) throws HttpStatusException {
        if (!met) {
            throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid header: expected " + rule);
        }
    }
}
