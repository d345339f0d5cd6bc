package wherry.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;

/**
 * Refuses requests that a web page made its reader's browser send (localsend.md, "The connection"). A page may send to
 * any address what needs no leave of ours, and where its own name leads to our address it reads the answers, too.
 */
public final class PageGuard {
    /** Browsers set them, pages cannot take them away, and no app has a use for them. */
    private static final String[] MARKS = {"Origin", "Sec-Fetch-Site"};

    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    /** With brackets or, as some write it, without: no name has two colons. */
    private static final Pattern IPV6 =
            Pattern.compile("\\[[0-9a-f:.]+(%[0-9a-z._~%-]+)?]|[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*");

    private PageGuard() {}

    /**
     * Lets a request pass that no page can have made.
     *
     * @throws HttpStatusException it bears a browser's mark, or is for a name that may be anybody's
     */
    public static void check(HttpRequest request) throws HttpStatusException {
        for (String mark : MARKS) {
            if (request.containsHeader(mark)) {
                throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Not for web pages");
            }
        }
        checkHost(request);
    }

    /**
     * Lets a request pass that is for this computer by a name that nobody else can have: what a page asks for under its
     * own name, which it made lead here, does not.
     *
     * @throws HttpStatusException it is for a name that may be anybody's
     */
    public static void checkHost(HttpRequest request) throws HttpStatusException {
        Header host = request.getFirstHeader(HttpHeaders.HOST);
        if (host != null && !isOurs(host.getValue())) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Not for this host");
        }
    }

    /** Addresses are nobody else's; of names only this computer's own are known not to be. */
    private static boolean isOurs(String hostAndPort) {
        if (hostAndPort == null) {
            return false;
        }
        String text = hostAndPort.strip().toLowerCase(Locale.ROOT);
        if (IPV6.matcher(text).matches()) {
            return true;
        }
        String host = PORT.matcher(text).replaceFirst("");
        return IPV4.matcher(host).matches() || IPV6.matcher(host).matches() || isOwnName(host);
    }

    private static boolean isOwnName(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        String own = ownName();
        String first = own.substring(0, own.indexOf('.') < 0 ? own.length() : own.indexOf('.'));
        return !first.isEmpty() && (host.equals(own) || host.equals(first) || host.equals(first + ".local"));
    }

    /** Empty when the system knows none. */
    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException nameless) {
            return "";
        }
    }
}
