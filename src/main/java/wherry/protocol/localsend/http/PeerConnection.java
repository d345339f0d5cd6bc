package wherry.protocol.localsend.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.TransferLimits;
import wherry.protocol.UnreachedException;
import wherry.protocol.localsend.message.Http;
import wherry.protocol.localsend.message.NonsenseException;
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.Endpoint;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;
import wherry.transfer.Sentences;
import wherry.transfer.Watchdog;

/**
 * Connects to a peer's server, for one request after another. No proxy, no redirects. For one thread, but for
 * {@link #close}, which ends its blocked calls.
 */
public final class PeerConnection implements Closeable {
    /** In bytes, of an answer whose length does not depend on how many files it is about. */
    public static final long SHORT_REPLY = 64 << 10;

    /** Of an answer of which only the status matters: whatever else it says, or breaks off to say, changes nothing. */
    public static final long STATUS_ONLY = -1;

    /** Who refuses an upload may have said so before it stopped taking bytes. */
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    /** What the peer answered. */
    public record Reply(int status, String body) {}

    private final Endpoint to;
    private final PeerLink link;
    private final ClientConnection http;
    private boolean reusable;
    /** Something came as the answer to the last request. */
    private boolean answered;

    private Runnable alive = () -> {};

    /** Does nothing yet. */
    public PeerConnection(Endpoint to, Tls tls, TransferLimits limits, Watchdog watchdog) {
        this.to = to;
        this.link = new PeerLink(to, tls, limits, watchdog);
        this.http = link.http();
    }

    /**
     * Connects, within limits.
     *
     * @throws UnreachedException nobody answers there, or somebody else than the one who is expected
     */
    public void open() throws IOException {
        link.open();
        reusable = true;
    }

    /** What is known of the other end once the connection stands. */
    public Security security() {
        return link.security();
    }

    /** The fingerprint of whoever answers, expected or not; empty without encryption. */
    public Optional<String> certificate() {
        return link.certificate();
    }

    /** Who is told whenever the peer says that its answer takes a while. */
    public void whileWaiting(Runnable told) {
        alive = told;
    }

    /** Whether another request can follow. */
    public boolean reusable() {
        return reusable && !link.isClosed();
    }

    /** As {@link #post} of JSON, and of a short answer. */
    public Reply postJson(String pathAndQuery, byte[] json, Timeout patience) throws IOException {
        return post(pathAndQuery, new ByteArrayEntity(json, ContentType.APPLICATION_JSON), patience);
    }

    /** Asks for a short answer, and waits for it. */
    public Reply get(String pathAndQuery, Timeout patience) throws IOException {
        return get(pathAndQuery, patience, SHORT_REPLY);
    }

    public Reply get(String pathAndQuery, Timeout patience, long largestReply) throws IOException {
        ClassicHttpRequest request = new BasicClassicHttpRequest("GET", pathAndQuery);
        return ask(request, patience, largestReply);
    }

    /** As the other, of a short answer. */
    public Reply post(String pathAndQuery, HttpEntity entity, Timeout patience) throws IOException {
        return post(pathAndQuery, entity, patience, SHORT_REPLY);
    }

    /**
     * Asks and waits for the answer.
     *
     * @param patience after the request has been sent; disabled waits as long as the connection stands
     * @param largestReply in bytes; what is longer is no answer
     */
    public Reply post(String pathAndQuery, HttpEntity entity, Timeout patience, long largestReply) throws IOException {
        ClassicHttpRequest request = new BasicClassicHttpRequest("POST", pathAndQuery);
        request.setHeader(HttpHeaders.CONTENT_TYPE, entity.getContentType());
        if (entity.getContentLength() < 0) {
            request.setHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
        } else {
            request.setHeader(HttpHeaders.CONTENT_LENGTH, entity.getContentLength());
        }
        request.setEntity(entity);
        return ask(request, patience, largestReply);
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws KeptConnectionException there was none, and this was not the first request
     */
    private Reply ask(ClassicHttpRequest request, Timeout patience, long largestReply) throws IOException {
        boolean kept = reusable && answered;
        answered = false;
        try {
            return askOnce(request, patience, largestReply);
        } catch (SourceException | NonsenseException noneOfTheConnection) {
            throw noneOfTheConnection;
        } catch (IOException silent) {
            boolean late = silent.getCause() instanceof SocketTimeoutException;
            throw kept && !answered && !link.isClosed() && !late ? new KeptConnectionException(silent) : silent;
        }
    }

    private Reply askOnce(ClassicHttpRequest request, Timeout patience, long largestReply) throws IOException {
        request.setHeader(HttpHeaders.HOST, to.toString());
        reusable = false;
        link.use();
        try {
            try {
                http.sendRequestHeader(request);
                if (request.getEntity() != null) {
                    http.sendRequestEntity(request);
                }
                http.flush();
            } catch (SourceException source) {
                throw source;
            } catch (IOException broken) {
                return lastWord(request, broken, largestReply);
            }
            http.setSocketTimeout(patience);
            return receive(request, largestReply);
        } catch (HttpException noHttp) {
            throw PeerFailure.asking(noHttp);
        } catch (IOException failure) {
            throw link.isClosed() ? failure : PeerFailure.asking(failure);
        } finally {
            link.leaveAlone();
        }
    }

    private Reply lastWord(ClassicHttpRequest request, IOException broken, long largestReply)
            throws IOException, HttpException {
        if (link.isClosed()) {
            throw broken;
        }
        try {
            http.setSocketTimeout(Timeout.of(LAST_WORD));
            return receive(request, largestReply);
        } catch (IOException | HttpException nothingSaid) {
            broken.addSuppressed(nothingSaid);
            throw broken;
        }
    }

    private Reply receive(ClassicHttpRequest request, long largestReply) throws IOException, HttpException {
        ClassicHttpResponse response = head();
        answered = response != null;
        int interim = 0;
        long begun = System.nanoTime();
        while (response != null && response.getCode() < HttpStatus.SC_OK) {
            // As long as it lives, and no faster than it takes to see that.
            if (++interim > 8 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)) {
                throw new NonsenseException();
            }
            alive.run();
            response = head();
        }
        if (response == null) {
            throw new ProtocolException(Sentences.of("failure.reset"));
        }
        String body = "";
        try {
            if (response.getCode() != HttpStatus.SC_NO_CONTENT && response.getCode() != HttpStatus.SC_NOT_MODIFIED) {
                http.receiveResponseEntity(response);
                body = Http.body(response.getEntity(), largestReply == STATUS_ONLY ? SHORT_REPLY : largestReply);
            }
        } catch (IOException | HttpException unread) {
            if (largestReply != STATUS_ONLY || link.isClosed()) {
                throw unread;
            }
            return new Reply(response.getCode(), "");
        }
        HttpCoreContext context = HttpCoreContext.create();
        // The strategy looks for the version nowhere else.
        context.setProtocolVersion(response.getVersion() == null ? HttpVersion.HTTP_1_1 : response.getVersion());
        reusable = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
        return new Reply(response.getCode(), body);
    }

    private ClassicHttpResponse head() throws IOException, HttpException {
        try {
            return http.receiveResponseHeader();
        } catch (MessageConstraintException | RuntimeException unforeseen) {
            // The codec's parser takes a version below zero for a mistake in the program.
            throw new HttpException("Invalid response", unforeseen);
        }
    }

    public InetSocketAddress address() {
        return to.address();
    }

    /** Breaks off at once, whatever is under way. */
    @Override
    public void close() throws IOException {
        link.close();
    }
}
