package wherry.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/** Configures the HTTP/1.1 codec, for both sides. */
public final class HttpCodec {
    public static final String JSON = "application/json";

    public static final Http1Config CONFIG = Http1Config.custom()
            .setBufferSize(16 << 10)
            .setMaxLineLength(8192)
            .setMaxHeaderCount(64)
            .setMaxEmptyLineCount(2)
            .build();

    private HttpCodec() {}

    /** Makes parsers that refuse more than the codec's own. */
    public static final class StrictRequestParserFactory implements HttpMessageParserFactory<ClassicHttpRequest> {
        private final DefaultHttpRequestParserFactory lenient = new DefaultHttpRequestParserFactory(CONFIG);
        private final RequestCheck check;

        /** @param check comes after the rules of HTTP itself */
        public StrictRequestParserFactory(RequestCheck check) {
            this.check = check;
        }

        @Override
        public HttpMessageParser<ClassicHttpRequest> create() {
            return new StrictRequestParser(lenient.create(), check);
        }

        /** The interface's only abstract method; its other one is what connections call. */
        @Override
        @SuppressWarnings("deprecation")
        public HttpMessageParser<ClassicHttpRequest> create(Http1Config config) {
            return create();
        }
    }

    private record StrictRequestParser(HttpMessageParser<ClassicHttpRequest> lenient, RequestCheck check)
            implements HttpMessageParser<ClassicHttpRequest> {
        @Override
        public ClassicHttpRequest parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
            ClassicHttpRequest request;
            try {
                request = lenient.parse(new StrictHeaderReader(buffer), in);
            } catch (RuntimeException unforeseen) {
                // As of a version below zero: the codec's parser takes it for a mistake in the program.
                throw new HttpException("Invalid request", unforeseen);
            }
            if (request != null) {
                RequestValidator.check(request);
                check.check(request);
            }
            return request;
        }
    }
}
