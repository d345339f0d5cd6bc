package wherry.http;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import wherry.transfer.Security;
import wherry.transfer.Watchdog;

/** Carries one request and its answer. For the thread of its connection only, but for {@link #abort}. */
public final class HttpExchange {
    private final ServerConnection connection;
    private final ResponseWriter writer;
    private final ClassicHttpRequest request;
    private final Carrier carrier;
    private final Security security;
    private final Watchdog watchdog;
    private final RequestBody body;
    private RequestTarget target = RequestTarget.NONE;
    private boolean expectsContinue;
    private int status;
    private boolean reusable;
    private boolean last;

    public HttpExchange(
            ServerConnection connection,
            ClassicHttpRequest request,
            Carrier carrier,
            Security security,
            Watchdog watchdog)
            throws IOException {
        this.connection = connection;
        this.writer = new ResponseWriter(connection, carrier, watchdog);
        this.request = request;
        this.carrier = carrier;
        this.security = security;
        this.watchdog = watchdog;
        this.expectsContinue = request.containsHeader(HttpHeaders.EXPECT);
        HttpEntity entity = request.getEntity();
        this.body = entity == null || entity.getContentLength() == 0
                ? new RequestBody(InputStream.nullInputStream(), true)
                : new RequestBody(entity.getContent(), false);
    }

    /** For the answer to something that was no request. */
    public static HttpExchange refusal(
            ServerConnection connection, Carrier carrier, Security security, Watchdog watchdog) throws IOException {
        ClassicHttpRequest none = new BasicClassicHttpRequest("GET", "/");
        none.setHeader(HttpHeaders.CONNECTION, "close");
        return new HttpExchange(connection, none, carrier, security, watchdog);
    }

    public InetSocketAddress from() {
        return carrier.from();
    }

    public Security security() {
        return security;
    }

    public String method() {
        return request.getMethod();
    }

    /**
     * The path without the query, and the query's parameters into {@link #parameter}.
     *
     * @throws HttpStatusException this is no path
     */
    public String path() throws HttpStatusException {
        target = RequestTarget.of(request);
        return target.path();
    }

    /** A parameter of the query; known after {@link #path}. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(target.parameters().get(name));
    }

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getFirstHeader(name)).map(Header::getValue);
    }

    /** Its head as it came. */
    public HttpRequest head() {
        return request;
    }

    /** The contents' length, when the request says it. Checked before: it is a number. */
    public Optional<Long> contentLength() {
        return Optional.ofNullable(request.getFirstHeader(HttpHeaders.CONTENT_LENGTH))
                .map(header -> Long.parseLong(header.getValue()));
    }

    /** The contents. A client that waits for our leave to send them gets it. Need not be closed. */
    public RequestBody body() throws IOException {
        if (expectsContinue) {
            expectsContinue = false;
            writer.write(new BasicClassicHttpResponse(HttpStatus.SC_CONTINUE));
        }
        return body;
    }

    /** The same from somebody who has not been accepted: as a whole it may not take long. To be closed. */
    public PacedBody pacedBody() throws IOException {
        return new PacedBody(body(), carrier.patience(), watchdog, this::abort);
    }

    /** Somebody is asked about it, or has accepted it: it does not give way to others any more. */
    public void hold() {
        carrier.hold();
    }

    public boolean bodyConsumed() {
        return body.hasEnded();
    }

    /** Whether the client hung up. To be asked only once the body has been read. */
    public boolean clientGone() {
        return connection.clientGone();
    }

    /** Breaks the connection off. From any thread. */
    public void abort() {
        carrier.abort();
    }

    /** Says that the answer will come. Not while it is being written. */
    public void answerProcessing() throws IOException {
        writer.write(new BasicClassicHttpResponse(HttpStatus.SC_PROCESSING));
    }

    public void answerEmpty(int status) throws IOException {
        answerJson(status, new byte[0]);
    }

    public void answerMessage(int status, String message) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("message", message);
        answerJson(status, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    public void answerJson(int status, byte[] json) throws IOException {
        answerJson(status, new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
    }

    /**
     * The same with what may be long.
     *
     * @param json is asked for it twice, and must say the same
     */
    public void answerJson(int status, LongText.Source json) throws IOException {
        answerJson(status, new LongText(json, ContentType.APPLICATION_JSON));
    }

    private void answerJson(int status, HttpEntity json) throws IOException {
        ClassicHttpResponse response = new BasicClassicHttpResponse(status);
        if (status != HttpStatus.SC_NO_CONTENT) {
            response.setHeader(HttpHeaders.CONTENT_TYPE, HttpCodec.JSON);
            response.setHeader(HttpHeaders.CONTENT_LENGTH, json.getContentLength());
            response.setEntity(json);
        }
        decideReuse(response);
        writer.write(response);
    }

    /** Answers; without the contents if only the head is asked for. */
    public void answer(Response response) throws IOException {
        ClassicHttpResponse head = new BasicClassicHttpResponse(response.status());
        response.headers().forEach(head::setHeader);
        if (response.status() != HttpStatus.SC_NO_CONTENT && response.status() != HttpStatus.SC_NOT_MODIFIED) {
            head.setHeader(HttpHeaders.CONTENT_LENGTH, response.length());
        }
        decideReuse(head);
        if (method().equals("HEAD") || response.length() == 0) {
            writer.write(head);
        } else {
            writer.write(head, response, security);
        }
    }

    /** No other request is to follow on this connection. To be said before the answer. */
    public void last() {
        last = true;
    }

    /**
     * Ends our side of a connection, after the answer to its {@link #last} request, and waits until the client ends its
     * side.
     *
     * @return whether it did, as it does once it has taken everything; never known of an encrypted connection
     */
    public boolean awaitEnd(Duration patience) {
        if (!last || !(security instanceof Security.Plain)) {
            return false;
        }
        try (Watchdog.Watch limit = watchdog.watch(patience, this::abort)) {
            Socket socket = carrier.channel().socket();
            socket.shutdownOutput();
            return socket.getInputStream().read() < 0 && !limit.expired();
        } catch (IOException brokenOff) {
            return false;
        }
    }

    private void decideReuse(ClassicHttpResponse response) {
        status = response.getCode();
        // What was not read would be taken for the next request.
        reusable = !last && body.hasEnded() && keepAlive(response);
        if (!reusable) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
    }

    private boolean keepAlive(ClassicHttpResponse response) {
        HttpCoreContext context = HttpCoreContext.create();
        // The strategy looks for the version nowhere else.
        context.setProtocolVersion(request.getVersion() == null ? HttpVersion.HTTP_1_1 : request.getVersion());
        return DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
    }

    boolean succeeded() {
        return status / 100 == 2;
    }

    /** Whether the request was read whole and answered in a way that lets another follow. */
    public boolean reusable() {
        return reusable;
    }
}
