package wherry.protocol.localsend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/** How the HTTP/1.1 codec is set up, for both sides. */
final class Http {
    static final String JSON = "application/json";

    static final Http1Config CONFIG = Http1Config.custom()
            .setBufferSize(16 << 10)
            .setMaxLineLength(8192)
            .setMaxHeaderCount(64)
            .setMaxEmptyLineCount(2)
            .build();

    private Http() {}

    /**
     * The contents of a short reply.
     *
     * @throws NonsenseException they are longer
     */
    static String text(HttpEntity entity, long largest) throws IOException {
        if (entity == null) {
            return "";
        }
        InputStream in = entity.getContent();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[8 << 10];
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            bytes.write(piece, 0, n);
            if (bytes.size() > largest) {
                throw new NonsenseException();
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Makes parsers that refuse more than the codec's own. */
    static final class StrictRequestParserFactory implements HttpMessageParserFactory<ClassicHttpRequest> {
        private final DefaultHttpRequestParserFactory lenient = new DefaultHttpRequestParserFactory(CONFIG);

        @Override
        public HttpMessageParser<ClassicHttpRequest> create() {
            return new StrictRequestParser(lenient.create());
        }

        /** The interface's only abstract method; its other one is what connections call. */
        @Override
        @SuppressWarnings("deprecation")
        public HttpMessageParser<ClassicHttpRequest> create(Http1Config config) {
            return create();
        }
    }

    private record StrictRequestParser(HttpMessageParser<ClassicHttpRequest> lenient)
            implements HttpMessageParser<ClassicHttpRequest> {
        @Override
        public ClassicHttpRequest parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
            ClassicHttpRequest request;
            try {
                request = lenient.parse(new StrictHead(buffer), in);
            } catch (RuntimeException unforeseen) {
                // As of a version below zero: the codec's parser takes it for a mistake in the program.
                throw new HttpException("Invalid request", unforeseen);
            }
            if (request != null) {
                Framing.check(request);
                PageGuard.check(request);
            }
            return request;
        }
    }

    /** A query's value, fit for a URL. */
    static String encode(String value) {
        // A plus sign for a space is for forms; not every server takes it for one.
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
